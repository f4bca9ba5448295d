"""The terms under which a record is found by its sides and modes."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.records import Event, Mention, Party, Speaker
from dragoman.records.filter import fold

SHORTEST = 3
"""Letters of a name's word that is a term of its own ("Assad"); shorter ones are particles."""


def terms(record: Mention | Event) -> set[tuple[str, str]]:
    """Give (side, term) of a record."""
    found = {("mode", _folded(mode)) for mode in record.modes}
    sides: dict[str, tuple[Party | Speaker, ...]] = {
        "actor": record.actors,
        "recipient": record.recipients,
        "speaker": record.said_by,
    }
    for side, parties in sides.items():
        found |= {(side, term) for term in _of(parties)}
    return found


def _of(parties: Iterable[Party | Speaker]) -> Iterator[str]:
    for party in parties:
        for code in (party.country, party.code, party.id, *party.sectors):
            if code:
                yield _folded(code)
        for name in (party.name, party.text):
            if name:
                yield from _words(name)


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    """Give a name, folded, and its words."""
    folded = fold(name)
    words = (word for word in folded.split() if len(word) >= SHORTEST)
    return (folded, *words) if folded else ()


_folded = lru_cache(maxsize=20_000)(fold)
"""The same few names come with every article."""
