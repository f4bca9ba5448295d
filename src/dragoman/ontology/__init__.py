"""Reads and checks the data files into read-only look-ups, and knows their version."""
