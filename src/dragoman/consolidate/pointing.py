"""Whether a passage points back to a deed told before: "the attack", "eight others"."""

import re
from functools import cache

from dragoman.consolidate.rules import rules
from dragoman.records import Mention

_NEXT = 400
"""Code points between the ends of two sentences of which the second goes on with the first."""


def points_back(mention: Mention) -> bool:
    """Whether its words name a thing told before: "the attack", "these latest clashes".

    So do "died in that attack", and victims who are known already ("the soldiers died").
    """
    return _is_definite(mention) or _names_the_deed(mention) or _has_known_victims(mention)


def follows(mention: Mention, other: Mention) -> bool:
    """Whether it only tells of more victims of what the sentences before it told."""
    if mention.actors or mention.place is not None or not mention.tolls:
        return False
    if {mention.trigger.in_, other.trigger.in_} != {"text"} or other.trigger == mention.trigger:
        return False
    apart = mention.evidence[0].start - other.evidence[0].end
    if not -len(mention.evidence[0].quote) <= apart <= _NEXT or _starts(other) > _starts(mention):
        return False
    return _names_the_deed(mention) or _says_more(mention)


def _starts(mention: Mention) -> int:
    return mention.trigger.start


def _is_definite(mention: Mention) -> bool:
    sentence, trigger = mention.evidence[0], mention.trigger
    before = sentence.quote[: max(0, trigger.start - sentence.start)]
    words = [*before[-40:].casefold().split(), *trigger.quote.casefold().split()[:1]]
    last = len(words) - 1
    if last < 0:
        return False
    if last > 0 and words[last] not in rules().definite:
        last -= 1
    while last > 0 and words[last] in rules().between:
        last -= 1
    return words[last] in rules().definite


def _names_the_deed(mention: Mention) -> bool:
    sentence, trigger = mention.evidence[0], mention.trigger
    return _deed().search(sentence.quote, max(0, trigger.start - sentence.start)) is not None


def _has_known_victims(mention: Mention) -> bool:
    """Whether those who suffer are "the soldiers", of whom the article told before."""
    sentence = mention.evidence[0]
    if mention.actors:
        return False
    return any(
        sentence.quote[: (p.start or 0) - sentence.start].casefold().endswith("the ")
        for p in mention.recipients
        if p.in_ == sentence.in_ and p.antecedent is None and p.country is not None and not p.id
    )


def _says_more(mention: Mention) -> bool:
    return _more().search(mention.evidence[0].quote) is not None


@cache
def _deed() -> re.Pattern[str]:
    definite, between, nouns = (
        "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))
        for words in (rules().definite, rules().between, rules().deed_nouns)
    )
    pattern = rf"\b(?:in|during|by|from|after) (?:{definite}) (?:(?:{between}) )*(?:{nouns})\b"
    return re.compile(pattern, re.IGNORECASE)


@cache
def _more() -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(rules().more_of_them)))
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)
