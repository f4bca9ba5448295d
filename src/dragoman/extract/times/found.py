"""Time phrases as they stand in a passage, before they are given any days."""

import re
from collections.abc import Callable, Iterator, Mapping

import msgspec

from dragoman.ontology.times import Phrase, PhraseRow, TimeWords
from dragoman.records import Parse, Token

_NEAR = 14
"""Characters on either side in which a weekday's name of something else can begin or end."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase, what its slots hold, its tokens, and the one of them that heads it."""

    row: PhraseRow
    words: str
    start: int
    end: int
    values: Mapping[str, str]
    head: Token
    first: Token
    last: Token


def phrases(parse: Parse, words: TimeWords) -> Iterator[Found]:
    """Find the time phrases of a passage in text order, none inside another."""
    done = 0
    for token in parse.tokens:
        if token.start < done:
            continue
        for phrase, match in words.matches(parse.text, token.start):
            found = _found(parse, phrase, match)
            if _is_time(parse, found, words):
                done = found.end
                yield found
                break


def before(parse: Parse, token: Token) -> Token | None:
    """Give the token before this one in the same sentence."""
    here = parse.sentences[parse.sentence_number(token)].first == token.i
    return None if here else parse.tokens[token.i - 1]


def after(parse: Parse, token: Token) -> Token | None:
    """Give the token after this one in the same sentence."""
    here = parse.sentences[parse.sentence_number(token)].last == token.i + 1
    return None if here else parse.tokens[token.i + 1]


def _found(parse: Parse, phrase: Phrase, match: re.Match[str]) -> Found:
    start, end = match.start(), match.start() + len(match[0].rstrip(", "))
    inside = parse.between(start, end)
    return Found(
        row=phrase.row,
        words=match[0].rstrip(", "),
        start=start,
        end=end,
        values={name: value for name, value in match.groupdict().items() if value is not None},
        head=parse.root_of(start, end) or inside[0],
        first=inside[0],
        last=inside[-1],
    )


def _is_time(parse: Parse, found: Found, words: TimeWords) -> bool:
    if found.start and parse.text[found.start - 1].isalnum():
        return False
    return all(holds(parse, found, words) for holds in _CHECKS)


def _lead(parse: Parse, found: Found) -> str:
    token = before(parse, found.first)
    return token.lower if token else ""


def _is_month(parse: Parse, found: Found, words: TimeWords) -> bool:
    """Tell months from the verb, the modal and the first names."""
    month = found.values.get("month")
    if month is None:
        return True
    if found.row.means == "month" and not found.words.startswith(month):
        return month[0].isupper()
    if not month[0].isupper():
        return False
    lead = _lead(parse, found)
    if found.row.means == "date" and "year" not in found.values and lead == "in":
        # "In March 12 people were killed."
        return found.start + len(month) != found.first.end or found.first == found.last
    if found.row.means != "month" or "year" in found.values:
        return True
    is_name = any(t.ent == "PERSON" for t in (found.first, found.last)) or found.last.pos == "VERB"
    return not is_name and (
        month.casefold() not in words.rows.ambiguous_months or lead in words.rows.month_leads
    )


def _is_weekday(parse: Parse, found: Found, words: TimeWords) -> bool:
    """Tell days from names ("Black Friday", "Sunday Times") and habits ("every Friday")."""
    if not {"weekday", "month"} & found.values.keys() and found.row.means != "weekend":
        return True
    near_start = max(found.start - _NEAR, 0)
    near = parse.text[near_start : found.end + _NEAR]
    for other in words.other_things.finditer(near):
        if near_start + other.start() < found.end and found.start < near_start + other.end():
            return False
    return _lead(parse, found) not in words.rows.habits


def _is_year(parse: Parse, found: Found, words: TimeWords) -> bool:
    """Tell years from counts and numbers of things."""
    if found.row.means != "year":
        return True
    following = after(parse, found.last)
    counts = following is not None and following.lemma.casefold() in words.rows.counted
    lead = _lead(parse, found)
    if lead == "by" and following is not None and following.tag == "NNS":
        return False
    return not counts and lead in words.rows.year_leads


def _is_season(parse: Parse, found: Found, words: TimeWords) -> bool:
    if found.row.vet != "season":
        return True
    following = after(parse, found.last)
    of = following is not None and following.lower == "of"
    return not of and _lead(parse, found) in words.rows.season_leads


def _is_clock(parse: Parse, found: Found, words: TimeWords) -> bool:
    """Tell "at 10:30" from a score or a verse."""
    if found.row.means != "clock" or "zone" in found.values or found.words[-1] in "mM.":
        return True
    return _lead(parse, found) in words.rows.clock_leads


_CHECKS: tuple[Callable[[Parse, Found, TimeWords], bool], ...] = (
    _is_month,
    _is_weekday,
    _is_year,
    _is_season,
    _is_clock,
)
