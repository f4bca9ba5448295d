"""Makes the event record of a group, or a fuller revision of the event that stood before."""

from collections.abc import Mapping

import msgspec

from dragoman.consolidate.across import origin_of
from dragoman.consolidate.choosing import (
    RULES,
    Choice,
    all_places,
    all_speakers,
    best_place,
    best_sides,
    best_time,
    chosen,
    coding_mention,
    disputes,
    is_own_voice,
    most_given,
)
from dragoman.consolidate.confidence import confidence
from dragoman.consolidate.group import Group
from dragoman.consolidate.tolls import (
    BEST,
    event_tolls,
    toll_accounts,
    toll_choices,
    toll_disputes,
)
from dragoman.records import Event, Mention, to_json
from dragoman.records.event import Change, Chosen


def event_of(group: Group, *, id_: str, part_of: str | None = None) -> Event:
    """Make an event as it is first known."""
    coding, accounts = coding_mention(group), toll_accounts(group)
    choices = {
        "place": best_place(group),
        "time": best_time(group),
        **best_sides(group),
    }
    members = tuple(sorted(m.id for m in group.mentions))
    published = [m.article.published for m in group.mentions if m.article.published]
    values = {field: choice.value for field, choice in choices.items() if choice}
    return Event(
        id=id_,
        type=coding.type,
        modes=most_given(m.modes for m in group.mentions),
        contexts=most_given(m.contexts for m in group.mentions),
        aggregate=coding.aggregate,
        part_of=part_of,
        cameo=coding.cameo,
        goldstein=coding.goldstein,
        quad=coding.quad,
        score=coding.score,
        status=coding.status,
        places=all_places(group),
        tolls=event_tolls(accounts),
        said_by=all_speakers(group),
        own_voice=is_own_voice(group),
        mentions=members,
        articles=len({m.article.id for m in group.mentions}),
        origins=len({origin_of(m) for m in group.mentions}),
        first_reported=min(published, default=None),
        last_reported=max(published, default=None),
        disputed={**disputes(group), **toll_disputes(accounts)},
        chosen=_reasons(choices, coding, toll_choices(accounts)),
        confidence=confidence(group),
        history=(Change(revision=1, what="made", mentions=members),),
        **values,  # type: ignore[arg-type] # each is of its field's type
    )


def revised(event: Event, before: Event | None) -> Event:
    """Give the event that stood before if nothing changed, else its next revision."""
    if before is None:
        return event
    told = msgspec.structs.replace(event, revision=before.revision, history=before.history)
    if to_json(told) == to_json(before):
        return before
    number = before.revision + 1
    return msgspec.structs.replace(
        event, revision=number, history=(*before.history, *_changes(event, before, number))
    )


def _changes(event: Event, before: Event, number: int) -> list[Change]:
    gained = tuple(sorted(set(event.mentions) - set(before.mentions)))
    lost = tuple(sorted(set(before.mentions) - set(event.mentions)))
    changes = [
        Change(revision=number, what=what, mentions=mentions)
        for what, mentions in (
            ("mentions added", gained),
            ("mentions moved to another event", lost),
        )
        if mentions
    ]
    return changes or [Change(revision=number, what="read anew", mentions=event.mentions)]


def _reasons(
    choices: Mapping[str, Choice | None], coding: Mention, tolls: Mapping[str, Choice]
) -> dict[str, Chosen]:
    reasons = {f: chosen(choice, RULES[f]) for f, choice in choices.items() if choice}
    reasons["score"] = chosen(Choice(coding.score, coding), RULES["coding"])
    reasons.update((field, chosen(choice, BEST)) for field, choice in tolls.items())
    return dict(sorted(reasons.items()))
