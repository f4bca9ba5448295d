"""Reports of several outlets on one happening are one event, and only then."""

from datetime import date

import msgspec

from dragoman.consolidate import consolidate
from dragoman.records import Article, Mention
from dragoman.testing import article_of, day_of, mention_of, party_of, place_of

MONDAY, TUESDAY = date(2021, 8, 30), date(2021, 8, 31)
DARAA = place_of("Daraa", at=(32.62, 36.10))
ARMY = party_of("Syrian forces", "SYR", "MIL")
ONE = article_of("Syrian forces shelled Daraa on Tuesday.", published=TUESDAY, source="A")
OTHER = article_of("Daraa came under army fire.", published=date(2021, 9, 1), source="B")
FIRST = mention_of(ONE, "shelled", actors=(ARMY,), place=DARAA, time=day_of(TUESDAY))


def second(**fields: object) -> Mention:
    usual = {"actors": (ARMY,), "place": DARAA, "time": day_of(TUESDAY)}
    return mention_of(OTHER, "under army fire", **{**usual, **fields})


def joined(*mentions: Mention) -> bool:
    return len(consolidate(mentions)) == 1


def copy_of(article: Article, source: str) -> Article:
    return msgspec.structs.replace(
        article_of(article.text, source=source, published=article.published), origin="o_1"
    )


def test_two_independent_reports_are_one_event_with_two_origins() -> None:
    (event,) = consolidate([FIRST, second()])

    assert (event.articles, event.origins) == (2, 2)
    assert (event.first_reported, event.last_reported) == (TUESDAY, date(2021, 9, 1))


def test_without_a_day_or_place_or_common_side_reports_stay_apart() -> None:
    assert not joined(FIRST, second(time=None))
    assert not joined(FIRST, second(place=None))
    assert not joined(FIRST, second(actors=()))


def test_another_day_place_type_or_status_is_another_event() -> None:
    assert not joined(FIRST, second(time=day_of(MONDAY)))
    assert not joined(FIRST, second(place=place_of("Idlib", at=(35.93, 36.63))))
    assert not joined(FIRST, second(type="COERCE"))
    assert not joined(FIRST, second(status="possible"))


def test_a_week_is_no_day() -> None:
    week = day_of(MONDAY, date(2021, 9, 5))

    assert not joined(FIRST, second(time=week))


def test_a_site_within_five_kilometres_is_the_same_town_and_a_suburb_at_ten_is_not() -> None:
    near = place_of("Daraa hospital", at=(32.64, 36.11), precision="site")
    far = place_of("Muzayrib", at=(32.71, 36.03))

    assert joined(FIRST, second(place=near))
    assert not joined(FIRST, second(place=far))


def test_a_province_is_one_place_only_where_neither_report_knows_better() -> None:
    province = place_of("Daraa Governorate", precision="admin1", at=(32.9, 36.2))
    vague = mention_of(ONE, "shelled", actors=(ARMY,), place=province, time=day_of(TUESDAY))

    assert joined(vague, second(place=province))
    assert not joined(FIRST, second(place=province))


def test_a_town_and_the_province_of_its_name_are_one_word_read_twice() -> None:
    town = place_of("Daraa", at=(32.62, 36.10), admin1="Daraa")
    province = place_of("Daraa", precision="admin1", at=(32.9, 36.2))
    in_town = mention_of(ONE, "shelled", actors=(ARMY,), place=town, time=day_of(TUESDAY))

    assert joined(in_town, second(place=province))


def test_towns_on_two_sides_of_a_belt_of_latitude_are_still_compared() -> None:
    south, north = (place_of(n, at=(lat, 36.0)) for n, lat in (("S", 32.649), ("N", 32.651)))
    here = mention_of(ONE, "shelled", actors=(ARMY,), place=south, time=day_of(TUESDAY))

    assert joined(here, second(place=north))


def test_a_country_is_too_wide_to_be_one_place() -> None:
    country = place_of("Syria", precision="country", at=(35.0, 38.0))
    vague = mention_of(ONE, "shelled", actors=(ARMY,), place=country, time=day_of(TUESDAY))

    assert not joined(vague, second(place=country))


def test_a_contradicting_side_keeps_reports_apart() -> None:
    rebels = party_of("rebels", "SYR", "REB")

    assert not joined(FIRST, second(actors=(rebels,)))
    with_victims = second(recipients=(party_of("soldiers", "SYR", "MIL"),))
    first = msgspec.structs.replace(FIRST, recipients=(rebels,))
    assert not joined(first, with_victims)


def test_aggregates_of_two_reports_are_not_joined() -> None:
    assert not joined(msgspec.structs.replace(FIRST, aggregate=True), second(aggregate=True))


def test_a_meeting_without_a_place_is_one_event_if_all_sides_are_the_same() -> None:
    egypt, iran = party_of("Egypt", "EGY"), party_of("Iran", "IRN")
    talks = {"type": "CONSULT", "quad": 1, "score": 1.0, "time": day_of(TUESDAY), "place": None}
    here = mention_of(ONE, "shelled", actors=(egypt, iran), **talks)

    assert joined(here, second(**{**talks, "actors": (iran,), "recipients": (egypt,)}))
    assert not joined(here, second(**{**talks, "actors": (iran, party_of("Iraq", "IRQ"))}))
    assert not joined(here, second(**{**talks, "actors": (iran,)}))


def test_the_same_sentence_of_a_copy_is_the_same_event_even_without_a_day() -> None:
    one, other = (copy_of(ONE, source) for source in ("A", "B"))

    (event,) = consolidate([mention_of(a, "shelled") for a in (one, other)])

    assert (event.articles, event.origins) == (2, 1)


def test_the_same_sentence_of_two_origins_is_not_enough() -> None:
    assert not joined(mention_of(ONE, "shelled"), mention_of(article_of(ONE.text), "shelled"))


def test_two_deeds_named_by_one_word_twice_stay_two_in_every_copy() -> None:
    text = article_of("They hit Gao and hit Kidal.")
    mentions = []
    for source in ("A", "B"):
        article = copy_of(text, source)
        gao = mention_of(article, "hit Gao", place=place_of("Gao", "MLI", at=(16.27, -0.04)))
        kidal = mention_of(article, "hit Kidal", place=place_of("Kidal", "MLI", at=(18.4, 1.4)))
        mentions += [gao, kidal]

    assert sorted(len(e.mentions) for e in consolidate(mentions)) == [2, 2]
