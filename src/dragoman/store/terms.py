"""The terms under which a record is found by its sides and modes."""

from collections.abc import Iterable, Iterator

from dragoman.records import Event, Mention, Party, Speaker
from dragoman.records.filter import fold

SHORTEST = 3
"""Letters of a name's word that is a term of its own ("Assad"); shorter ones are particles."""


def terms(record: Mention | Event) -> set[tuple[str, str]]:
    """Give (side, term) of a record."""
    found = {("mode", fold(mode)) for mode in record.modes}
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
                yield fold(code)
        for name in (party.name, party.text):
            folded = fold(name or "")
            if folded:
                yield folded
            yield from (word for word in folded.split() if len(word) >= SHORTEST)
