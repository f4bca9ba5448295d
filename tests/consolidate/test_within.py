"""Headline, lead and later paragraph on one happening are one event."""

from datetime import date

from dragoman.consolidate import consolidate
from dragoman.records import About, Event, Mention
from dragoman.testing import (
    article_of,
    day_of,
    mention_of,
    party_of,
    place_of,
    speaker_of,
    toll_of,
)

TUESDAY = date(2021, 8, 31)
DARAA = place_of("Daraa", at=(32.62, 36.10), admin1="Daraa Governorate")
SYRIA = place_of("Syria", precision="country", at=(35.0, 38.0))
GAZA = place_of("Gaza", "PSE", at=(31.5, 34.46))
ARMY = party_of("Syrian forces", "SYR", "MIL")
REBELS = party_of("rebels", "SYR", "REB")
ARTICLE = article_of(
    "Syrian forces shelled Daraa on Tuesday, killing four people.\n"
    "The attack began at dawn.\n"
    "Rebels attacked a checkpoint in reply.\n"
    "Israeli jets struck Gaza.",
    title="Shelling of Daraa kills four",
    published=TUESDAY,
)
HEADLINE = mention_of(ARTICLE, "Shelling", title=True, place=DARAA, tolls=(toll_of("dead", 4),))
LEAD = mention_of(
    ARTICLE, "shelled", place=DARAA, actors=(ARMY,), time=day_of(TUESDAY),
    tolls=(toll_of("dead", 4),), modes=("heavy-weapons",),
)  # fmt: skip
BARE = mention_of(ARTICLE, "attack")
REPLY = mention_of(ARTICLE, "attacked a checkpoint", actors=(REBELS,), recipients=(ARMY,))
ISRAEL = party_of("Israeli jets", "ISR", "MIL")
STRIKE = mention_of(ARTICLE, "struck", actors=(ISRAEL,), place=GAZA)


def members(events: list[Event]) -> set[frozenset[str]]:
    return {frozenset(e.mentions) for e in events}


def together(*mentions: Mention) -> bool:
    return len(consolidate(mentions)) == 1


def test_headline_lead_and_the_attack_are_one_event() -> None:
    (event,) = consolidate([HEADLINE, LEAD, BARE])

    assert event.mentions == tuple(sorted(m.id for m in (HEADLINE, LEAD, BARE)))
    assert event.articles == 1
    assert event.origins == 1


def test_every_mention_is_in_exactly_one_event() -> None:
    events = consolidate([HEADLINE, LEAD, BARE, REPLY, STRIKE])

    held = sorted(m for e in events for m in e.mentions)
    assert held == sorted(m.id for m in (HEADLINE, LEAD, BARE, REPLY, STRIKE))


def test_who_is_hit_is_not_who_hits() -> None:
    assert not together(LEAD, REPLY)
    army_hits = mention_of(ARTICLE, "shelled", actors=(ARMY,))
    army_hit = mention_of(ARTICLE, "attack", recipients=(ARMY,))
    assert not together(army_hits, army_hit)


def test_two_towns_are_two_events() -> None:
    assert members(consolidate([LEAD, STRIKE])) == {frozenset({LEAD.id}), frozenset({STRIKE.id})}


def test_a_province_or_country_holds_its_town() -> None:
    province = place_of("Daraa Governorate", precision="admin1")
    assert together(LEAD, mention_of(ARTICLE, "attack", actors=(ARMY,), place=SYRIA))
    assert together(LEAD, mention_of(ARTICLE, "attack", actors=(ARMY,), place=province))


def test_a_village_near_by_is_the_same_place_and_one_far_off_is_not() -> None:
    near = place_of("Nawa", at=(32.70, 36.05))
    far = place_of("Idlib", at=(35.93, 36.63))

    assert together(LEAD, mention_of(ARTICLE, "attack", actors=(ARMY,), place=near))
    assert not together(LEAD, mention_of(ARTICLE, "attack", actors=(ARMY,), place=far))


def test_two_days_are_two_events() -> None:
    monday = mention_of(ARTICLE, "attack", actors=(ARMY,), time=day_of(date(2021, 8, 30)))

    assert not together(LEAD, monday)


def test_a_week_that_holds_the_day_does_not_contradict_it() -> None:
    week = day_of(date(2021, 8, 30), date(2021, 9, 5))

    assert together(LEAD, mention_of(ARTICLE, "attack", actors=(ARMY,), time=week))


def test_one_status_never_joins_another() -> None:
    for status in ("planned", "threatened", "called_for", "possible", "background", "denied"):
        other = mention_of(ARTICLE, "attack", actors=(ARMY,), place=DARAA, status=status)
        assert not together(LEAD, other)


