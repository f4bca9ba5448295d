"""What an event says, and why."""

from datetime import date

import msgspec
import pytest

from dragoman.consolidate import consolidate, event_id
from dragoman.consolidate.confidence import HIGHEST
from dragoman.records import Event, Mention, Party, Place, Speaker, Toll, from_json, to_json
from dragoman.testing import (
    article_of,
    day_of,
    mention_of,
    party_of,
    place_of,
    speaker_of,
    toll_of,
)

DAY = date(2024, 3, 8)
BORNO = place_of("Borno", "NGA", precision="admin1", at=(11.5, 13.0))
TOWN = place_of("Konduga", "NGA", at=(11.65, 13.42), admin1="Borno")
GROUP = party_of("Boko Haram militants", "NGA", "REB", name="Boko Haram")
ARTICLE = article_of(
    "Boko Haram militants raided Konduga on Friday.\nThe raid killed many.\nAn attack, they said.",
    published=DAY,
)


def one(**fields: object) -> Mention:
    return mention_of(ARTICLE, "raided", **{"actors": (GROUP,), "place": TOWN, **fields})


def two(**fields: object) -> Mention:
    return mention_of(ARTICLE, "raid killed", **{"actors": (GROUP,), "place": TOWN, **fields})


def reported(outlet: str, day: date, best: int, **fields: object) -> Mention:
    article = article_of(f"Militants raided Konduga, {outlet} said.", published=day, source=outlet)
    return mention_of(
        article, "raided", actors=(GROUP,), place=TOWN, time=day_of(DAY),
        tolls=(toll_of("dead", best),), **fields,
    )  # fmt: skip


def only(*mentions: Mention) -> Event:
    (event,) = consolidate(mentions)
    return event


def test_the_finest_place_is_chosen_and_its_rule_told() -> None:
    event = only(one(place=BORNO), two())

    assert event.place == TOWN
    assert "finest" in event.chosen["place"].rule
    assert msgspec.json.decode(event.chosen["place"].value, type=Place) == TOWN
    assert event.chosen["place"].mention == two().id


def test_the_most_precise_time_is_chosen() -> None:
    week = day_of(date(2024, 3, 4), date(2024, 3, 10))

    assert only(one(time=week), two(time=day_of(DAY))).time == day_of(DAY)


def test_the_list_of_parties_that_knows_most_is_chosen() -> None:
    vague = party_of("gunmen")

    assert only(one(actors=(vague,), time=day_of(DAY)), two(time=day_of(DAY))).actors == (GROUP,)


def test_what_no_mention_says_stays_empty_and_has_no_choice() -> None:
    event = only(one(actors=(), place=None))

    assert (event.actors, event.place, event.time) == ((), None, None)
    assert "place" not in event.chosen
    assert event.tolls == ()


def test_the_range_spans_all_accounts_and_the_latest_is_best() -> None:
    event = only(reported("A", DAY, 12), reported("B", date(2024, 3, 10), 15))

    (dead,) = event.tolls
    assert (dead.low, dead.best, dead.high) == (12, 15, 15)
    assert {a.best for a in dead.by} == {12, 15}
    assert {a.mention for a in dead.by} == set(event.mentions)


def test_of_one_day_the_figure_of_most_origins_is_best() -> None:
    event = only(reported("A", DAY, 12), reported("B", DAY, 15), reported("C", DAY, 12))

    assert event.tolls[0].best == 12


def test_an_open_end_leaves_the_range_open_and_no_best_is_made_up() -> None:
    more = Toll(
        id="t1", kind="dead", low=30, best=None, high=None, text="more than 30", start=0, end=12
    )

    (dead,) = only(one(tolls=(more,))).tolls

    assert (dead.low, dead.best, dead.high) == (30, None, None)


def test_cumulative_tolls_and_parts_of_tolls_are_not_the_events() -> None:
    total = toll_of("dead", 30_000, id_="c")
    total = msgspec.structs.replace(total, scope="cumulative")
    children = msgspec.structs.replace(toll_of("dead", 7, id_="p"), part_of="t1")

    (dead,) = only(one(tolls=(total, children, toll_of("dead", 20)))).tolls

    assert (dead.low, dead.best, dead.high) == (20, 20, 20)


def test_people_named_by_different_words_are_added_and_families_are_not_people() -> None:
    soldiers = msgspec.structs.replace(toll_of("dead", 3, id_="a"), who="soldiers")
    villagers = msgspec.structs.replace(toll_of("dead", 5, id_="b"), who="villagers")
    families = msgspec.structs.replace(toll_of("displaced", 40, id_="c"), unit="families")

    tolls = {
        (t.kind, t.unit): t.best for t in only(one(tolls=(soldiers, villagers, families))).tolls
    }

    assert tolls == {("dead", "people"): 8, ("displaced", "families"): 40}


