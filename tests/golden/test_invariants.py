"""What the contract says of every mention and a JSON Schema cannot.

Held over all marked sentences of the lexicon and all golden articles.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import pytest
import yaml
from coding import pipeline

from dragoman.consolidate import consolidate
from dragoman.ontology.lexicon import load_lexicon
from dragoman.records import Event, Mention, Outcome, Party, Speaker, Toll
from dragoman.records.marked import marked
from dragoman.records.party import party_code
from dragoman.testing import article_of

PUBLISHED = date(2024, 3, 14)
EMPTIABLE = frozenset(
    {"modes", "contexts", "cameo", "goldstein", "about", "actors", "recipients"}
    | {"place", "places", "time", "tolls", "said_by"}
)
COARSE = frozenset({"admin2", "admin1", "country", "region"})
EVERY = 30
"""Of the thousands of marked sentences each so-manieth is read, so that the test stays quick."""


def texts() -> Iterator[tuple[str, str | None, date]]:
    for path in sorted(Path(__file__).parent.glob("*.yml")):
        golden = yaml.safe_load(path.read_text("utf-8"))
        yield golden["text"], golden["title"], golden["published"]
    rules = load_lexicon().rules
    sentences = [e.text for rule in rules for e in (*rule.yes, *rule.no)]
    for sentence in sentences[::EVERY]:
        yield marked(sentence).text, None, PUBLISHED


@cache
def outcomes() -> tuple[Outcome, ...]:
    articles = [article_of(t, title=h, published=d) for t, h, d in texts()]
    return tuple(pipeline().code(articles))


def mentions() -> Iterator[Mention]:
    for outcome in outcomes():
        yield from outcome.mentions


def parties(mention: Mention) -> Iterator[Party | Speaker]:
    yield from (*mention.actors, *mention.recipients, *mention.said_by)


@cache
def events() -> tuple[Event, ...]:
    return tuple(e for o in outcomes() for e in consolidate(o.mentions))


def test_enough_is_read_for_the_claims_below() -> None:
    assert sum(1 for _ in mentions()) > 150


def test_a_field_is_filled_or_empty_with_its_reason_and_never_both() -> None:
    wrong = []
    for mention in mentions():
        for field in EMPTIABLE:
            value = getattr(mention, field)
            empty = value in (None, (), "")
            unresolved = field == "time" and value is not None and not (value.from_ or value.to)
            reason = mention.missing.get(field)
            if (empty or unresolved) != (reason is not None) or reason == "":
                wrong.append((field, reason, mention.evidence[0].quote))
        wrong += [(f, "unknown field", "") for f in set(mention.missing) - set(EMPTIABLE)]
    assert not wrong


def test_the_evidence_holds_the_trigger() -> None:
    for mention in mentions():
        sentence, trigger = mention.evidence[0], mention.trigger
        assert sentence.in_ == trigger.in_
        assert sentence.start <= trigger.start < trigger.end <= sentence.end


def test_every_span_quotes_its_slice_of_text_or_title() -> None:
    for outcome in outcomes():
        article = outcome.reading.article
        for mention in outcome.mentions:
            spans = [(s.in_, s.start, s.end, s.quote) for s in (mention.trigger, *mention.evidence)]
            values = (*parties(mention), *mention.places, *mention.tolls)
            spans += [(v.in_, v.start, v.end, v.text) for v in values if v.start is not None]
            spans += [
                (p.antecedent.in_, p.antecedent.start, p.antecedent.end, p.antecedent.quote)
                for p in parties(mention)
                if p.antecedent is not None
            ]
            for in_, start, end, quote in spans:
                text = article.title if in_ == "title" else article.text
                assert (text or "")[start:end] == quote


def test_a_partys_code_is_its_country_and_first_sector() -> None:
    for mention in mentions():
        for party in parties(mention):
            assert party.code == party_code(party.country, party.sectors)


def test_an_id_comes_with_a_name() -> None:
    wrong = {(p.text, p.id) for m in mentions() for p in parties(m) if p.id and not p.name}
    assert not wrong


def test_a_party_that_takes_an_antecedent_says_so_and_points_elsewhere() -> None:
    for mention in mentions():
        for party in parties(mention):
            if party.via == "coreference":
                assert party.antecedent is not None, party.text
                own = (party.in_, party.start, party.end)
                said = party.antecedent
                assert own != (said.in_, said.start, said.end), party.text


def test_one_id_has_one_name_and_one_country_in_an_article() -> None:
    for outcome in outcomes():
        told = {(p.id, p.name, p.country) for m in outcome.mentions for p in parties(m) if p.id}
        several = [i for i, n in Counter(i for i, _, _ in told).items() if n > 1]
        assert not several, told


def test_a_place_has_both_coordinates_or_neither_and_a_radius_if_it_is_wide() -> None:
    for mention in mentions():
        for place in (*mention.places, *((mention.place,) if mention.place else ())):
            assert (place.lat is None) == (place.lon is None)
            if place.lat is not None:
                assert place.precision is not None
            if place.precision in COARSE and place.lat is not None:
                assert place.radius_km, place.text
            assert place.use == "literal"


def test_a_settlement_with_coordinates_has_its_gazetteer_id() -> None:
    for mention in mentions():
        for place in mention.places:
            if place.precision == "settlement" and place.lat is not None:
                assert place.geonames_id is not None, place.text


def test_the_place_of_an_event_is_one_of_its_places_or_holds_them() -> None:
    for mention in mentions():
        if mention.place is not None and len(mention.places) <= 1:
            assert mention.place in mention.places


def test_a_time_begins_before_it_ends_and_is_resolved_with_a_precision() -> None:
    for mention in mentions():
        time = mention.time
        if time is not None and time.from_ and time.to:
            assert time.from_ <= time.to
        if time is not None and (time.from_ or time.to):
            assert time.precision is not None


def test_what_happened_has_no_time_after_publication() -> None:
    wrong = [
        m.evidence[0].quote
        for m in mentions()
        if m.status in ("happened", "background")
        and m.time is not None
        and m.time.from_ is not None
        and m.article.published is not None
        and m.time.from_ > m.article.published
    ]
    assert not wrong


def _ordered(toll: Toll) -> bool:
    figures = [n for n in (toll.low, toll.best, toll.high) if n is not None]
    return figures == sorted(figures) and bool(figures)


def test_tolls_are_in_order_and_part_of_a_toll_of_their_article() -> None:
    for outcome in outcomes():
        ids = [t.id for t in outcome.reading.tolls]
        assert len(ids) == len(set(ids))
        for mention in outcome.mentions:
            for toll in mention.tolls:
                assert _ordered(toll), toll.text
                assert toll.part_of is None or toll.part_of in ids
                assert toll.part_of != toll.id


def test_no_party_stands_on_both_sides_of_a_mention() -> None:
    for mention in mentions():
        acting = {(p.in_, p.start, p.end, p.code) for p in mention.actors}
        suffering = {(p.in_, p.start, p.end, p.code) for p in mention.recipients}
        assert not acting & suffering, mention.evidence[0].quote


def test_a_talker_is_no_speaker_of_his_own_speech_act() -> None:
    speech = {"AGREE", "CONCEDE", "REQUEST", "REJECT", "ACCUSE", "THREATEN"}
    for mention in mentions():
        if mention.type in speech:
            acting = {(p.in_, p.start, p.end) for p in mention.actors}
            saying = {(s.in_, s.start, s.end) for s in mention.said_by}
            assert not acting & saying, mention.evidence[0].quote
        else:
            assert mention.about is None, mention.evidence[0].quote


def test_a_speaker_is_named_or_anonymous_and_never_both() -> None:
    for mention in mentions():
        for speaker in mention.said_by:
            assert not (speaker.named and speaker.anonymous), speaker.text


def test_no_two_mentions_of_an_article_share_an_id_or_one_trigger_and_type() -> None:
    for outcome in outcomes():
        keys = [(m.type, m.trigger.in_, m.trigger.start, m.trigger.end) for m in outcome.mentions]
        assert len(keys) == len(set(keys))


def test_an_event_is_made_of_mentions_of_its_own_type_and_status() -> None:
    held = {m.id: m for m in mentions()}
    for event in events():
        members = [held[i] for i in event.mentions]
        assert members
        assert {(m.type, m.status, m.aggregate) for m in members} == {
            (event.type, event.status, event.aggregate)
        }
        assert event.articles == len({m.article.id for m in members})
        assert 1 <= event.origins <= event.articles


def test_every_mention_is_of_exactly_one_event() -> None:
    counted = Counter(i for e in events() for i in e.mentions)
    assert set(counted.values()) == {1}
    assert set(counted) == {m.id for m in mentions()}


def test_an_events_choices_and_disputes_name_its_own_mentions() -> None:
    for event in events():
        own = set(event.mentions)
        assert {c.mention for c in event.chosen.values()} <= own
        disputed = {m for all_of in event.disputed.values() for a in all_of for m in a.mentions}
        assert disputed <= own
        assert {a.mention for t in event.tolls for a in t.by} <= own
        for field in ("place", "time"):
            assert (getattr(event, field) is not None) == (field in event.chosen)


def test_a_part_belongs_to_an_aggregate_event_of_its_own_type() -> None:
    by_id = {e.id: e for e in events()}
    for event in events():
        if event.part_of is not None:
            whole = by_id[event.part_of]
            assert whole.aggregate
            assert not event.aggregate
            assert whole.type == event.type


def test_an_event_has_a_history_that_ends_in_its_revision() -> None:
    for event in events():
        assert event.history
        assert event.history[-1].revision == event.revision
        assert event.first_reported is not None
        assert event.last_reported is not None
        assert event.first_reported <= event.last_reported


@pytest.mark.parametrize("field", ["actors", "recipients"])
def test_an_events_sides_come_from_its_mentions(field: str) -> None:
    held = {m.id: m for m in mentions()}
    for event in events():
        told = {msgspec.json.encode(p) for i in event.mentions for p in getattr(held[i], field)}
        assert {msgspec.json.encode(p) for p in getattr(event, field)} <= told
