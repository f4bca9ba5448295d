"""Gold sets, alignment, metrics without defaults, floors: how good the coding is, told openly."""

from dragoman.evaluate.report import Evaluation, SetReport, evaluate
from dragoman.evaluate.scored import Key, Scored, Slip

__all__ = ["Evaluation", "Key", "Scored", "SetReport", "Slip", "evaluate"]
