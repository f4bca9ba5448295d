import pytest

from dragoman.clean.language import FILE, detect_language
from dragoman.ontology.files import read_yaml


def examples(answer: str) -> list[str]:
    entries = read_yaml(FILE)
    assert isinstance(entries, dict)
    return list(entries["examples"][answer])


@pytest.mark.parametrize("sentence", examples("yes"))
def test_english_is_told(sentence: str) -> None:
    assert detect_language(f"{sentence} " * 4) == "en"


@pytest.mark.parametrize("sentence", examples("no"))
def test_another_language_is_not_english(sentence: str) -> None:
    assert detect_language(f"{sentence} " * 4) != "en"


def test_short_latin_text_is_english_and_other_scripts_are_told() -> None:
    assert detect_language("Talks collapse") == "en"
    assert detect_language("Войска вошли в город.") == "ru"
    assert detect_language("停戦協議は今日も続いた。") == "ja"


def test_a_text_without_letters_has_no_language() -> None:
    assert detect_language("12, 34!") is None
