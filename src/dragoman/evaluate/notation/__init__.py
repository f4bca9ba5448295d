"""The notation of our own corpus: one mention, one marked copy of its sentence.

`docs/reference/corpus-notation.md` describes it with examples.
"""

from dragoman.evaluate.notation.files import read_file
from dragoman.evaluate.notation.gold import GoldFile, GoldMention, GoldStory, GoldText
from dragoman.evaluate.notation.mention import Passages, read_mention
from dragoman.evaluate.notation.writing import write_mention

__all__ = [
    "GoldFile",
    "GoldMention",
    "GoldStory",
    "GoldText",
    "Passages",
    "read_file",
    "read_mention",
    "write_mention",
]
