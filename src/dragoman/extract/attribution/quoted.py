"""Gives quotations to whoever speaks them, across sentences and paragraphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from dragoman.extract.attribution.draft import Draft, Range
from dragoman.extract.attribution.quotes import Quote
from dragoman.records import Parse

_ENDS = frozenset(".?!…,")
_GAP = re.compile(r"[\s,.:;—–―-]*\Z")
_BLANK = " \t\xa0\u2009"
_MOST_PIECES = 12
_NEAR = 12
"""How many cues back a quotation looks for its speaker."""
_FAR = 600
"""How many characters back."""


def with_quotes(
    parse: Parse, drafts: Sequence[Draft], quotes: Sequence[Quote]
) -> tuple[Draft, ...]:
    """Widen contents to the quotations they touch, and give lone quotations to a speaker."""
    ordered = sorted(drafts, key=lambda d: d.group.start)
    taken: set[int] = set()
    out = [_widened(parse.text, d, quotes, taken) for d in ordered]
    out = [d if d.content else _beside(parse.text, d, quotes, taken) for d in out]
    _following(parse.text, out, quotes, taken)
    return tuple(d for d in out if d.content)


def _widened(text: str, draft: Draft, quotes: Sequence[Quote], taken: set[int]) -> Draft:
    """Let a content that touches a quotation hold all of it, unless the cue stands in it.

    Content that only begins inside a quotation keeps its beginning where no quote can be meant.
    """
    content = []
    for piece in draft.content:
        start, end = piece
        for n in _touching(quotes, piece):
            quote = quotes[n]
            if _holds(quote, draft.group) or not (draft.quotable or quote.start >= start):
                continue
            taken.add(n)
            introduced = text[start : quote.start].rstrip().endswith(":")
            if introduced and quote.end <= draft.group.start:
                start = quote.start
            start, end = min(start, quote.start), max(end, quote.end)
        end = _with_proof(text, quotes, taken, end=end)
        content.append(_clear_of(Range(start, end), draft, text))
    return replace(draft, content=_joined(content))


def _with_proof(text: str, quotes: Sequence[Quote], taken: set[int], *, end: int) -> int:
    """Take in a quotation that a colon hands over to: 'praised the deal: "It is fair."'."""
    n = bisect_left(quotes, end, key=lambda q: q.start)
    if n < len(quotes) and text[end : quotes[n].start].strip(" \n") == ":":
        taken.add(n)
        return quotes[n].end
    return end


def _touching(quotes: Sequence[Quote], piece: Range) -> range:
    """Number the quotations that share a character with a piece."""
    first = bisect_right(quotes, piece.start, key=lambda q: q.end)
    return range(first, bisect_left(quotes, piece.end, key=lambda q: q.start))


def _holds(quote: Quote, inner: Range) -> bool:
    return quote.start < inner.end and inner.start < quote.end


def _clear_of(piece: Range, draft: Draft, text: str) -> Range:
    """Keep a widened piece off its own cue and source."""
    start, end = piece
    for own in (*draft.cue, *draft.source):
        if start < own.start < end:
            end = own.start
        elif start < own.end < end:
            start = own.end
    lead = len(text[start:end]) - len(text[start:end].lstrip(" ,:\n"))
    return Range(start + lead, max(start + lead + 1, start + len(text[start:end].rstrip())))


def _joined(pieces: list[Range]) -> tuple[Range, ...]:
    out: list[Range] = []
    for piece in sorted(pieces):
        if out and piece.start <= out[-1].end:
            out[-1] = Range(out[-1].start, max(out[-1].end, piece.end))
        else:
            out.append(piece)
    return tuple(out)


def _beside(text: str, draft: Draft, quotes: Sequence[Quote], taken: set[int]) -> Draft:
    """Give a cue without a complement the quotation that ends before it or begins after it."""
    if not draft.quotable or not draft.source:
        return draft
    last_before = bisect_right(quotes, draft.group.start, key=lambda q: q.end) - 1
    first_after = bisect_left(quotes, draft.group.end, key=lambda q: q.start)
    for n in (last_before, first_after):
        if n in taken or not 0 <= n < len(quotes):
            continue
        quote = quotes[n]
        before = quote.end <= draft.group.start and _near(text, quote.end, draft.group.start)
        after = draft.group.end <= quote.start and _leads_to(text, draft.group.end, quote.start)
        if before or after:
            taken.add(n)
            return replace(draft, content=(Range(quote.start, quote.end),))
    return draft


def _near(text: str, start: int, end: int) -> bool:
    return "\n" not in text[start:end] and _GAP.match(text[start:end]) is not None


def _leads_to(text: str, start: int, end: int) -> bool:
    """Whether the words between a cue and a quotation hand over to it."""
    between = text[start:end]
    if len(between) > 160 or re.search(r"[.?!]\s", between):  # noqa: PLR2004 -- one clause
        return False
    if not between.strip():
        return True
    return "\n" not in between.strip() and between.rstrip().endswith((":", ",", "―", "—"))


def _following(text: str, drafts: list[Draft], quotes: Sequence[Quote], taken: set[int]) -> None:
    """Give each whole-sentence quotation left over to the speaker quoted just before it."""
    for n, quote in enumerate(quotes):
        if n in taken or not (_is_sentence(text, quote) or _resumes(text, quote)):
            continue
        holder = _speaker_before(text, drafts, quotes, n)
        if holder is None or len(drafts[holder].content) >= _MOST_PIECES:
            continue
        draft = drafts[holder]
        piece = Range(quote.start, quote.end)
        if any(piece.overlaps(r) for r in (*draft.cue, *draft.source)):
            continue
        drafts[holder] = replace(draft, content=_joined([*draft.content, piece]))
        taken.add(n)


def _is_sentence(text: str, quote: Quote) -> bool:
    inner = text[quote.start : quote.end].strip("“”\"'‘’`„«»")
    if len(inner.split()) < 2 or not (inner[:1].isupper() or inner[:1] in "…[."):  # noqa: PLR2004
        return False
    before = text[max(quote.start - 4, 0) : quote.start].rstrip(_BLANK)
    opens = not before or before[-1] in "\n.?!:”\"'’"
    return opens and (inner.rstrip()[-1:] in _ENDS or not quote.closed)


def _resumes(text: str, quote: Quote) -> bool:
    """Whether a quotation goes on after its speaker was named: '"A," he said, "and B."'."""
    before = text[max(quote.start - 3, 0) : quote.start].rstrip(_BLANK)
    return before.endswith((",", "—", "-")) and text[quote.start : quote.end].count(" ") > 1


def _speaker_before(
    text: str, drafts: Sequence[Draft], quotes: Sequence[Quote], n: int
) -> int | None:
    quote = quotes[n]
    best: int | None = None
    last = bisect_left(drafts, quote.start, key=lambda d: d.group.start)
    for d in range(max(last - _NEAR, 0), last):
        draft = drafts[d]
        if draft.class_ != "speech" or not draft.source or draft.at < 0:
            continue
        if _reach(draft) > quote.start or (
            best is not None and not _is_nearer(text, drafts, d, best)
        ):
            continue
        best = d
    if best is None or quote.start - _reach(drafts[best]) > _FAR:
        return None
    between = text[_reach(drafts[best]) : quote.start]
    paragraphs = between.count("\n")
    words = len(between.split())
    if not _is_sentence(text, quote):
        return best if words <= 6 and not paragraphs else None  # noqa: PLR2004 -- "on Sunday"
    if paragraphs == 0:
        return best if words <= 25 else None  # noqa: PLR2004 -- about a sentence
    touches = n and quotes[n - 1].continued
    hands_over = between.strip().endswith(":") or (paragraphs <= 2 and words <= 8)  # noqa: PLR2004
    return best if touches or hands_over else None


def _is_nearer(text: str, drafts: Sequence[Draft], d: int, best: int) -> bool:
    """Whether a draft is the likelier speaker: quoted already, or else simply the later one."""
    new, old = drafts[d], drafts[best]
    if _is_quoted(text, old) and not _is_quoted(text, new):
        return "\n" in text[_reach(old) : _reach(new)]
    return _reach(new) >= _reach(old)


def _is_quoted(text: str, draft: Draft) -> bool:
    return bool(draft.content) and text[draft.content[-1].end - 1] in "”\"'»"


def _reach(draft: Draft) -> int:
    return max([draft.group.end, *(r.end for r in draft.content)])
