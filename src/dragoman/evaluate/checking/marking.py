"""Whether marks hold the words that the codebook wants in them, and no others."""

import re
from collections.abc import Iterator

from dragoman.evaluate.checking.finding import Said, Told, look, refused
from dragoman.evaluate.notation.gold import Days
from dragoman.records import Span

_ON = re.compile(r"on\s+(?=\S)", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
_THAT_DAY = re.compile(r",?\s+(?:when|on which|in which|the (?:day|night|year)|after|as)\b")
_CONSEQUENCE = re.compile(r"(?:killing|wounding|injuring|maiming|hurting)\b", re.IGNORECASE)
_NOBODY = re.compile(r"(?:nobody|no[ -]one|none)\b", re.IGNORECASE)
_HIDDEN = re.compile(
    r"(?:(?:an?|one|two|three|several|some|many|other|another)\s+)?(?:\w+\s+)?"
    r"(?:sources?|insiders?|(?:people|persons?|officials?)\s+(?:familiar|close|briefed))\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r",[\"'”’]?\s+$")


def check_time_words(told: Told) -> Iterator[Said]:
    """Say where a time's mark has a preposition too many, or lacks the one that makes its meaning.

    The codebook, under Times, rule 5.
    """
    time = told.mention.time
    if time is None:
        return
    words = time.span.quote
    if found := _ON.match(words):
        bare = words[found.end() :]
        yield refused(f'the time {words!r} begins with "on": write `{found[0]}[time {bare} …]`')
    before, after = _around(told, time.span)
    if _SINCE.search(before):
        yield from _since(words, time.days if isinstance(time.days, Days) else None, after)


def _since(words: str, days: Days | None, after: str) -> Iterator[Said]:
    """See whether it is a state that goes on, or a deed that the sentence dates by the way."""
    if days is None or days.from_ is None:
        return
    write = f"write `[time since {words} ={days.from_}..]`, for the word makes the meaning"
    if days.to is None:
        yield refused(f'"since" stands before the mark of {words!r}: {write}')
    elif not _THAT_DAY.match(after):
        yield look(f'"since" stands before the mark of {words!r}: if it went on, {write}')


def check_consequence(told: Told) -> Iterator[Said]:
    """Say where ", killing four" beside the attack that killed them is a mention of its own."""
    first = told.mention.trigger[0]
    found = _CONSEQUENCE.match(first.quote)
    if found is None or not _COMMA.search(_around(told, first)[0]):
        return
    if other := next((m for m in told.beside if m.type == "ASSAULT"), None):
        yield look(
            f"{found[0]!r} after a comma tells what *{other.trigger[0].quote}* did: give its toll "
            "to that mention, unless it is another deed"
        )


def check_who(told: Told) -> Iterator[Said]:
    """Say where nobody is a party (H75), and where a hidden speaker is not told as one (H102)."""
    for party in (*told.mention.actors, *told.mention.recipients):
        if party.span is not None and _NOBODY.match(party.span.quote):
            yield refused(f"{party.span.quote!r} names no side: take the mark away")
    for speaker in told.mention.said_by:
        words = speaker.span.quote if speaker.span is not None else ""
        if _HIDDEN.match(words) and speaker.anonymous is not True:
            yield look(f"{words!r} hides who speaks: write anonymous in the speaker's mark")


def _around(told: Told, span: Span) -> tuple[str, str]:
    """Give what stands before and after a span."""
    text = (told.text.title or "") if span.in_ == "title" else told.text.text
    return text[: span.start], text[span.end :]
