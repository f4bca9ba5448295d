"""What the tour shows of a store: chosen by rules, never by name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from dragoman.records import Article, Event, Mention, Rejected
from dragoman.store import Store


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One passage on an event, and every outlet that printed it as one report."""

    mention: Mention
    outlets: tuple[str, ...]
    articles: int


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """An event with its accounts, each origin's together, named speakers first."""

    event: Event
    accounts: tuple[Account, ...]


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """An article that gave no event, with what was looked at in it and refused."""

    article: Article
    rejected: tuple[Rejected, ...]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a folder. A part that the folder has nothing for is null or empty."""

    articles: tuple[Article, ...]
    told: tuple[Told, ...]
    fullest: Mention | None
    twice: Told | None
    denial: Mention | None
    hedged: Mention | None
    undated: Mention | None
    refused: tuple[Refused, ...] = ()


def story_of(store: Store, article_ids: Sequence[str]) -> Story:
    """Choose what to show of these articles of the store."""
    wanted = set(article_ids)
    articles = tuple(a for a in store.articles() if a.id in wanted)
    mentions = list(store.mentions_of(article_ids))
    events = sorted(store.events_with([m.id for m in mentions]), key=_in_order)
    told = tuple(_told(event, mentions) for event in events)
    twice = max(
        (t for t in told if t.event.origins > 1 and is_counted(t.event)),
        key=lambda t: (t.event.origins, t.event.articles, event_fields(t.event)),
        default=None,
    )
    return Story(
        articles=articles,
        told=told,
        fullest=fullest(m for m in mentions if m.status == "happened" and m.said_by),
        twice=twice,
        denial=_denial(twice, mentions) if twice is not None else None,
        hedged=fullest(m for m in mentions if m.status == "possible" and m.status_cue),
        undated=fullest(m for m in mentions if _is_undated(m)),
    )


def without_events(story: Story) -> list[Article]:
    """Give the articles in which no event was found."""
    coded = {account.mention.article.id for told in story.told for account in told.accounts}
    origins = {a.origin for a in story.articles if a.id in coded}
    return [a for a in story.articles if a.id not in coded and a.origin not in origins]


def is_counted(event: Event) -> bool:
    """Whether the event is one of those that figures are made of."""
    return event.status == "happened" and not event.aggregate


def fullest(mentions: Iterable[Mention]) -> Mention | None:
    """Give the mention with most fields filled; among equals the one in fewest words."""
    return max(
        (m for m in mentions if m.trigger.in_ == "text"),
        key=lambda m: (mention_fields(m), len(m.tolls), -len(m.evidence[0].quote)),
        default=None,
    )


def mention_fields(mention: Mention) -> int:
    """Count the fields of a mention that are filled."""
    dated = mention.time is not None and mention.time.why is None
    return dated + sum(
        bool(value)
        for value in (
            mention.said_by,
            mention.actors,
            mention.recipients,
            mention.place,
            mention.tolls,
            mention.modes,
        )
    )


def event_fields(event: Event) -> int:
    """Count the fields of an event that are filled."""
    sides = (event.said_by, event.actors, event.recipients, event.place, event.time, event.tolls)
    return sum(bool(value) for value in sides)


def paragraph(article: Article, rejected: Rejected) -> str:
    """Give the paragraph that something was refused in."""
    span = rejected.trigger
    text = (article.title or "") if span.in_ == "title" else article.text
    end = text.find("\n", span.end)
    return text[text.rfind("\n", 0, span.start) + 1 : end if end >= 0 else len(text)]


def _in_order(event: Event) -> tuple[bool, bool, date, int, str]:
    day = event.time.from_ if event.time is not None else None
    return (
        event.status != "happened",
        event.aggregate,
        event.first_reported or day or date.max,
        -event_fields(event),
        event.id,
    )


def _told(event: Event, mentions: Iterable[Mention]) -> Told:
    """Gather an event's accounts; what the copies of a report repeat is one account."""
    found: dict[tuple[str, str, str], list[Mention]] = {}
    for mention in mentions:
        if mention.event == event.id:
            origin = mention.article.origin or mention.article.id
            key = (origin, mention.trigger.in_, mention.trigger.quote.casefold())
            found.setdefault(key, []).append(mention)
    order = _order_of_origins(found)
    by_origin = sorted(
        found.items(),
        key=lambda item: (order[item[0][0]], not item[1][0].said_by, item[0][1] == "title"),
    )
    accounts = [
        Account(
            mention=_shortest(same),
            outlets=tuple(dict.fromkeys(m.article.source or "an unnamed outlet" for m in same)),
            articles=len({m.article.id for m in same}),
        )
        for _, same in by_origin
    ]
    return Told(event=event, accounts=tuple(accounts))


def _order_of_origins(
    found: Mapping[tuple[str, str, str], Sequence[Mention]],
) -> dict[str, tuple[date, str]]:
    days: dict[str, tuple[date, str]] = {}
    for (origin, _, _), same in found.items():
        first = min(m.article.published or date.max for m in same)
        days[origin] = min(days.get(origin, (date.max, origin)), (first, origin))
    return days


def _shortest(same: Sequence[Mention]) -> Mention:
    return min(same, key=lambda m: (len(m.evidence[0].quote), m.article.id))


def _denial(told: Told, mentions: Iterable[Mention]) -> Mention | None:
    """Find who denies the event: told in one of its articles, of the same type and actor."""
    articles = {account.mention.article.id for account in told.accounts}
    codes = {party.code for party in told.event.actors if party.code}
    return fullest(
        m
        for m in mentions
        if m.article.id in articles
        and m.type == told.event.type
        and codes & {party.code for party in m.actors}
        and (m.status == "denied" or any(s.stance == "denies" for s in m.said_by))
    )


def _is_undated(mention: Mention) -> bool:
    return mention.time is not None and mention.time.why == "no-publication-date"
