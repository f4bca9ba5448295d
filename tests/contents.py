"""What two stores must have in common that were filled by other ways."""

from pathlib import Path

from msgspec.structs import replace

from dragoman.records import to_json
from dragoman.store import Store, open_store


def contents(db: Path) -> dict[str, list[bytes]]:
    """Give everything but ids and revisions of events, and when an article was fetched."""
    with open_store(str(db), create=False) as store:
        check_whole(store)
        events = (
            replace(e, id="e", part_of=e.part_of and "e", revision=1, history=())
            for e in store.events()
        )
        return {
            "articles": sorted(to_json(replace(a, fetched=None)) for a in store.articles()),
            "mentions": sorted(to_json(replace(m, event=None)) for m in store.mentions()),
            "events": sorted(map(to_json, events)),
            "origins": sorted(map(to_json, store.origins())),
            "problems": sorted(map(to_json, store.problems())),
        }


def check_whole(store: Store) -> None:
    """Check that each mention is in one event, the one that it names."""
    held = [(m, e.id) for e in store.events() for m in e.mentions]
    assert sorted(held) == sorted((m.id, m.event) for m in store.mentions())
