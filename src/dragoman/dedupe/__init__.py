"""Groups copies of one report: which articles have the same origin."""

from dragoman.dedupe.copies import Grouped, NothingKnown, Remembered, origins

__all__ = ["Grouped", "NothingKnown", "Remembered", "origins"]
