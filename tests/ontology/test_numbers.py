import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ontology.numbers import Figure, load, qualified

WORDS = load()


@pytest.mark.parametrize("example", WORDS.examples, ids=lambda e: e.text)
def test_a_phrase_is_the_figure_that_its_example_says(example):
    read = WORDS.match(example.text, 0)

    assert read is not None
    assert read.figure == (example.low, example.best, example.high)
    assert read.end == len(example.text)


@pytest.mark.parametrize("text", ["1,2,3", "two three", "12th", "between", "3rd", "", "about"])
def test_what_is_no_number_is_not_read(text: str):
    assert WORDS.match(text, 0) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("one hundred and twenty-five thousand", 125_000, 125_000),
        ("2 to 3 million", 2_000_000, 3_000_000),
        ("no fewer than 12", 12, None),
        ("well over 100", 100, None),
        ("a total of 40", 40, 40),
        ("another 12", 12, 12),
        ("hundreds of thousands", 200_000, 999_999),
        ("99999999999", None, None),
    ],
)
def test_longer_phrases_are_read_whole(text: str, low, high):
    read = WORDS.match(text, 0)

    figure = read.figure if read else Figure(None, None, None)
    assert (figure.low, figure.high) == (low, high)


@given(st.integers(0, 10_000_000))
def test_digits_and_thousands_marks_say_the_same(number: int):
    plain, marked = WORDS.match(str(number), 0), WORDS.match(f"{number:,}", 0)

    assert plain is not None
    assert marked is not None
    assert plain.figure == marked.figure == (number, number, number)


@given(
    st.integers(0, 10**9),
    st.sampled_from(["at_least", "more_than", "up_to", "nearly", "about", "exactly"]),
)
def test_no_qualifier_turns_the_bounds_round(number: int, effect):
    figure = qualified(Figure(number, number, number), effect)

    known = [n for n in figure if n is not None]
    assert known == sorted(known)


@given(st.text(alphabet=st.sampled_from("0123456789,. -aeiontwhudrsmlf\n"), max_size=40))
def test_any_text_is_read_or_left_alone(text: str):
    read = WORDS.match(text, 0)

    assert read is None or 0 < read.end <= len(text)
