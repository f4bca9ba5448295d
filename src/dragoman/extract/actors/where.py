"""The countries of the places that the places layer resolved, by token."""

from collections.abc import Iterable, Iterator

from dragoman.records import Parse, Place, Token


class Places:
    """One passage's toponyms, found by the characters they cover."""

    def __init__(self, parse: Parse, places: Iterable[Place]) -> None:
        self._at: dict[int, Place] = {}
        for place in places:
            if place.in_ != parse.in_ or place.start is None or place.end is None:
                continue
            for token in parse.between(place.start, place.end):
                self._at[token.i] = place

    def at(self, token: Token) -> Place | None:
        """Give the toponym that a token is in."""
        return self._at.get(token.i)

    def country(self, token: Token) -> str | None:
        """Give the country of the toponym that a token is in."""
        place = self._at.get(token.i)
        return place.country if place is not None else None

    def countries(self) -> Iterator[tuple[int, str]]:
        """Give where each toponym starts and its country, for those that have one."""
        seen = set()
        for place in self._at.values():
            if place.start is not None and place.country and place.start not in seen:
                seen.add(place.start)
                yield place.start, place.country
