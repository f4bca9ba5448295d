"""What hangs at the end of a content and belongs to the attribution around it."""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.extract.attribution.draft import Draft, Range
from dragoman.records import Parse


def without_tails(parse: Parse, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """End contents before ", according to Y" and before ", adding that", which end a sentence.

    The first speaks of all that stands before it. The second is said by whoever said the first
    clause, although parsers like to hang it on the person spoken of.
    """
    phrases = {d.group.start: d.group.end for d in drafts if d.rule.startswith("phrase:")}
    starts = sorted(phrases)
    gerunds = [d for d in drafts if _continues(parse, d)]
    out = [
        d if d.rule.startswith("phrase:") else _cut(parse.text, d, starts, ends=phrases)
        for d in drafts
    ]
    for gerund in gerunds:
        out = _handed_over(parse, out, gerund)
    return tuple(out)


def _cut(text: str, draft: Draft, starts: list[int], *, ends: dict[int, int]) -> Draft:
    content = []
    for piece in draft.content:
        n = bisect_right(starts, piece.start)
        if n < len(starts) and starts[n] < piece.end <= ends[starts[n]] + 1:
            content.append(_before(text, piece, starts[n]))
        else:
            content.append(piece)
    return replace(draft, content=tuple(content))


def _before(text: str, piece: Range, end: int) -> Range:
    kept = text[piece.start : end].rstrip(" ,\n—–-")
    return Range(piece.start, piece.start + len(kept)) if kept else piece


def _continues(parse: Parse, draft: Draft) -> bool:
    if draft.at < 1 or draft.class_ != "speech" or not draft.content:
        return False
    verb, before = parse.tokens[draft.at], parse.tokens[draft.at - 1]
    return verb.tag == "VBG" and before.text == ","


def _handed_over(parse: Parse, drafts: list[Draft], gerund: Draft) -> list[Draft]:
    """Give a gerund to the speaker of the clause it follows, and end that clause before it."""
    at = gerund.cue[0].start
    sentence = parse.sentence_number(parse.tokens[gerund.at])
    outer = [
        d
        for d in drafts
        if d.rule in {"verb:clause", "verb:beside"}
        and d.at >= 0
        and d.at < gerund.at
        and parse.sentence_number(parse.tokens[d.at]) == sentence
        and any(c.start < at < c.end for c in d.content)
    ]
    if not outer:
        return drafts
    first = min(outer, key=lambda d: d.at)
    ended = [
        replace(
            d,
            content=tuple(
                _before(parse.text, c, at) if c.start < at < c.end else c for c in d.content
            ),
        )
        if d in outer
        else d
        for d in drafts
    ]
    given = replace(gerund, source=first.source, head=first.head)
    return [given if d.at == gerund.at else d for d in ended]
