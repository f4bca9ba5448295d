"""The `places` layer: every toponym of an article, resolved or not."""

from collections.abc import Mapping, Sequence

import msgspec

from dragoman.extract.places.find import Finder
from dragoman.extract.places.lexicon import words
from dragoman.extract.places.phrases import Phrases, listed_names
from dragoman.extract.places.resolve import Choice, Resolver
from dragoman.extract.places.surroundings import Demonym, adjectives, demonyms, surround
from dragoman.extract.places.toponym import Toponym
from dragoman.extract.places.use import is_metonym
from dragoman.ontology.gazetteer import Gazetteer, open_gazetteer
from dragoman.records import Parsed, Place, Reading
from dragoman.records.span import Passage
from dragoman.registry import Component


class Places:
    """Fills `Reading.places`: title first, then text, each in order."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._words = words()
        self._gazetteer = gazetteer
        self._finder = Finder(self._words, gazetteer, Phrases(listed_names()))
        self._resolver = Resolver(gazetteer)

    def __call__(self, parsed: Parsed, reading: Reading) -> Reading:
        """Find and resolve the toponyms of one article."""
        named = {parse.in_: demonyms(parse, self._words) for parse in parsed.passages}
        found = self.find(parsed, named)
        peoples = [code for listed in named.values() for _, _, code in listed]
        choices = self._resolver.resolve(found, peoples)
        places = tuple(
            self._place(parsed, one, choice)
            for one, choice in zip(found, choices, strict=True)
            if one.is_certain or (choice is not None and choice.is_supported)
        )
        return msgspec.structs.replace(reading, places=places)

    def find(self, parsed: Parsed, named: Mapping[Passage, Sequence[Demonym]]) -> list[Toponym]:
        """Find the toponyms and what their surroundings say, but not yet what they mean."""
        found = self._finder.find(parsed)
        out: list[Toponym] = []
        for parse in parsed.passages:
            names = surround(parse, [t for t in found if t.in_ == parse.in_], self._words)
            ours = [
                a
                for a in adjectives(parse, named[parse.in_], self._words)
                if not any(a.overlaps(n.start, n.end) for n in names)
            ]
            out.extend(sorted([*names, *ours], key=lambda t: t.start))
        return out

    def _place(self, parsed: Parsed, one: Toponym, choice: Choice | None) -> Place:
        if one.is_adjective:
            country = self._gazetteer.country(one.country or "")
            if country is None:
                return _unresolved(one)
            return _standing(one, country.place(one.text, score=0.99), use="adjective")
        if choice is None:
            return _unresolved(one)
        parse = parsed.passage(one.in_)
        place = choice.candidate.place(one.text, score=choice.score)
        metonym = is_metonym(parse, one, choice.candidate, self._words)
        return _standing(one, place, use="metonym" if metonym else "literal")


def _unresolved(one: Toponym) -> Place:
    return Place(text=one.text, start=one.start, end=one.end, in_=one.in_)


def _standing(one: Toponym, place: Place, *, use: str) -> Place:
    return msgspec.structs.replace(place, start=one.start, end=one.end, in_=one.in_, use=use)


def _build() -> Places:
    return Places(open_gazetteer())


component = Component(
    name="places",
    version="1",
    build=_build,
    needs=frozenset({"parse"}),
    gives=frozenset({"places"}),
)
