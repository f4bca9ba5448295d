import re
from typing import get_args

import pytest

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_table, read_yaml
from dragoman.ontology.plover import CODES, code_facts, load_plover, mode_facts
from dragoman.records.mention import EventType

PLOVER = load_plover()
TYPES = get_args(EventType)
MODES = sorted(PLOVER.modes)


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_has_a_quad_a_score_and_codes(type_):
    facts = PLOVER.types[type_]

    assert facts.quad in {1, 2, 3, 4}
    assert -10 <= PLOVER.score(type_) <= 10
    assert PLOVER.goldstein(PLOVER.cameo(type_, (), facts.general_codes[0])) is not None


@pytest.mark.parametrize(("type_", "mode"), MODES)
def test_every_mode_has_a_score_on_its_types_side_of_zero_or_near_it(type_, mode):
    score = PLOVER.score(type_, [mode])

    assert -10 <= score <= 10
    assert score * PLOVER.score(type_) >= 0
    assert mode in PLOVER.types[type_].modes


def test_the_manuals_67_modes_are_there_and_older_ones_are_only_read():
    assert len(PLOVER.modes) == 67
    assert not PLOVER.mode_exists("ASSAULT", "assassinate")
    assert PLOVER.current_mode("ASSAULT", "assassinate") == "targeted"
    assert PLOVER.current_mode("ASSAULT", "phone") is None


def test_the_misprinted_score_and_the_doubtful_quad_are_settled():
    assert PLOVER.score("ACCUSE") == -3
    assert PLOVER.quad("SANCTION") == 4
    assert not PLOVER.types["PROTEST"].requires_recipient
    assert PLOVER.score("PROTEST", ["vandalize"]) == PLOVER.score("PROTEST")


def test_every_option_gives_its_reason():
    options = read_yaml("ontology/types.yml")["options"]

    assert set(options) == set(PLOVER.options)
    assert all(len(option["reason"]) > 20 for option in options.values())


def test_of_several_modes_the_one_furthest_from_zero_scores():
    assert PLOVER.score("ASSAULT", ["beat", "drone"]) == -9.5
    assert PLOVER.score("ASSAULT", ["no-such-mode"]) == -9
    assert PLOVER.score("REQUEST", ["assist", "yield"]) == -1


def test_what_is_to_come_has_the_manuals_type():
    future = {t: PLOVER.types[t].future for t in TYPES if PLOVER.types[t].future}

    assert future == {
        "CONSULT": "AGREE",
        "SUPPORT": "AGREE",
        "COOPERATE": "AGREE",
        "AID": "AGREE",
        "CONCEDE": "CONCEDE",
        "RETREAT": "CONCEDE",
    }


def test_speech_acts_are_the_contracts_six():
    speech = {t for t in TYPES if PLOVER.types[t].is_speech}

    assert speech == {"AGREE", "CONCEDE", "REQUEST", "REJECT", "ACCUSE", "THREATEN"}


def test_codes_are_text_and_keep_their_leading_zeros():
    assert PLOVER.goldstein("010") == 0
    assert PLOVER.goldstein("10") == -5
    assert all(re.fullmatch(r"(0[1-9]|1\d|20)\d?\d?", code) for code in PLOVER.codes)
    assert PLOVER.goldstein("999") is None
    assert PLOVER.goldstein(None) is None


def test_a_code_younger_than_the_scale_takes_its_parents_value():
    bare = [c for c, facts in PLOVER.codes.items() if facts.goldstein is None]

    assert sorted(bare) == ["1214", "155", "176", "1834", "1951", "1952"]
    assert all(PLOVER.goldstein(code) == PLOVER.goldstein(code[:-1]) for code in bare)


def test_goldstein_values_lie_between_minus_and_plus_ten():
    values = [PLOVER.goldstein(code) for code in PLOVER.codes]

    assert all(value is not None and -10 <= value <= 10 for value in values)


@pytest.mark.parametrize(
    ("type_", "modes", "rule", "code"),
    [
        ("ASSAULT", ["drone"], "190", "1952"),
        ("ASSAULT", ["explosives"], "190", "183"),
        ("ASSAULT", [], "190", "190"),
        ("ASSAULT", ["firearms"], "1822", "1822"),
        ("ASSAULT", ["aerial", "destroy"], "190", "195"),
        ("CONSULT", ["visit"], "043", "043"),
        ("CONSULT", ["phone"], "040", "041"),
        ("COERCE", ["arrest"], None, "173"),
        ("REQUEST", ["yield"], "100", "105"),
        ("ACCUSE", ["allege"], "1121", "1121"),
        ("AID", [], None, None),
    ],
)
def test_a_mode_refines_a_general_code_and_no_other(type_, modes, rule, code):
    assert PLOVER.cameo(type_, modes, rule) == code


def test_contexts_are_the_manuals_37_and_other_spellings_are_read():
    assert len(PLOVER.contexts) == 37
    assert PLOVER.current_context("elections") == "election"
    assert PLOVER.current_context("weather") is None


def test_a_code_that_stands_twice_is_refused():
    row = read_table(CODES)[0]

    with pytest.raises(DataFileError, match="stands twice"):
        code_facts([row, row])


def test_a_code_of_no_known_type_is_refused():
    row = read_table(CODES)[0] | {"type": "FIGHT"}

    with pytest.raises(DataFileError, match="FIGHT"):
        code_facts([row])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "FIGHT"}, "no such type"),
        ({"cameo": "999"}, "is not in"),
        ({"replaced_by": "fax"}, "no mode of CONSULT"),
        ({"score": "much"}, "float"),
        ({"score": ""}, "float"),
    ],
)
def test_a_mode_that_cannot_be_is_refused(change, said):
    row = {"type": "CONSULT", "mode": "letter", "score": "1", "cameo": "", "replaced_by": ""}
    row |= {"meaning": "writes"} | change

    with pytest.raises(DataFileError, match=said):
        mode_facts([row], options={}, codes=PLOVER.codes)


def test_sectors_have_three_letters_and_no_code_twice():
    file = read_yaml("ontology/sectors.yml")
    codes = [*file["sectors"], *file["instead_of_country"]]

    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
