"""What consolidation asks of the mentions and events made earlier; the store answers."""

from collections.abc import Collection, Iterable
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


class Candidates(Protocol):
    """Past mentions that could be of one event with new ones, so that not all are in memory."""

    def in_origins(self, origins: Collection[str]) -> Iterable[Mention]:
        """Give every mention of the articles of these origins (or of these article ids)."""
        ...

    def on_days(self, days: Collection[Day]) -> Iterable[Mention]:
        """Give every mention of these types and statuses on exactly these days."""
        ...

    def events_with(self, mentions: Collection[str]) -> Iterable[Event]:
        """Give the standing events that these mentions belong to."""
        ...


class NoCandidates:
    """Nothing was read before."""

    def in_origins(self, origins: Collection[str]) -> Iterable[Mention]:  # noqa: ARG002 - protocol
        """Give none."""
        return ()

    def on_days(self, days: Collection[Day]) -> Iterable[Mention]:  # noqa: ARG002 - protocol
        """Give none."""
        return ()

    def events_with(self, mentions: Collection[str]) -> Iterable[Event]:  # noqa: ARG002 - protocol
        """Give none."""
        return ()