def test_an_aggregate_is_kept_apart_and_its_member_points_to_it() -> None:
    whole = mention_of(ARTICLE, "attack", actors=(ARMY,), place=SYRIA, aggregate=True)

    events = {e.aggregate: e for e in consolidate([LEAD, whole])}

    assert events[True].mentions == (whole.id,)
    assert events[False].part_of == events[True].id
    assert events[True].part_of is None


def test_an_event_of_another_side_is_no_part_of_an_aggregate() -> None:
    whole = mention_of(ARTICLE, "attack", actors=(REBELS,), place=SYRIA, aggregate=True)

    assert all(e.part_of is None for e in consolidate([LEAD, whole]))


def test_two_exact_figures_in_one_voice_are_two_attacks() -> None:
    nine = mention_of(ARTICLE, "attack", place=DARAA, tolls=(toll_of("dead", 9),))

    assert not together(LEAD, nine)


def test_two_voices_may_differ_on_one_attack() -> None:
    police = toll_of("dead", 9, said_by=(speaker_of("police"),))
    nine = mention_of(ARTICLE, "attack", actors=(ARMY,), place=DARAA, tolls=(police,))

    (event,) = consolidate([LEAD, nine])

    assert (event.tolls[0].low, event.tolls[0].high) == (4, 9)
    assert "tolls.dead" in event.disputed


def test_the_killed_and_the_abducted_of_one_sentence_are_two_events() -> None:
    article = article_of("Militants killed 30 civilians and abducted 15 women in Borno.")
    actors = (party_of("Militants", "NGA", "REB"),)
    killed = mention_of(article, "killed", actors=actors)
    taken = mention_of(article, "abducted", actors=actors, modes=("abduct",))

    assert not together(killed, taken)


def test_two_verbs_for_one_deed_in_one_sentence_are_one_event() -> None:
    article = article_of("Militants attacked a bus, shooting five people dead.")
    actors = (party_of("Militants", "NGA", "REB"),)
    attacked = mention_of(article, "attacked", actors=actors)
    shot = mention_of(article, "shooting", actors=actors, modes=("firearms",))

    assert together(attacked, shot)


def test_the_army_and_the_government_are_one_side_of_an_attack() -> None:
    government = party_of("the government", "SYR", "GOV")

    assert together(LEAD, mention_of(ARTICLE, "attack", actors=(government,)))


def test_two_ministers_condemnations_are_two_events() -> None:
    article = article_of("France condemned it.\nThe French minister denounced it too.")
    said = {"type": "ACCUSE", "quad": 3}
    one = party_of("Macron", "FRA", "GOV", name="Emmanuel Macron")
    other = party_of("the minister", "FRA", "GOV", name="Stephane Sejourne")

    assert not together(
        mention_of(article, "condemned", actors=(one,), **said),
        mention_of(article, "denounced", actors=(other,), **said),
    )


def test_a_meeting_is_one_event_whoever_is_called_the_host() -> None:
    article = article_of("Egypt and Iran held talks.\nThe Iranian minister visited Cairo.")
    egypt, iran = party_of("Egypt", "EGY", "GOV"), party_of("Iran", "IRN", "GOV")
    talks = {"type": "CONSULT", "quad": 1, "score": 1.0}

    assert together(
        mention_of(article, "held talks", actors=(egypt, iran), **talks),
        mention_of(article, "visited", actors=(iran,), recipients=(egypt,), **talks),
    )


def test_nothing_in_common_is_no_reason_to_join() -> None:
    gunmen = mention_of(ARTICLE, "attacked a checkpoint", actors=(party_of("gunmen"),))
    blast = mention_of(ARTICLE, "attack", place=DARAA)

    assert not together(gunmen, blast)


def test_mentions_of_two_types_are_two_events() -> None:
    assert not together(LEAD, mention_of(ARTICLE, "attack", type="COERCE", place=DARAA))


def test_a_bare_country_is_its_state_and_not_its_rebels() -> None:
    syria = party_of("Syria", "SYR")

    assert together(LEAD, mention_of(ARTICLE, "attack", actors=(syria,)))
    by_rebels = mention_of(ARTICLE, "attacked a checkpoint", actors=(REBELS,))
    assert not together(by_rebels, mention_of(ARTICLE, "attack", actors=(syria,)))


def test_two_demands_of_two_sides_are_two_events() -> None:
    article = article_of("The UN urged donors to give.\nIt asked the rebels to leave.")
    nations = party_of("The UN", "UNO")
    asked = {"type": "REQUEST", "quad": 3, "actors": (nations,)}
    give = mention_of(
        article, "urged", recipients=(party_of("donors"),),
        about=About(type="AID", status="called_for"), **asked,
    )  # fmt: skip
    leave = mention_of(
        article, "asked", recipients=(party_of("rebels", "YEM", "REB"),),
        about=About(type="RETREAT", status="called_for"), **asked,
    )  # fmt: skip

    assert not together(give, leave)


