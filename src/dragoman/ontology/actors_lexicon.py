"""Every alias and role noun in one look-up, and the longest matches of a text against it."""

from collections.abc import Iterable, Iterator
from typing import Literal

from dragoman.ontology.actors_records import Entry, EntryKind, Item, Role, Sense, Use
from dragoman.ontology.actors_roles import Phrases
from dragoman.ontology.actors_words import Word, plural, words

_RANK = {"state": 0, "group": 1, "organisation": 2, "person": 3, "outlet": 4}
_ACRONYM = 2
"""Letters from which a word in capitals counts as an acronym that must stand in capitals."""


class Lexicon:
    """Finds names and role nouns. Built once; look-ups change nothing."""

    def __init__(
        self,
        aliases: Iterable[tuple[str, Use, Entry]],
        roles: Iterable[Role],
        phrases: Phrases,
    ) -> None:
        self._senses: dict[str, list[Sense]] = {}
        self._longest: dict[str, int] = {}
        self._phrases = phrases
        for alias, use, entry in aliases:
            self._add(alias, Sense(use=use, entry=entry), cased=True)
        for role in roles:
            for form, sense in role_senses(role):
                self._add(form, sense, cased=False)
        for senses in self._senses.values():
            senses.sort(key=lambda s: _RANK[s.entry.kind] if s.entry else len(_RANK))

    def _add(self, alias: str, sense: Sense, *, cased: bool) -> None:
        cut = words(alias)
        if not cut:
            return
        if cased:
            sense = Sense(
                use=sense.use,
                entry=sense.entry,
                plural=sense.use == "people",
                capitals=tuple(w.capital for w in cut),
                uppers=tuple(w.upper and w.end - w.start >= _ACRONYM for w in cut),
            )
        name = " ".join(w.norm for w in cut)
        self._senses.setdefault(name, []).append(sense)
        self._longest[cut[0].norm] = max(self._longest.get(cut[0].norm, 0), len(cut))

    def senses(self, name: str) -> tuple[Sense, ...]:
        """Give every sense of a name in its comparable form, best first."""
        return tuple(self._senses.get(name, ()))

    def count(self, kind: EntryKind) -> int:
        """Count the entries of a kind."""
        entries = (s.entry for senses in self._senses.values() for s in senses)
        return len({e.id for e in entries if e is not None and e.kind == kind})

    def scan(self, text: str, *, loose: bool = False) -> list[Item]:
        """Find the longest matches from left to right; none overlaps another.

        `loose` forgives missing capitals, for what a person types; an acronym of up to three
        letters needs them even so ("who", "is").
        """
        cut = words(text)
        found, at = [], 0
        while at < len(cut):
            if cut[at].norm not in self._longest:
                at += 1
                continue
            sense, length = self._match(cut, at, loose=loose)
            if sense is None:
                at += 1
                continue
            start, end = cut[at].start, cut[at + length - 1].end
            found.append(
                Item(
                    sense=sense,
                    start=start,
                    end=end,
                    text=text[start:end],
                    sponsor=self._sponsor(text, cut, (at, length)),
                )
            )
            at += length
        return found

    def _match(self, cut: list[Word], at: int, *, loose: bool) -> tuple[Sense | None, int]:
        for length in range(min(self._longest.get(cut[at].norm, 0), len(cut) - at), 0, -1):
            run = cut[at : at + length]
            for sense in self._senses.get(" ".join(w.norm for w in run), ()):
                if _case_fits(sense, run, loose=loose):
                    return sense, length
        return None, 0

    def _sponsor(
        self, text: str, cut: list[Word], run: tuple[int, int]
    ) -> Literal["pro", "anti", "by"] | None:
        at, length = run
        last = at + length - 1
        if at and cut[at - 1].norm == "ethnic":
            return "anti"
        if at and cut[at - 1].norm in self._phrases.sponsor_before and _hyphen(text, cut, at - 1):
            return "pro" if cut[at - 1].norm in self._phrases.sponsor_for else "anti"
        if last + 1 < len(cut) and _hyphen(text, cut, last):
            return "by" if cut[last + 1].norm in self._phrases.sponsor_after else None
        return None


def _hyphen(text: str, cut: list[Word], at: int) -> bool:
    between = text[cut[at].end : cut[at + 1].start]
    return between in ("-", "‑", "–", "- ", "")


def _case_fits(sense: Sense, run: list[Word], *, loose: bool) -> bool:
    if not sense.capitals:
        return True
    if any(u and not w.upper for u, w in zip(sense.uppers, run, strict=True)):
        longest = max(w.end - w.start for w in run)
        return loose and longest > len("who")
    return loose or all(w.capital for c, w in zip(sense.capitals, run, strict=True) if c)


def role_senses(role: Role) -> Iterator[tuple[str, Sense]]:
    """Spell out every form of a role."""
    for head in role.heads:
        yield head, Sense(use="head", role=role)
        yield plural(head), Sense(use="head", role=role, plural=True)
    for form in role.forms:
        yield form, Sense(use="head", role=role, plural=True)
    for adjective in role.adjectives:
        yield adjective, Sense(use="qualifier", role=role)
