"""Event ids: given once, kept for ever.

An event is named after one of its mentions: `e_` and a digest of that mention's id. The event
that holds the mention keeps the name, so that of an event that was split the part with that
mention goes on under the old id, and of events that were joined the lowest known id goes on.
"""

from collections.abc import Collection, Iterable

from dragoman.records import Mention, digest_of


def event_id(mention: str) -> str:
    """Name the event that is named after a mention."""
    return "e_" + digest_of(mention)


def name_of(mentions: Iterable[Mention], known: Collection[str]) -> str:
    """Give the lowest known id that one of the mentions gave its name to, else a new one."""
    ids = sorted(m.id for m in mentions)
    return min((e for e in map(event_id, ids) if e in known), default=event_id(ids[0]))
