"""What the places layer promises: toponyms found, understood in context, and told from the rest."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.extract.places import Places, component, smallest_area
from dragoman.extract.places.lexicon import words
from dragoman.ontology.files import read_yaml
from dragoman.records import Parsed, Place, Reading
from dragoman.records.marked import marked
from dragoman.testing import article_of

Read = Callable[..., tuple[Place, ...]]


@pytest.fixture(scope="session")
def layer() -> Places:
    built = component.build()
    assert isinstance(built, Places)
    return built


@pytest.fixture(scope="session")
def read(annotator: SpacyAnnotator, layer: Places) -> Read:
    def run(text: str, title: str | None = None) -> tuple[Place, ...]:
        parsed: Parsed = next(annotator.parse([article_of(text, title=title)]))
        return layer(parsed, Reading(article=parsed.article)).places

    return run


def named(places: tuple[Place, ...]) -> dict[str, Place]:
    return {p.text: p for p in places}


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1", "precision"),
    [
        ("Two men were shot in Tripoli, a city in northern Lebanon.", "Tripoli", "LBN",
         "North Lebanon", "settlement"),
        ("Two men were shot in Tripoli, the Libyan capital, near Misrata.", "Tripoli", "LBY",
         "Tripoli", "settlement"),
        ("Police in Atlanta, Georgia, shot a man.", "Georgia", "USA", "Georgia", "admin1"),
        ("Russian troops entered Georgia; Tbilisi called it war.", "Georgia", "GEO", None,
         "country"),
        ("A tornado hit Springfield, Illinois, on Sunday.", "Springfield", "USA", "Illinois",
         "settlement"),
        ("A tornado hit Springfield, Mo., on Sunday.", "Springfield", "USA", "Missouri",
         "settlement"),
        ("Gunmen attacked a village in Borno on Monday.", "Borno", "NGA", "Borno", "admin1"),
        ("M23 rebels marched on Goma after clashes in Congo.", "Goma", "COD", "North Kivu",
         "settlement"),
        ("A bomb went off in Kandahar.", "Kandahar", "AFG", "Kandahar", "settlement"),
        ("Missiles struck Kharkiv at dawn.", "Kharkiv", "UKR", "Kharkiv", "settlement"),
        ("Barrel bombs fell on Aleppo.", "Aleppo", "SYR", "Aleppo", "settlement"),
        ("Envoys met in Nairobi.", "Nairobi", "KEN", "Nairobi Area", "settlement"),
        ("Envoys met in Paris.", "Paris", "FRA", "Île-de-France", "settlement"),
        ("Ships were hit in the Red Sea.", "Red Sea", None, None, "region"),
        ("Shells fell near the Zaporizhzhia nuclear plant.", "Zaporizhzhia nuclear plant", "UKR",
         "Zaporizhzhia", "site"),
    ],
)  # fmt: skip
def test_a_name_is_understood_from_its_sentence(read, text, name, country, admin1, precision):
    place = named(read(text))[name]
    assert (place.country, place.precision) == (country, precision)
    assert precision in {"country", "region"} or place.admin1 in {admin1, "Nairobi"}


def test_town_province_and_quarter_of_one_name_are_told_apart(read):
    places = read(
        "Syrian forces shelled the city of Daraa. Daraa al-Balad is its core. "
        "The rest of Daraa province is calm."
    )
    assert [(p.text, p.precision) for p in places] == [
        ("Daraa", "settlement"),
        ("Daraa al-Balad", "site"),
        ("Daraa province", "admin1"),
    ]


def test_names_without_a_table_entry_are_matched_by_sound_where_the_article_is(read):
    places = named(read("Syrian soldiers died in ambushes in the towns of Sanameen and Nawa."))
    assert (places["Sanameen"].name, places["Sanameen"].country) == ("Aş Şanamayn", "SYR")
    assert (places["Nawa"].geonames_id, places["Nawa"].country) == (166365, "SYR")


def test_towns_that_the_parser_takes_for_people_are_places_in_a_list_of_towns(read):
    places = named(
        read("Rebels attacked checkpoints in Dael, Jasem and other towns across Daraa province.")
    )
    assert places["Dael"].geonames_id == 170959
    assert places["Jasem"].geonames_id == 165997


def test_an_unknown_place_is_kept_with_nothing_chosen(read):
    place = named(read("The army shelled the village of Xyzzyville in Syria."))["Xyzzyville"]
    assert (place.name, place.lat, place.score, place.precision) == (None, None, None, None)


def test_an_unknown_name_costs_its_neighbours_nothing(read):
    text = "Police in {} and Nairobi arrested twenty."
    alone = named(read(text.format("Mombasa")))["Nairobi"]
    beside = named(read(text.format("Xyzzyville")))["Nairobi"]
    assert beside.geonames_id == alone.geonames_id


def test_one_name_has_one_meaning_in_an_article(read):
    places = read(
        "Clashes broke out in Tripoli, a city in northern Lebanon. Calm returned to Tripoli later."
    )
    assert {p.country for p in places if p.text == "Tripoli"} == {"LBN"}


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Peele spoke to the Washington Post.",
        "Chad Smith of the Bank of England left the Paris Agreement out.",
        "Abbas met Badr Abdelatty; Abdelatty thanked Abbas.",
        "She took part in the talks and said the Center would open.",
        "The Egyptian Center for Strategic Studies published a report.",
        "Araghchi said he had met Sisi. Abbas Araghchi is the foreign minister.",
        "Manchester United beat Aston Villa.",
        "",
        "🙂 \u0000 \u202e",
    ],
)
def test_people_organisations_and_common_words_are_no_places(read, text):
    assert [p.text for p in read(text)] == []


@pytest.mark.parametrize("sentence", read_yaml("places/uses.yml")["examples"])
def test_the_uses_file_s_own_examples_hold(read, sentence):
    example = marked(sentence)
    found = {(p.start, p.text): p.use for p in read(example.text)}
    wanted = {(a.start, a.words): a.role for a in example.answers}
    assert {k: found.get(k) for k in wanted} == wanted


def test_an_adjective_before_a_place_s_noun_is_a_place_of_the_country(read):
    place = named(read("Fighting broke out near the Jordanian border."))["Jordanian"]
    assert (place.use, place.country, place.precision) == ("adjective", "JOR", "country")
    assert place.radius_km is not None


def test_a_dateline_is_a_place(read):
    places = named(read("BEIRUT (AP) — A bomb went off in Qamishli on Friday, officials said."))
    assert places["BEIRUT"].country == "LBN"
    assert places["Qamishli"].country == "SYR"


def test_the_place_of_an_institution_is_a_place(read):
    places = named(read("An explosion hit Kabul University. Kabul was quiet later."))
    assert places["Kabul"].geonames_id == 1138958


def test_a_title_s_places_stand_in_the_title(read):
    place = read("Soldiers entered the town.", title="Army Shells Town of Nawa in Syria")
    assert {p.in_ for p in place} == {"title"}


def test_every_resolved_place_has_a_point_and_a_score(read):
    places = read("Troops moved from Kherson to Crimea and the Black Sea, Ukraine said in Kyiv.")
    assert len(places) >= 5
    for place in places:
        assert place.lat is not None
        assert place.score is not None
        assert 0 < place.score <= 1


def test_the_smallest_area_of_towns_of_one_division_is_that_division(read):
    places = named(
        read("Soldiers died in the towns of Sanameen and Nawa in Syria's Daraa province.")
    )
    area = smallest_area([places["Sanameen"], places["Nawa"]])
    assert (area.name, area.precision, area.country) == ("Daraa", "admin1", "SYR")
    assert (area.start, area.end) == (None, None)


def test_the_smallest_area_of_towns_of_one_country_is_the_country(read):
    places = named(read("Bombs went off in Aleppo, Damascus and Daraa in Syria."))
    area = smallest_area([places["Aleppo"], places["Daraa"]])
    assert (area.name, area.precision) == ("Syria", "country")


def test_the_smallest_area_of_one_place_is_the_place(read):
    (place,) = read("Missiles struck Kharkiv at dawn.")
    assert smallest_area([place, place]) == place


def test_a_town_and_its_province_lie_in_the_province(read):
    places = named(read("Shells hit Nawa and the rest of Daraa province in Syria."))
    area = smallest_area([places["Nawa"], places["Daraa province"]])
    assert (area.name, area.precision) == ("Daraa", "admin1")


def test_places_of_two_countries_have_no_smallest_area(read):
    places = named(read("Envoys met in Cairo and in Riyadh."))
    area = smallest_area([places["Cairo"], places["Riyadh"]])
    assert (area.name, area.lat, area.country) == (None, None, None)


def test_time_stays_linear_in_length(annotator, layer):
    sentence = "Troops moved from Kherson to Nawa, Daraa, Idlib, Gao and Goma near Xyzzyville. "
    spent = []
    for times in (40, 160):
        parsed = next(annotator.parse([article_of(sentence * times)]))
        start = time.process_time()
        layer(parsed, Reading(article=parsed.article))
        spent.append(time.process_time() - start)
    assert spent[1] < spent[0] * 12 + 0.05


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=120))
def test_offsets_fit_in_any_text(annotator, layer, text):
    article = article_of(f"{text} Shells hit Daraa province. {text}")
    parsed = next(annotator.parse([article]))
    places = layer(parsed, Reading(article=article)).places
    assert all(p.text == article.text[p.start : p.end] for p in places)


def test_the_lists_hold_lower_case_words():
    lists = words()
    assert "said" not in lists.acts
    assert all(w == w.casefold() for w in lists.acts | lists.never | lists.placelike)
