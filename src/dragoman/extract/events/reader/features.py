"""What the trained reader is told beside the words: layers, syntax, and what the rules say.

Training and coding both call these functions, so that both see the same.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from dragoman.extract.events.scene import Scene
from dragoman.records import Mention, Parse, Rejected, Token
from dragoman.records.mention import EventType, Status

TYPES: tuple[str, ...] = ("NONE", *get_args(EventType))
STATUSES: tuple[Status, ...] = get_args(Status)
ROLES = ("none", "actor", "supporting", "recipient", "place", "time", "toll", "about")
"""What a word can be to a trigger."""
KINDS = ("none", "party", "place", "time", "toll")
"""The layer a word lies in."""
SIDEWAYS = 11
"""Words between trigger and word, at most; what is farther counts as this."""

_CAN_FILL = frozenset(
    {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "VERB", "ADV", "DET", "X", "SYM", "INTJ"}
)
_CLIMB = 7
"""Steps looked up or down in the tree."""
_FAR = ("FAR", "FAR", "FAR")


class Ruled(NamedTuple):
    """What the rules say at one word of a sentence: a type, and whether it was coded."""

    word: int
    type: str
    coded: bool


def ruled_of(
    parse: Parse, sentence: int, mentions: Iterable[Mention], rejected: Iterable[Rejected]
) -> list[Ruled]:
    """Give what the rules made of one sentence, by the word that heads the trigger."""
    first, last = parse.sentences[sentence]
    out: list[Ruled] = []
    for coded, found in ((True, mentions), (False, rejected)):
        for each in found:
            if each.trigger.in_ != parse.in_ or each.type is None:
                continue
            root = parse.root_of(each.trigger.start, each.trigger.end)
            if root is not None and first <= root.i < last:
                out.append(Ruled(root.i - first, each.type, coded))
    return out


def rule_marks(words: int, ruled: Iterable[Ruled]) -> list[int]:
    """Number what the rules say of each word: 0, a coded type, or a type left alone."""
    out = [0] * words
    for each in ruled:
        if out[each.word] == 0:
            out[each.word] = TYPES.index(each.type) + (0 if each.coded else len(TYPES))
    return out


def kinds_of(scene: Scene, sentence: int) -> list[int]:
    """Number the layer of each word.

    Of several it is the one named last in `KINDS`, but a place in a party's name is the party.
    """
    first, last = scene.parse.sentences[sentence]
    out = [0] * (last - first)
    for i in range(first, last):
        if i in scene.party_of:
            out[i - first] = 1
        elif i in scene.place_of:
            out[i - first] = 2
    for number, layer in ((3, scene.times), (4, scene.tolls)):
        for each in layer:
            for token in scene.parse.between(each.start, each.end):
                if first <= token.i < last:
                    out[token.i - first] = number
    return out


def can_fill(token: Token) -> bool:
    """Whether a word can be a side, a place, a time or a figure."""
    return token.pos in _CAN_FILL


def way(parse: Parse, trigger: Token, word: Token) -> tuple[str, str, str]:
    """Describe the way through the tree from a trigger to a word: whole, without words, its ends.

    >>> # "Rebels shelled a camp near Sake", from "shelled" to "Sake"
    >>> # ('>dobj|prep|pobj:near', '>dobj|prep|pobj', '0>dobj|prep')
    """
    above: dict[int, list[str]] = {}
    up: list[str] = []
    here = trigger
    while True:
        above[here.i] = list(up)
        if here.head == here.i or len(up) >= _CLIMB:
            break
        up.append(f"^{here.dep}")
        here = parse.head(here)
    down: list[str] = []
    here = word
    for _ in range(_CLIMB + 1):
        if here.i in above:
            return _described(above[here.i], down[::-1])
        if here.head == here.i:
            break
        governor = parse.head(here)
        lexical = f":{governor.lower}" if here.dep in ("pobj", "pcomp") else ""
        down.append(here.dep + lexical)
        here = governor
    return _FAR


def _described(up: Sequence[str], down: Sequence[str]) -> tuple[str, str, str]:
    climb = "|".join(up)
    bare = "|".join(d.split(":")[0] for d in down)
    ends = f"{up[-1] if up else ''}{min(len(up), 3)}>{'|'.join(down[:2])}"
    return f"{climb}>{'|'.join(down)}", f"{climb}>{bare}", ends


def apart(trigger: int, word: int) -> int:
    """Number how many words apart two stand, and on which side: 0 to 2 x `SIDEWAYS` + 2."""
    return max(-SIDEWAYS, min(SIDEWAYS, word - trigger)) + SIDEWAYS + 1
