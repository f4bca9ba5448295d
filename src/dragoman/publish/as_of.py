"""Events as they would have been told on an earlier day."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from dragoman.consolidate import consolidate
from dragoman.records import Event
from dragoman.records.event import Change
from dragoman.records.filter import Filter
from dragoman.store import Store, open_store


def events_as_of(store: Store, wanted: Filter) -> Iterator[Event]:
    """Make events anew of the articles published by `wanted.as_of`, and give those wanted.

    Fields, counts and confidence are those of that day; ids are the permanent ones of today.
    Without `as_of` these are the store's events. What the store had read by then is not asked:
    an article that was published in time and read later counts.
    """
    if wanted.as_of is None:
        yield from store.events(wanted)
        return
    known = Filter(statuses=(), as_of=wanted.as_of)
    with TemporaryDirectory() as folder, open_store(str(Path(folder) / "then.db")) as then:
        then.add(store.articles(known), store.mentions(known))
        made = consolidate(then.mentions(), store.events())
        then.replace_events([_first_told(event) for event in made])
        yield from then.events(replace(wanted, as_of=None))


def _first_told(event: Event) -> Event:
    """Leave out the revisions of today."""
    return replace(
        event, revision=1, history=(Change(revision=1, what="made", mentions=event.mentions),)
    )
