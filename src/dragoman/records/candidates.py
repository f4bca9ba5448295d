"""What consolidation asks of the mentions and events made earlier; the store answers."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from datetime import date
from typing import NamedTuple, Protocol

from dragoman.records.event import Event
from dragoman.records.mention import EventType, Mention, Status


class Day(NamedTuple):
    """Mentions that share these four can be of one event."""

    type: EventType
    status: Status
    from_: date
    to: date


class Block(NamedTuple):
    """What groups of mentions that could be of one event share.

    `country` is that of the place, null where the type needs no place to be told apart.
    """

    day: Day
    country: str | None


Kind = tuple[EventType, Status]
"""Mentions of two kinds are never of one event."""


class Candidates(Protocol):
    """Past mentions that could be of one event with new ones, so that not all are in memory."""

    def in_origins(
        self, origins: Collection[str], *, kinds: Collection[Kind] | None = None
    ) -> Iterable[Mention]:
        """Give every mention, or those of some kinds, of the articles of these origins."""
        ...

    def origins_in(self, blocks: Collection[Block]) -> AbstractSet[str]:
        """Name the origins that may have a group of mentions in one of these blocks.

        These are at least those that have a mention of the block's kind on its day and one, the
        same or another, of its kind in its country.
        """
        ...

    def events_with(self, mentions: Collection[str]) -> Iterable[Event]:
        """Give the standing events that these mentions belong to."""
        ...
