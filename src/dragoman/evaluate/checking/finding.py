"""What the checker of the corpus says: where, what is wrong, what to write instead."""

import re
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.evaluate.notation import GoldMention, GoldText

_FILES = re.compile(r"(?:\S*/)?\S+\.(?:yml|html|jsonl?|txt|tsv|csv)\b(?::\d+)?")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong (`refused`), or that should be looked at again (`look`)."""

    path: Path
    line: int | None
    said: str
    weight: Literal["refused", "look"] = "refused"

    def __str__(self) -> str:
        """Write it as compilers do, so that editors jump to it."""
        at = f"{self.path}:{self.line or 1}"
        return (
            f"{at}: {self.said}" if self.weight == "refused" else f"{at}: look again: {self.said}"
        )

    def blind(self) -> str:
        """Write it without the name of any file, for second coders: names tell what is in them."""
        said = _FILES.sub("another file", self.said)
        weight = "" if self.weight == "refused" else "look again: "
        return f"line {self.line or 1}: {weight}{said}"


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule says of one mention; the checker adds file and line."""

    said: str
    weight: Literal["refused", "look"] = "refused"


def refused(said: str) -> Said:
    """Say that it cannot stand so."""
    return Said(said=said)


def look(said: str) -> Said:
    """Say that it is seldom right, but may be."""
    return Said(said=said, weight="look")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A mention with the text it stands in."""

    text: GoldText
    mention: GoldMention

    @property
    def beside(self) -> tuple[GoldMention, ...]:
        """Give the other mentions of the same sentence."""
        here = self.mention.evidence
        others = (m for m in self.text.mentions if m is not self.mention)
        return tuple(m for m in others if m.evidence == here)
