"""The actor knowledge base: what it says of a phrase, and that its tables hold together."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DataFileError
from dragoman.ontology.actors import load_actors
from dragoman.ontology.actors_records import Role
from dragoman.ontology.actors_roles import check_role, read_roles
from dragoman.ontology.actors_tables import Table, entries, states

DAY = date(2024, 3, 14)

WHO = [
    ("Congolese troops", "CODMIL"),
    ("Shiite militias", "---UAF"),
    ("pro-Iranian fighters", "---PRM"),
    ("Iran-backed militias", "---PRM"),
    ("Iranian militias", "IRNPRM"),
    ("residents of Damascus", "SYRCVL"),
    ("a UN spokesman", "UNO"),
    ("Egyptian Foreign Minister Badr Abdelatty", "EGYGOV"),
    ("former US president Barack Obama", "USAELI"),
    ("the Taliban", "AFGGOV"),
    ("Iranian presidency", "IRNGOV"),
    ("Three police officers", "---COP"),
    ("thousands of Kenyan teachers", "KENEDU"),
    ("members of the Israeli parliament", "ISRLEG"),
    ("government forces", "---MIL"),
    ("rebel forces", "---REB"),
    ("Assad's forces", "SYRMIL"),
    ("a spokesman for the Kremlin", "RUSGOV"),
    ("the Kremlin", "RUSGOV"),
    ("Hezbollah", "LBNREB"),
    ("a Hamas official", "PSEREB"),
    ("UN peacekeepers", "UNOMIL"),
    ("NATO", "IGO"),
    ("EU foreign ministers", "EUR"),
    ("U.S. troops", "USAMIL"),
    ("Britain", "GBR"),
    ("the Ivorian opposition", "CIVOPP"),
    ("Germany's Justice Department", "DEUGOV"),
    ("remnants of opposition groups", "---OPP"),
    ("Somali pirates", "SOMCRM"),
    ("the Syrian Observatory for Human Rights", "NGO"),
    ("Reuters", "GBRJRN"),
    ("medical sources", "---MED"),
    ("Western intelligence sources", "---SPY"),
    ("TEHRAN", "IRNGOV"),
    ("Côte d'Ivoire", "CIV"),
    ("Cote d'Ivoire", "CIV"),
    ("retired general", "---ELI"),
    ("the speaker of the Knesset", "ISRLEG"),
    ("taliban gunmen", "AFGGOV"),
]


@pytest.mark.parametrize(("phrase", "code"), WHO)
def test_a_phrase_is_understood_without_a_parse(phrase: str, code: str) -> None:
    answer = load_actors().who(phrase, on=DAY)

    assert answer is not None
    assert answer.code == code
    assert answer.why


@pytest.mark.parametrize(
    "phrase", ["the group", "Tuesday", "who", "us", "it is", "", "🙂", "a leader", "the table"]
)
def test_a_phrase_that_names_nobody_has_no_answer(phrase: str) -> None:
    assert load_actors().who(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "day", "code"),
    [
        ("Taliban", date(2002, 5, 1), "AFGREB"),
        ("Taliban", date(2022, 5, 1), "AFGGOV"),
        ("Bashar al-Assad", date(2024, 12, 8), "SYRGOV"),
        ("Bashar al-Assad", date(2024, 12, 9), "SYRELI"),
        ("Donald Trump", date(2022, 1, 1), "USAELI"),
        ("Donald Trump", date(2025, 2, 1), "USAGOV"),
        ("Rapid Support Forces", date(2023, 4, 14), "SDNPRM"),
        ("RSF", date(2023, 4, 15), "SDNREB"),
        ("Angela Merkel", date(1970, 1, 1), "DEU"),
    ],
)
def test_an_office_or_a_side_is_the_one_held_on_the_day(phrase: str, day: date, code: str) -> None:
    answer = load_actors().who(phrase, on=day)

    assert answer is not None
    assert answer.code == code


def test_every_spelling_of_a_name_gives_one_id() -> None:
    spellings = ("al-Sisi", "Sissi", "Abdel-Fattah el-Sissi", "Abdel Fattah al-Sisi")

    ids = {w.id for s in spellings if (w := load_actors().who(s))}

    assert ids == {"person:abdel-fattah-al-sisi"}


def test_whoever_a_party_is_for_is_not_where_it_is_from() -> None:
    answer = load_actors().who("pro-Russian separatists")

    assert answer is not None
    assert answer.country is None


def test_the_text_around_gives_a_bare_role_its_country_only_if_it_is_the_only_one() -> None:
    one = load_actors().who("police", context="Clashes in Nairobi, Kenya")
    two = load_actors().who("police", context="Kenya and Uganda agreed")

    assert one is not None
    assert one.country == "KEN"
    assert two is not None
    assert two.country is None


def test_a_place_is_asked_for_its_country() -> None:
    answer = load_actors().who("residents of Daraa", where={"Daraa": "SYR"}.get)

    assert answer is not None
    assert (answer.country, answer.via) == ("SYR", "place")


def test_the_title_in_the_text_holds_for_one_who_is_out_of_office_today() -> None:
    answer = load_actors().who("late Iranian President Ebrahim Raisi", on=date(2025, 6, 2))

    assert answer is not None
    assert answer.sectors == ("GOV",)


def _examples(kind: str) -> Iterator[tuple[str, str]]:
    for role in read_roles():
        yield from role.examples[kind].items()


@pytest.mark.parametrize(("phrase", "code"), list(_examples("yes")))
def test_the_examples_of_the_roles_are_coded_as_they_say(phrase: str, code: str) -> None:
    answer = load_actors().who(phrase, on=DAY)

    assert answer is not None
    assert answer.code is not None
    assert answer.code.startswith(code)


@pytest.mark.parametrize(("phrase", "code"), list(_examples("no")))
def test_the_counterexamples_of_the_roles_are_not_coded_so(phrase: str, code: str) -> None:
    answer = load_actors().who(phrase, on=DAY)

    assert answer is None or answer.code != code


ROW = {"name": "X", "aliases": "", "country": "SYR", "sectors": "REB", "from": "", "to": ""}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"country": "SYX"}, "unknown country 'SYX'"),
        ({"sectors": "RAB"}, "unknown sector 'RAB'"),
        ({"from": "2020-01-02", "to": "2020-01-01"}, "ends 2020-01-01 before it starts"),
        ({"from": "spring"}, "'spring' is no ISO date"),
    ],
)
def test_a_broken_row_is_refused_with_file_and_line(changes: dict[str, str], said: str) -> None:
    table = Table("actors/groups.csv", [ROW | changes | {"line": "line 7"}])

    with pytest.raises(DataFileError, match=rf"actors/groups\.csv: line 7 \(X\): .*{said}"):
        list(entries(table, "group", frozenset({"SYR"})))


def test_one_alias_for_two_groups_is_refused() -> None:
    rows = [ROW | {"aliases": "The Front"}, ROW | {"name": "Y", "aliases": "the front"}]
    table = Table("actors/groups.csv", [r | {"line": f"line {n}"} for n, r in enumerate(rows, 6)])

    with pytest.raises(DataFileError, match=r"line 7 .*already means group:x"):
        list(entries(table, "group", frozenset({"SYR"})))


def test_a_state_without_a_name_is_refused() -> None:
    row = {"code": "SYR", "names": "", "adjectives": "", "people": "", "capitals": ""}

    with pytest.raises(DataFileError, match="has no name"):
        list(
            states(Table("actors/countries.csv", [row | {"from": "", "to": "", "line": "line 2"}]))
        )


def test_a_role_without_examples_is_refused() -> None:
    with pytest.raises(DataFileError, match="needs examples"):
        check_role(Role(role="knights", sectors=("MIL",)))


def test_there_are_three_hundred_persons_and_every_state() -> None:
    lexicon = load_actors().lexicon
    known = {
        s.entry.id
        for name in ("syria", "kosovo", "holy see", "taiwan", "western sahara", "palestine")
        for s in lexicon.senses(name)
        if s.entry
    }

    assert len(known) == 6
    assert lexicon.count("person") >= 300
    assert lexicon.count("state") >= 190


@given(st.text(max_size=200))
def test_any_phrase_is_answered_or_not_but_never_breaks(phrase: str) -> None:
    answer = load_actors().who(phrase, on=DAY)

    assert answer is None or answer.text in phrase or answer.text == phrase.strip()


@given(st.text(max_size=200))
def test_what_is_found_stands_where_the_offsets_say(text: str) -> None:
    found = load_actors().lexicon.scan(text, loose=True)

    assert all(text[i.start : i.end] == i.text for i in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