def test_each_account_names_its_voice() -> None:
    police: tuple[Speaker, ...] = (speaker_of("police"),)

    (dead,) = only(one(tolls=(toll_of("dead", 4, said_by=police),))).tolls

    assert dead.by[0].said_by == police


def test_disputed_tolls_keep_every_value_with_its_mentions() -> None:
    first, last = reported("A", DAY, 12), reported("B", DAY, 40)

    accounts = only(first, last).disputed["tolls.dead"]

    assert sorted(a.mentions for a in accounts) == sorted([(first.id,), (last.id,)])


def test_a_denial_is_a_dispute_about_the_status_and_lowers_confidence() -> None:
    denied = one(said_by=(speaker_of("The army", stance="denies"),))

    event = only(denied)

    assert event.status == "happened"
    assert {bytes(a.value) for a in event.disputed["status"]} == {b'"happened"', b'"denied"'}
    assert event.confidence < only(one()).confidence


def test_reports_that_agree_dispute_nothing() -> None:
    assert only(one(), two()).disputed == {}


def test_confidence_grows_with_independent_origins_and_not_with_copies() -> None:
    alone = only(reported("A", DAY, 12)).confidence
    copies = [
        msgspec.structs.replace(m, article=msgspec.structs.replace(m.article, origin="o_1"))
        for m in (reported("A", DAY, 12), reported("B", DAY, 12))
    ]

    assert only(*copies).confidence == alone
    assert only(reported("A", DAY, 12), reported("B", DAY, 12)).confidence > alone


def test_confidence_is_never_certain() -> None:
    many = [reported(str(n), DAY, 12) for n in range(40)]

    assert only(*many).confidence == HIGHEST


def test_codes_and_score_come_from_the_mention_that_is_coded_finest() -> None:
    coarse = one(cameo="19", score=-9.0, goldstein=-10.0)
    fine = two(cameo="195", score=-9.5, modes=("aerial",), contexts=("military",))

    event = only(coarse, fine)

    assert (event.cameo, event.score, event.goldstein) == ("195", -9.5, None)
    assert (event.modes, event.contexts) == (("aerial",), ("military",))
    assert event.chosen["score"].mention == fine.id


def test_an_event_goes_through_the_wire_unchanged() -> None:
    event = only(reported("A", DAY, 12), reported("B", DAY, 40))

    assert to_json(from_json(to_json(event), Event)) == to_json(event)
    assert msgspec.json.decode(event.chosen["actors"].value, type=tuple[Party, ...]) == (GROUP,)


def test_a_new_event_is_named_after_its_lowest_mention() -> None:
    event = only(one(), two())

    assert event.id == event_id(min(one().id, two().id))


def test_an_event_that_grows_keeps_its_id_and_tells_what_changed() -> None:
    before = only(reported("A", DAY, 12))

    (after,) = consolidate([reported("A", DAY, 12), reported("B", DAY, 12)], [before])

    assert after.id == before.id
    assert after.revision == 2
    assert [c.what for c in after.history] == ["made", "mentions added"]
    assert after.history[1].mentions == (reported("B", DAY, 12).id,)


def test_consolidating_again_changes_nothing() -> None:
    mentions = [reported("A", DAY, 12), reported("B", DAY, 15), one(status="possible")]
    before = consolidate(mentions)

    assert consolidate(mentions, before) == before


@pytest.mark.parametrize("lowest_first", [True, False])
def test_of_two_events_that_become_one_the_lowest_id_goes_on(*, lowest_first: bool) -> None:
    mentions = [reported("A", DAY, 12), reported("B", DAY, 12)]
    apart = [only(m) for m in mentions]
    standing = sorted(apart, key=lambda e: e.id, reverse=not lowest_first)

    (event,) = consolidate(mentions, standing)

    assert event.id == min(e.id for e in apart)


def test_of_an_event_that_is_split_one_part_keeps_the_id_and_no_id_is_given_twice() -> None:
    mentions = [reported("A", DAY, 12), reported("B", DAY, 12)]
    whole = only(*mentions)
    moved = [mentions[0], msgspec.structs.replace(mentions[1], time=day_of(date(2024, 3, 7)))]

    events = consolidate(moved, [whole])

    assert len({e.id for e in events}) == 2
    assert whole.id in {e.id for e in events}
