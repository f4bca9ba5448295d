"""An event's tolls: every figure with its voice, the range they span and the best of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dragoman.consolidate.across import origin_of
from dragoman.consolidate.choosing import Choice, accounts_of
from dragoman.consolidate.group import Group, reading_order
from dragoman.records import EventToll, Mention, TollAccount
from dragoman.records.event import Account
from dragoman.records.figures import Figure, Unit, figures, highest, lowest
from dragoman.records.toll import TollKind

BEST = "the figure last published; then the one most origins give; then the smallest"
"""Tolls rise as bodies are found, so later reports know more; among equals never the larger."""


class _Given(NamedTuple):
    figure: Figure
    mention: Mention


Accounts = list[tuple[tuple[TollKind, Unit], list[_Given]]]


def toll_accounts(group: Group) -> Accounts:
    """Gather every figure of an event, people before families, kinds by name."""
    kinds: dict[tuple[TollKind, Unit], list[_Given]] = defaultdict(list)
    for mention in sorted(group.mentions, key=reading_order):
        if not mention.tolls:
            continue
        for kind, all_of in figures(mention.tolls).items():
            kinds[kind].extend(_Given(figure, mention) for figure in all_of)
    return sorted(kinds.items(), key=lambda held: (held[0][1] != "people", held[0]))


def event_tolls(accounts: Accounts) -> tuple[EventToll, ...]:
    """Make the tolls of an event: the range of all accounts, and the best."""
    return tuple(
        EventToll(
            kind=kind,
            unit=unit,
            low=lowest(g.figure.low for g in given),
            best=best[0] if (best := _best(given)) else None,
            high=highest(g.figure.high for g in given),
            by=tuple(_account(g) for g in given),
        )
        for (kind, unit), given in accounts
    )


def toll_choices(accounts: Accounts) -> dict[str, Choice]:
    """Give the best figure of each kind and the mention it is taken from."""
    chosen = {}
    for (kind, unit), given in accounts:
        best = _best(given)
        if best is not None:
            chosen[_field(kind, unit)] = Choice(*best)
    return chosen


def toll_disputes(accounts: Accounts) -> dict[str, tuple[Account, ...]]:
    """Give all accounts of each kind of which two cannot both be true."""
    disputed = {}
    for (kind, unit), given in accounts:
        if _apart([g.figure for g in given]):
            disputed[_field(kind, unit)] = accounts_of(
                ({"low": g.figure.low, "best": g.figure.best, "high": g.figure.high}, g.mention.id)
                for g in given
            )
    return disputed


def _field(kind: TollKind, unit: Unit) -> str:
    return f"tolls.{kind}" if unit == "people" else f"tolls.{kind}.{unit}"


def _best(given: Iterable[_Given]) -> tuple[int, Mention] | None:
    exact = [(g.figure.best, g.mention) for g in given if g.figure.best is not None]
    if not exact:
        return None
    origins: dict[int, set[str]] = defaultdict(set)
    for best, mention in exact:
        origins[best].add(origin_of(mention))
    return min(exact, key=lambda e: (-_day(e[1]), -len(origins[e[0]]), e[0], reading_order(e[1])))


def _day(mention: Mention) -> int:
    return (mention.article.published or date.min).toordinal()


def _account(given: _Given) -> TollAccount:
    figure = given.figure
    return TollAccount(
        mention=given.mention.id,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        said_by=figure.said_by or given.mention.said_by,
    )


def _apart(all_of: Sequence[Figure]) -> bool:
    """Whether one figure ends below where another one begins."""
    lows = [f.low for f in all_of if f.low is not None]
    highs = [f.high for f in all_of if f.high is not None]
    return bool(lows and highs) and max(lows) > min(highs)
