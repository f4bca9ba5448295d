"""How data files are read, and what a broken one says."""

import pytest

from dragoman.errors import DataFileError
from dragoman.ontology import files
from dragoman.ontology.lexicon import load_lexicon
from dragoman.ontology.patterns import noun_pattern, verb_pattern


def _every(ending: str) -> list[str]:
    root = files.path("lexicons")
    return sorted(f"lexicons/{f.name}" for f in root.iterdir() if f.name.endswith(ending))


@pytest.mark.parametrize("name", [*_every(".yml"), *files.folder("lexicons/events")])
def test_every_lexicon_says_where_its_facts_come_from_and_under_which_licence(name: str) -> None:
    file = files.read_yaml(name)

    assert isinstance(file, dict)
    assert file["sources"]
    assert file["licence"]


def test_yes_and_no_are_words_in_a_data_file() -> None:
    file = files.read_yaml("lexicons/support.yml")

    assert isinstance(file, dict)
    assert set(file["examples"]) == {"yes", "no"}


def test_all_sixteen_types_have_a_lexicon() -> None:
    assert len({rule.type for rule in load_lexicon().rules}) == 16


@pytest.mark.parametrize("broken", ["", "<party>", "fire (at)", "a  b|"])
def test_a_pattern_that_is_none_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        verb_pattern(broken)


def test_the_head_of_a_noun_pattern_stands_before_its_preposition() -> None:
    pattern = noun_pattern("partial withdrawal of <force> from <place>")

    assert pattern.head.lemmas == {"withdrawal"}
    assert [sorted(w.lemmas | w.classes) for w in pattern.after] == [
        ["of"],
        ["force"],
        ["from"],
        ["place"],
    ]


def test_a_missing_data_file_is_told_by_its_name() -> None:
    with pytest.raises((DataFileError, FileNotFoundError), match=r"nothing\.yml"):
        files.read_yaml("lexicons/nothing.yml")
