"""The order of mentions never matters, and adding is the same as starting anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.consolidate import consolidate, consolidate_new
from dragoman.consolidate.across import origin_of
from dragoman.records import Event, Mention, to_json
from dragoman.records.candidates import Block, Kind
from dragoman.testing import article_of, day_of, mention_of, party_of, place_of, toll_of

DAY = date(2024, 3, 4)
PLACES = [
    None,
    place_of("Gao", "MLI", at=(16.27, -0.04)),
    place_of("Gao market", "MLI", at=(16.275, -0.04), precision="site"),
    place_of("Kidal", "MLI", at=(18.44, 1.41)),
    place_of("Mali", "MLI", precision="country", at=(17.0, -4.0)),
]
PARTIES = [
    party_of("the army", "MLI", "MIL"),
    party_of("the government", "MLI", "GOV"),
    party_of("rebels", "MLI", "REB"),
    party_of("gunmen"),
    party_of("jihadists", "MLI", "REB", name="JNIM"),
]
SENTENCES = ["They attacked at dawn.", "Shots were fired.", "An assault began.", "They fought on."]
WORDS = ["attacked", "fired", "assault", "fought"]
TEXT = "\n".join(SENTENCES)


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    outlet = draw(st.integers(0, 4))
    article = article_of(TEXT, source=str(outlet), published=DAY + timedelta(days=outlet))
    origin = draw(st.sampled_from([None, "o_1"])) if outlet > 2 else None
    article = msgspec.structs.replace(article, origin=origin)
    side = st.lists(st.sampled_from(PARTIES), max_size=2, unique=True).map(tuple)
    day = draw(st.none() | st.integers(0, 2))
    toll = draw(st.none() | st.integers(1, 3))
    return mention_of(
        article,
        draw(st.sampled_from(WORDS)),
        type=draw(st.sampled_from(["ASSAULT", "ACCUSE"])),
        status=draw(st.sampled_from(["happened", "happened", "possible"])),
        aggregate=draw(st.sampled_from([False, False, True])),
        actors=draw(side),
        recipients=draw(side),
        place=draw(st.sampled_from(PLACES)),
        time=None if day is None else day_of(DAY + timedelta(days=day)),
        tolls=() if toll is None else (toll_of("dead", toll),),
        modes=draw(st.sampled_from([(), ("aerial",), ("abduct",)])),
        confidence=draw(st.sampled_from([0.4, 0.8])),
    )


some = st.lists(mentions(), max_size=12, unique_by=lambda m: m.id)


def as_json(events: Iterable[Event]) -> list[bytes]:
    return [to_json(e) for e in events]


def content(events: Iterable[Event]) -> list[bytes]:
    """Events without what depends on when they were made: id, revision, history, part_of."""
    plain = [
        msgspec.structs.replace(e, id="e", revision=1, history=(), part_of=e.part_of and "e")
        for e in events
    ]
    return sorted(as_json(plain))


class Past:
    """Mentions and events in memory, in place of a store."""

    def __init__(self, held: Iterable[Mention] = ()) -> None:
        self.mentions = {m.id: m for m in held}
        self.events: dict[str, Event] = {}

    def in_origins(
        self, origins: Collection[str], *, kinds: Collection[Kind] | None = None
    ) -> list[Mention]:
        return [
            m
            for m in self.mentions.values()
            if origin_of(m) in origins and (kinds is None or (m.type, m.status) in kinds)
        ]

    def origins_in(self, blocks: Collection[Block]) -> set[str]:
        told = defaultdict(set)
        for m in self.mentions.values():
            told[origin_of(m), m.type, m.status].add((m.time, m.place and m.place.country))
        return {
            origin
            for day, country in blocks
            for (origin, *kind), held in told.items()
            if kind == [day.type, day.status]
            and any(time and (time.from_, time.to) == day[2:] for time, _ in held)
            and (country is None or any(there == country for _, there in held))
        }

    def events_with(self, mentions: Collection[str]) -> list[Event]:
        return [e for e in self.events.values() if set(mentions) & set(e.mentions)]

    def add(self, new: list[Mention]) -> None:
        self.mentions.update({m.id: m for m in new})
        made = consolidate_new(new, self)
        taken = {m for e in made for m in e.mentions}
        self.events = {
            **{i: e for i, e in self.events.items() if not taken & set(e.mentions)},
            **{e.id: e for e in made},
        }


@settings(max_examples=50)
@given(some.flatmap(lambda held: st.tuples(st.just(held), st.permutations(held))))
def test_any_order_of_mentions_gives_the_same_events(
    both: tuple[list[Mention], list[Mention]],
) -> None:
    straight, shuffled = both

    assert as_json(consolidate(straight)) == as_json(consolidate(shuffled))


@settings(max_examples=50)
@given(some)
def test_every_mention_is_in_exactly_one_event_and_no_id_is_given_twice(
    held: list[Mention],
) -> None:
    events = consolidate(held)

    assert sorted(m for e in events for m in e.mentions) == sorted(m.id for m in held)
    assert len({e.id for e in events}) == len(events)


@settings(max_examples=30)
@given(some)
def test_an_event_has_one_type_one_status_and_no_aggregate_among_members(
    held: list[Mention],
) -> None:
    by_id = {m.id: m for m in held}
    for event in consolidate(held):
        kinds = {(by_id[m].type, by_id[m].status, by_id[m].aggregate) for m in event.mentions}

        assert kinds == {(event.type, event.status, event.aggregate)}


@settings(max_examples=40)
@given(some, st.integers(0, 12), st.integers(0, 12))
def test_adding_in_three_runs_gives_the_events_of_one(
    held: list[Mention], one: int, other: int
) -> None:
    first, last = sorted((one, other))
    past = Past()
    # An article is coded whole: its mentions come in one run.
    held = sorted(held, key=lambda m: m.article.id)
    cuts = sorted({m.article.id for m in held})
    shards = (cuts[:first], cuts[first:last], cuts[last:])

    for shard in shards:
        past.add([m for m in held if m.article.id in shard])

    assert content(past.events.values()) == content(consolidate(held))


@settings(max_examples=20)
@given(some)
def test_running_again_changes_no_event(held: list[Mention]) -> None:
    past = Past()
    past.add(held)
    before = as_json(past.events.values())

    past.add(held)

    assert as_json(past.events.values()) == before


def test_tolls_keep_low_best_high_in_order() -> None:
    held = [
        mention_of(article_of(TEXT, source=s), "attacked", tolls=(toll_of("dead", n),))
        for n, s in enumerate("ABC")
    ]
    for event in consolidate(held):
        for toll in event.tolls:
            known = [n for n in (toll.low, toll.best, toll.high) if n is not None]
            assert known == sorted(known)
