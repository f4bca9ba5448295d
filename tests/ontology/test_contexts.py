import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import DataFileError
from dragoman.ontology.contexts import context_cues, contexts_in, load_context_cues
from dragoman.ontology.files import read_yaml
from dragoman.ontology.plover import load_plover

CUES = load_context_cues()
YES = [(name, text) for name, entry in CUES.items() for text in entry.examples.yes]
NO = [(name, text) for name, entry in CUES.items() for text in entry.examples.no]


@pytest.mark.parametrize(("name", "text"), YES)
def test_an_example_is_put_into_its_context(name, text):
    assert name in contexts_in(text)


@pytest.mark.parametrize(("name", "text"), NO)
def test_a_counter_example_is_not_put_into_the_context(name, text):
    assert name not in contexts_in(text)


@pytest.mark.parametrize("name", CUES)
def test_every_cue_alone_gives_its_context_unless_another_rules_it_out(name):
    for cue in CUES[name].cues:
        found = contexts_in(f"“{cue.upper()}”, it said.")
        assert name in found or set(CUES[name].unless) & set(found)


def test_every_context_has_examples_for_and_against():
    assert all(len(e.examples.yes) >= 2 and len(e.examples.no) >= 2 for e in CUES.values())


def test_contexts_come_in_plovers_order_and_once():
    found = contexts_in("Voters fled as the army, the army and hackers struck the court.")

    assert found == ("military", "election", "legal", "cyber")
    assert [n for n in load_plover().contexts if n in found] == list(found)


def test_crime_gives_way_to_its_kinds():
    assert "crime" not in contexts_in("A gang member sold cocaine.")
    assert "crime" in contexts_in("A gang member robbed a shop.")


@given(st.text())
def test_any_text_gives_known_contexts_only(text):
    assert set(contexts_in(text)) <= set(load_plover().contexts)


def test_twenty_thousand_words_are_read_within_two_seconds():
    text = "The army of Chad met the foreign minister about cocaine. " * 2000
    start = time.perf_counter()
    contexts_in(text)
    assert time.perf_counter() - start < 2


def _file() -> dict[str, object]:
    file = read_yaml("lexicons/contexts.yml")
    assert isinstance(file, dict)
    return file | {"contexts": dict(file["contexts"])}


@pytest.mark.parametrize(
    ("name", "entry", "said"),
    [
        ("weather", {"cues": ["rain"], "examples": {"yes": [], "no": []}}, "no context 'weather'"),
        ("military", {"cues": ["Army"], "examples": {"yes": [], "no": []}}, "not lower case"),
        ("military", {"cues": ["a", "a"], "examples": {"yes": [], "no": []}}, "stands twice"),
        ("military", {"words": []}, "shape"),
    ],
)
def test_a_broken_entry_names_itself(name, entry, said):
    file = _file()
    file["contexts"][name] = entry

    with pytest.raises(DataFileError, match=said):
        context_cues(file)


def test_a_context_without_an_entry_is_missed():
    file = _file()
    del file["contexts"]["cyber"]

    with pytest.raises(DataFileError, match="lacks cyber"):
        context_cues(file)
