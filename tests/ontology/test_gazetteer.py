"""What the gazetteer promises: right places for names, by spelling and by sound."""

import math
import sqlite3
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ontology.files import read_table
from dragoman.ontology.gazetteer import Gazetteer, open_gazetteer
from dragoman.ontology.gazetteer_build import distance_km, ensure_gazetteer
from dragoman.ontology.toponym_keys import bare_key, key_of

PLACES = [
    ("Daraa", 170905, "settlement"),
    ("Deraa", 170905, "settlement"),
    ("Dar'a", 170905, "settlement"),
    ("Dael", 170959, "settlement"),
    ("Jasem", 165997, "settlement"),
    ("Cairo", 360630, "settlement"),
    ("Riyadh", 108410, "settlement"),
    ("Kharkiv", 706483, "settlement"),
    ("Kharkov", 706483, "settlement"),
    ("Sanaa", 71137, "settlement"),
    ("Kandahar", 1138336, "settlement"),
    ("Aleppo", 170063, "settlement"),
    ("Borno", 2346794, "admin1"),
    ("North Kivu", 206938, "admin1"),
    ("Helmand", 1140043, "admin1"),
    ("Goma", 216281, "settlement"),
    ("Paris", 2988507, "settlement"),
    ("Ky.", 6254925, "admin1"),
    ("Syria", 163843, "country"),
    ("Africa", 6255146, "region"),
]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(("name", "geonames_id", "precision"), PLACES)
def test_a_name_alone_means_its_best_known_place(gazetteer, name, geonames_id, precision):
    best = gazetteer.where(name)[0]
    assert (best.geonames_id, best.precision) == (geonames_id, precision)


@pytest.mark.parametrize("name", ["Red Sea", "Gaza Strip", "Donbas", "Middle East", "Sahel"])
def test_regions_and_waters_have_a_point_and_a_radius(gazetteer, name):
    best = gazetteer.where(name)[0]
    assert best.precision == "region"
    assert best.lat is not None
    assert best.radius_km is not None
    assert best.radius_km > 0


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [
        ("Sanameen", "SYR", "Aş Şanamayn"),
        ("Mzeireb", "SYR", "Muzayrib"),
        ("Rakka", "SYR", "Ar Raqqah"),
        ("Avdeyevka", "UKR", "Avdiyivka"),
    ],
)
def test_a_name_is_matched_by_sound_inside_a_country(gazetteer, name, country, found):
    assert gazetteer.candidates(name, country=country)[0].name == found


def test_no_name_is_matched_by_sound_without_a_country(gazetteer):
    assert gazetteer.candidates("Sanameen") == ()


def test_no_name_is_matched_by_sound_in_a_country_that_spells_as_english_does(gazetteer):
    assert gazetteer.candidates("Sprignfeild Heigths", country="USA") == ()


def test_a_quarter_lies_in_its_town_s_division(gazetteer):
    best = gazetteer.where("Daraa al-Balad")[0]
    assert (best.precision, best.country, best.admin1) == ("site", "SYR", "Daraa")


def test_near_decides_between_namesakes(gazetteer):
    assert gazetteer.where("Tripoli", near=(34.4, 35.8))[0].country == "LBN"
    assert gazetteer.where("Tripoli")[0].country == "LBY"


def test_a_country_limits_the_answer(gazetteer):
    assert {p.country for p in gazetteer.where("Springfield", country="USA")} == {"USA"}


def test_a_country_may_be_given_by_either_code(gazetteer):
    assert gazetteer.where("Nawa", country="SY") == gazetteer.where("Nawa", country="SYR")


def test_near_says_in_which_country_a_name_is_matched_by_sound(gazetteer):
    assert gazetteer.where("Sanameen", near=(32.6, 36.1))[0].name == "Aş Şanamayn"


def test_an_unknown_name_gives_nothing(gazetteer):
    assert gazetteer.where("Xyzzyville") == ()
    assert gazetteer.where("") == ()


def test_names_in_other_scripts_are_found(gazetteer):
    assert 170905 in {p.geonames_id for p in gazetteer.where("درعا")}


def test_coarse_places_have_a_radius_and_fine_ones_none(gazetteer):
    for name in ("Syria", "Borno", "Kandahar", "Gaza", "Bakhmut", "Red Sea"):
        for place in gazetteer.where(name):
            coarse = place.precision in {"admin1", "admin2", "country", "region"}
            assert (place.radius_km is not None) == coarse, place


def test_exact_look_ups_take_under_a_millisecond(gazetteer):
    names = [row["name"] for row in read_table("places/sites.csv")]
    gazetteer.candidates("warm up")
    start = time.process_time()
    for name in names:
        gazetteer.candidates(name)
    assert (time.process_time() - start) / len(names) < 0.001


def test_where_orders_by_score(gazetteer):
    scores = [p.score for p in gazetteer.where("Springfield")]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 for s in scores)


def test_every_row_of_our_tables_is_found_where_it_says(gazetteer):
    for table in ("regions", "waters", "sites"):
        for row in read_table(f"places/{table}.csv"):
            at = (float(row["lat"]), float(row["lon"]))
            found = gazetteer.candidates(row["name"])
            assert any(c.point and distance_km(at, c.point) < 1 for c in found), row["name"]


def test_every_site_lies_near_a_town_of_its_country():
    """A point with a wrong sign or two digits swapped is far from every town."""
    base = sqlite3.connect(f"file:{ensure_gazetteer()}?mode=ro", uri=True)
    for row in read_table("places/sites.csv"):
        lat, lon = float(row["lat"]), float(row["lon"])
        towns = base.execute(
            "SELECT lat, lon FROM place WHERE precision = 'settlement' AND geonames_id IS NOT NULL "
            "AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
            (lat - 2, lat + 2, lon - 2.5, lon + 2.5),
        ).fetchall()
        nearest = min((distance_km((lat, lon), town) for town in towns), default=math.inf)
        assert nearest < 150 or row["country"] == "IOT", row["name"]


def test_every_country_point_lies_near_the_country_s_towns():
    base = sqlite3.connect(f"file:{ensure_gazetteer()}?mode=ro", uri=True)
    for row in read_table("places/countries.csv"):
        at = (float(row["lat"]), float(row["lon"]))
        towns = base.execute(
            "SELECT lat, lon FROM place WHERE precision = 'settlement' AND country = ?",
            (row["code"],),
        ).fetchall()
        if towns:
            nearest = min(distance_km(at, town) for town in towns)
            assert nearest < 700, (row["name"], nearest)


def test_the_file_is_built_once():
    ensure_gazetteer()
    said: list[str] = []
    path = ensure_gazetteer(said.append)
    assert path.exists()
    assert said == []


@given(st.text(max_size=60))
def test_any_text_can_be_looked_up(text):
    assert isinstance(open_gazetteer().candidates(text), tuple)
    assert bare_key(key_of(text)) == bare_key(bare_key(key_of(text))) or " " in key_of(text)
