"""Sport, markets, weather, culture and accidents borrow the words of conflict."""

import re

from dragoman.extract.events.cues import Domains
from dragoman.records import Parse, Parsed

_SCORE = re.compile(r"\b\d{1,2}\s?[-–]\s?\d{1,2}\b(?!\s*(?:km|vote|percent|%))")


_WEAK_ENOUGH = 2
_FEW = 4
"""Sentences under which an article as a whole is not judged."""


class DomainGuard:
    """Counts cues per sentence; holds compiled patterns only."""

    def __init__(self, domains: Domains) -> None:
        self._fields = [(d.name, _any_of(d.strong), _any_of(d.weak)) for d in domains.domains]
        self._only = {d.name: d.only for d in domains.domains}

    def silences(self, field: str, type_: str) -> bool:
        """Whether events of a type are left alone in a field; a field that names none means all."""
        return not self._only[field] or type_ in self._only[field]

    def of_sentence(self, text: str) -> tuple[str, str] | None:
        """Give the field a sentence belongs to and the cues that say so, or None."""
        low = text.lower()
        for name, strong, weak in self._fields:
            hit = strong.search(low)
            if hit is not None:
                return name, hit[0]
            weak_hits = {m[0] for m in weak.finditer(low)}
            if name == "sport" and _SCORE.search(low):
                weak_hits.add("a score")
            if len(weak_hits) >= _WEAK_ENOUGH:
                return name, ", ".join(sorted(weak_hits)[:3])
        return None

    def of_article(self, parsed: Parsed) -> str | None:
        """Give the field that at least half of an article's sentences belong to, or None."""
        found: list[str | None] = []
        for parse in parsed.passages:
            found += [_name(self.of_sentence(s)) for s in _sentences(parse)]
        fields = [f for f in found if f is not None]
        if len(found) < _FEW or not fields:
            return None
        commonest = max(set(fields), key=lambda f: (fields.count(f), f))
        return commonest if 2 * fields.count(commonest) >= len(found) else None


def _name(found: tuple[str, str] | None) -> str | None:
    return found[0] if found is not None else None


def _sentences(parse: Parse) -> list[str]:
    return [parse.sentence_span(n).quote for n in range(len(parse.sentences))]


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")
