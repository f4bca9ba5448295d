"""The checker of our own corpus: refuses what breaks the rules, counts, and measures agreement."""

from dragoman.evaluate.checking.check import Checked, check, check_overlap, files_of
from dragoman.evaluate.checking.finding import Finding

__all__ = ["Checked", "Finding", "check", "check_overlap", "files_of"]
