"""The store does on PostgreSQL what it does in a file.

Runs inside `pg_virtualenv -v 15`, which starts a server and tells by PGHOST where it is.
"""

import os
from collections.abc import Iterator
from datetime import date

import pytest

from dragoman.consolidate import consolidate_new
from dragoman.dedupe import origins
from dragoman.errors import StoreError
from dragoman.records import to_json
from dragoman.records.filter import Filter
from dragoman.store import Store, open_store
from dragoman.testing import article_of, day_of, mention_of, party_of, place_of, toll_of

pytestmark = [
    pytest.mark.skipif(
        "PGHOST" not in os.environ and "CI" not in os.environ,
        reason="no PostgreSQL: run inside pg_virtualenv -v 15, as make tests does",
    ),
    pytest.mark.xdist_group("postgresql"),
]
DAY = date(2024, 3, 12)
TEXT = "Russian forces shelled Kharkiv on Tuesday, a nul \x00 said.\n" + " ".join(
    f"word{n}" for n in range(60)
)
WIRE = [article_of(TEXT + end, source=end or "wire", published=DAY) for end in ("", " Own staff.")]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(f"postgresql:///{os.environ.get('PGDATABASE', 'postgres')}") as opened:
        for article in WIRE:
            grouped = origins([article], opened.sketches())
            mentions = [
                mention_of(
                    a, "shelled", actors=(party_of("Russian forces", "RUS", "MIL"),),
                    place=place_of("Kharkiv", "UKR", at=(50.0, 36.25)), time=day_of(DAY),
                    tolls=(toll_of("dead", 3),), modes=("heavy-weapons",),
                )
                for a in grouped.articles
            ]  # fmt: skip
            opened.add(grouped.articles, mentions, sketches=grouped.sketches)
            opened.replace_events(consolidate_new(opened.loose_mentions(), opened.candidates()))
        yield opened


def test_records_go_round_and_copies_are_found(store: Store) -> None:
    (event,) = store.events()

    assert {a.text for a in store.articles()} == {a.text for a in WIRE}
    assert (event.articles, event.origins, event.revision) == (2, 1, 2)
    assert {m.event for m in store.mentions()} == {event.id}
    assert [len(o.articles) for o in store.origins()] == [2]


def test_adding_again_changes_nothing(store: Store) -> None:
    before = [to_json(e) for e in store.events()]

    added = store.add(store.articles(), store.mentions())

    assert tuple(added) == (0, 0, 0)
    assert [to_json(e) for e in store.events()] == before


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        (Filter(), 1),
        (Filter(actors=("RUS",), countries=("UKR",), modes=("heavy-weapons",)), 1),
        (Filter(bbox=(30.0, 45.0, 40.0, 55.0), from_=DAY, to=DAY, as_of=DAY), 1),
        (Filter(text='kharkiv "russian forces"'), 1),
        (Filter(text='"forces russian"'), 0),
        (Filter(statuses=("denied",)), 0),
        (Filter(min_origins=2), 0),
    ],
)
def test_filters_hold(store: Store, wanted: Filter, number: int) -> None:
    assert len(list(store.events(wanted))) == number
    assert len(list(store.mentions(wanted))) == 2 * number


def test_a_database_that_is_not_there_is_told() -> None:
    with pytest.raises(StoreError, match="none_such"):
        open_store("postgresql:///none_such")