def test_a_guest_who_is_one_of_two_actors_elsewhere_stands_on_one_side_only() -> None:
    article = article_of("Egypt and Iran held talks.\nThe Iranian minister visited Cairo.")
    egypt, iran = party_of("Egypt", "EGY", "GOV"), party_of("Iran", "IRN", "GOV")
    talks = {"type": "CONSULT", "quad": 1, "score": 1.0}

    (event,) = consolidate(
        [
            mention_of(article, "held talks", actors=(egypt, iran), **talks),
            mention_of(article, "visited", actors=(iran,), recipients=(egypt,), **talks),
        ]
    )

    assert (event.actors, event.recipients) == ((iran,), (egypt,))


def test_two_aid_groups_are_not_one_for_being_aid_groups() -> None:
    one, other = party_of("a charity", "NGO"), party_of("a relief agency", "NGO")
    article = article_of("A charity sent food.\nA relief agency sent tents.")

    assert not together(
        mention_of(article, "sent food", type="AID", quad=2, actors=(one,)),
        mention_of(article, "sent tents", type="AID", quad=2, actors=(other,)),
    )


def test_a_group_of_many_countries_does_not_contradict_one() -> None:
    here = party_of("Shabaab fighters", "SOM", "REB")
    abroad = party_of("militants", "IMG", "REB")

    assert together(
        mention_of(ARTICLE, "shelled", actors=(here,), place=DARAA),
        mention_of(ARTICLE, "attack", actors=(abroad,), place=DARAA),
    )


def test_two_meetings_of_one_minister_with_two_others_are_two_events() -> None:
    article = article_of("Iran and Saudi Arabia held talks.\nThe Iranian spoke with the Turk.")
    iran, saudi = party_of("Iran", "IRN"), party_of("Saudi Arabia", "SAU")
    turkey = party_of("the Turk", "TUR", "GOV")
    talks = {"type": "CONSULT", "quad": 1, "score": 1.0}

    assert not together(
        mention_of(article, "held talks", actors=(iran, saudi), **talks),
        mention_of(article, "spoke", actors=(iran, turkey), **talks),
    )


def test_praise_that_is_returned_is_another_praise() -> None:
    article = article_of("Oman praised Iran.\nIran praised Oman.")
    oman, iran = party_of("Oman", "OMN"), party_of("Iran", "IRN")
    praise = {"type": "SUPPORT", "quad": 1, "score": 1.0}

    assert not together(
        mention_of(article, "Oman praised", actors=(oman,), recipients=(iran,), **praise),
        mention_of(article, "Iran praised", actors=(iran,), recipients=(oman,), **praise),
    )


def test_a_siege_of_months_is_not_the_shelling_of_its_last_day() -> None:
    siege = mention_of(
        ARTICLE, "attack", actors=(ARMY,), place=DARAA, time=day_of(date(2021, 6, 30), TUESDAY)
    )

    assert not together(LEAD, siege)


def test_one_mode_alone_joins_no_two_deeds() -> None:
    one = mention_of(
        ARTICLE, "attacked a checkpoint", actors=(party_of("gunmen"),), modes=("drone",)
    )
    other = mention_of(ARTICLE, "struck", place=GAZA, modes=("drone",))

    assert not together(one, other)


def test_far_down_a_common_side_is_no_reason_unless_the_words_point_back() -> None:
    far = "The capital was quiet on the day.\n" * 30
    article = article_of(
        f"Syrian forces shelled Daraa.\n{far}The army seized a hill.\nThe latest offensive goes on."
    )
    lead = mention_of(article, "shelled", actors=(ARMY,), place=DARAA)
    seized = mention_of(article, "seized a hill", actors=(ARMY,))
    offensive = mention_of(article, "offensive", actors=(ARMY,))

    assert not together(lead, seized)
    assert together(lead, offensive)


MORE = article_of(
    "Rebels ambushed soldiers near Daraa on Tuesday, killing four.\n"
    "Eight others were wounded.\n"
    "Three drivers were hurt in that attack.\n"
    "Nine people were wounded.",
    published=TUESDAY,
)
AMBUSH = mention_of(
    MORE, "ambushed", place=DARAA, actors=(REBELS,), recipients=(ARMY,), time=day_of(TUESDAY),
    tolls=(toll_of("dead", 4),),
)  # fmt: skip


def test_others_who_were_wounded_are_victims_of_what_was_told_just_before() -> None:
    others = mention_of(MORE, "wounded", tolls=(toll_of("injured", 8),))

    assert together(AMBUSH, others)


def test_who_was_hurt_in_that_attack_was_so_in_the_one_told_just_before() -> None:
    drivers = mention_of(MORE, "were hurt", tolls=(toll_of("injured", 3),))

    assert together(AMBUSH, drivers)


def test_a_toll_that_points_nowhere_is_of_no_attack_told_before() -> None:
    nine = mention_of(MORE, "Nine people were wounded", tolls=(toll_of("injured", 9),))

    assert not together(AMBUSH, nine)
