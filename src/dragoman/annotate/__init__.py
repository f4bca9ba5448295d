"""Puts sentences, tokens, parse and names on the text, behind one protocol."""
