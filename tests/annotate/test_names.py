"""Names found with whole arrays are those that spaCy finds token by token."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotate.model import model, reader
from dragoman.annotate.names import FastNames, fast_names

WORDS = (
    *("Rebels", "met", "in", "the", "Democratic", "Republic", "of", "Congo", "on", "3", "May"),
    *("2024", ".", ",", "\n", "  ", "President", "Félix", "Tshisekedi", "said", "U.N.", "$", "12"),
    *(
        "million",
        "and",
        "al-Shabab",
        "’s",
        "AFP",
        "Reuters",
        "percent",
        "-",
        "(",
        ")",
        "Goma",
        "🙂",
    ),
)


@cache
def _ours() -> FastNames:
    ours = fast_names(model())
    assert ours is not None
    return ours


def _named(texts: list[str], *, fast: bool) -> list[list[tuple[str, str]]]:
    docs = reader().cut(texts)
    reader().add_syntax(docs)
    if fast:
        _ours()(docs)
    else:
        for doc in docs:
            model().get_pipe("ner")(doc)
    return [[(t.ent_type_, t.ent_iob_) for t in doc] for doc in docs]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), max_size=4))
def test_any_row_of_words_has_the_same_names_either_way(texts: list[str]) -> None:
    assert _named(texts, fast=True) == _named(texts, fast=False)


def test_a_text_longer_than_is_scored_at_once_has_the_same_names() -> None:
    long = "Egypt and the Arab League met Sergei Lavrov in New York on 4 June. " * 90

    assert _named([long, "Paris", long], fast=True) == _named([long, "Paris", long], fast=False)


def test_no_name_crosses_the_end_of_a_sentence() -> None:
    (named,) = _named(["The rebels left for North. Korea said nothing."], fast=True)

    assert named == _named(["The rebels left for North. Korea said nothing."], fast=False)[0]
