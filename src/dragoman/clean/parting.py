"""Where one report ends and the next begins, on a page that holds several.

A wrong cut is worse than none: a subheading with a picture under it must not begin a report. So
each sign of a beginning has a weight, and only several of them together, or a strong one, cut.
The weights were set by hand on pages of our own; they have no other source.
"""

from collections.abc import Sequence
from statistics import median_low
from typing import NamedTuple

from dragoman.clean.dateline import dateline_of
from dragoman.clean.kinds import HEADER, Block, Kind, is_headline

_ENOUGH = 3.0
_LOOK_AHEAD = 14
"""Lines between a headline and its first paragraph; pages with more are lists of links."""

_SIGNS = {
    "repeated": 3.0,  # the headline stands there twice, as pages print it over and under a picture
    "stamp": 4.0,
    "byline": 4.0,
    "day": 2.0,  # a date alone may be a step of a chronology
    "caption": 1.0,
    "captions": 1.5,
    "widget": 1.0,
    "dateline": 2.5,
    "after-credits": 2.5,
    "after-rule": 3.0,
    "after-residue": 0.5,
    "wide-gap": 2.5,
    "gap": 1.5,
    "like-the-first": 1.0,
    "long": 0.5,
    "few-words": -1.0,
    "question": -1.0,
    "list": -2.0,
}
_LONG = 5
_FEW = 3
_RESIDUE: frozenset[Kind] = frozenset({"widget", "related", "caption"})
_PHOTO: frozenset[Kind] = frozenset({"caption", "credited", "twice"})


class _Top(NamedTuple):
    """What stands between a headline and its first paragraph."""

    body: int
    """Where the first paragraph is."""
    kinds: tuple[Kind, ...]
    is_repeated: bool
    headlines: int


def parts(found: Sequence[Block]) -> list[Sequence[Block]]:
    """Cut a page into its reports. A page of one report, or of none, is one part."""
    first = next((n for n, block in enumerate(found) if block.kind != "separator"), 0)
    model = _top(found, first)
    usual = _usual_gap(found)
    cuts, at, has_body = [0], 0, False
    while at < len(found):
        if has_body and _begins(found, at, model=model, usual=usual):
            cuts.append(at)
            top = _top(found, at)
            at = top.body if top else at
            has_body = top is not None
        has_body = has_body or found[at].kind == "body"
        at += 1
    return [found[a:b] for a, b in zip(cuts, [*cuts[1:], len(found)], strict=True)]


def _usual_gap(found: Sequence[Block]) -> int:
    gaps = [block.paragraph.gap for block in found[1:] if block.kind == "body"]
    return median_low(gaps) if gaps else 1


def _top(found: Sequence[Block], at: int) -> _Top | None:
    """Look from a headline down to its first paragraph; None where there is none near."""
    kinds: list[Kind] = []
    keys = {found[at].paragraph.key} if at < len(found) else set()
    is_repeated, headlines = False, 0
    for n in range(at + 1, min(at + 1 + _LOOK_AHEAD, len(found))):
        block = found[n]
        if block.kind == "body":
            return _Top(n, tuple(kinds), is_repeated, headlines)
        if block.kind == "separator" and not _is_underline(found, n):
            return None
        if block.paragraph.key in keys:
            is_repeated = True
        elif block.kind == "headline":
            headlines += 1
        kinds.append(block.kind)
    return None


def _is_underline(found: Sequence[Block], at: int) -> bool:
    """Whether a rule stands right under a headline, as in Markdown."""
    return at > 0 and not found[at].paragraph.gap and found[at - 1].kind == "headline"


def _begins(found: Sequence[Block], at: int, *, model: _Top | None, usual: int) -> bool:
    block, before = found[at], found[at - 1]
    after_rule = block.paragraph.is_fed or (
        before.kind == "separator" and not _is_underline(found, at - 1)
    )
    if block.kind == "header":
        return _is_title_header(block)
    if after_rule and block.kind == "body":
        return dateline_of(block.text) is not None
    if block.kind not in {"headline", "twice"} or not is_headline(block.text):
        return False
    if _has_later_start(found, at):
        return False
    top = _top(found, at)
    if top is None:
        return False
    signs = {*_signs_of_top(found, top, model), *_signs_of_line(block)}
    signs |= _signs_before(block, before, usual=usual, after_rule=after_rule)
    if signs & {"byline", "stamp"} or (after_rule and len(block.text.split()) == _FEW):
        signs.discard("few-words")
    return sum(_SIGNS[sign] for sign in signs) >= _ENOUGH


def _is_title_header(block: Block) -> bool:
    found = HEADER.fullmatch(block.text)
    return found is not None and found["name"].lower() in {"title", "headline"}


def _has_later_start(found: Sequence[Block], at: int) -> bool:
    """Whether this line rather ends a report, and the headline comes right after it."""
    if at + 1 >= len(found) or found[at + 1].kind != "headline":
        return False
    here, after = found[at].paragraph, found[at + 1].paragraph
    return after.gap > here.gap and after.key != here.key


def _signs_of_line(block: Block) -> set[str]:
    words = len(block.text.split())
    signs = {"long"} if words >= _LONG else set()
    if words <= _FEW:
        signs.add("few-words")
    if block.text.endswith("?"):
        signs.add("question")
    return signs


def _signs_before(block: Block, before: Block, *, usual: int, after_rule: bool) -> set[str]:
    signs = {"after-rule"} if after_rule else set()
    if before.kind == "credits":
        signs.add("after-credits")
    if before.kind in _RESIDUE:
        signs.add("after-residue")
    wider = block.paragraph.gap - max(usual, 1)
    if wider > 0:
        signs.add("gap" if wider == 1 else "wide-gap")
    return signs


def _signs_of_top(found: Sequence[Block], top: _Top, model: _Top | None) -> set[str]:
    kinds = top.kinds
    signs: set[str] = {"stamp", "byline", "widget"} & set(kinds)
    photos = [kind for kind in kinds if kind in _PHOTO]
    if photos:
        signs.add("caption" if len(photos) == 1 else "captions")
    if kinds[:1] == ("day",):
        signs.add("day")
    if top.is_repeated:
        signs.add("repeated")
    if model and kinds and set(kinds) == set(model.kinds):
        signs.add("like-the-first")
    if dateline_of(found[top.body].text) is not None:
        signs.add("dateline")
    if top.headlines > _FEW and not top.is_repeated:
        signs.add("list")
    return signs
