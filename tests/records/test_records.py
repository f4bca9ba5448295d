"""What every record promises: spans fit, ids follow content, the wire goes round."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import (
    Article,
    Party,
    Span,
    Time,
    Toll,
    article_id,
    digest_of,
    from_json,
    mention_id,
    to_json,
)
from dragoman.records.marked import marked
from dragoman.records.party import party_code
from dragoman.testing import article_of

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(TEXT, st.data())
def test_a_span_cut_from_any_text_fits_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    span = Span(start=start, end=end, quote=text[start:end])

    assert span.fits(text)
    assert from_json(to_json(span), Span) == span


@pytest.mark.parametrize(("start", "end", "quote"), [(3, 3, ""), (4, 2, "ab"), (-1, 1, "ab")])
def test_an_empty_or_backward_span_is_refused(start: int, end: int, quote: str) -> None:
    with pytest.raises(ValueError, match="span"):
        Span(start=start, end=end, quote=quote)


def test_a_span_cannot_hold_other_words_than_its_length() -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        Span(start=0, end=3, quote="Goma")


def test_a_toll_whose_bounds_cross_is_refused() -> None:
    with pytest.raises(ValueError, match="toll"):
        Toll(id="t1", kind="dead", low=9, best=None, high=4, text="x", start=0, end=1)


def test_python_s_reserved_words_have_their_own_names_on_the_wire() -> None:
    time = Time(text="Monday", start=0, end=6, from_=date(2024, 3, 11), to=date(2024, 3, 11))
    party = Party(text="Iran", start=0, end=4, in_="title")

    assert b'"from":"2024-03-11"' in to_json(time)
    assert b'"in":"title"' in to_json(party)


@given(TEXT, st.none() | TEXT, st.none() | st.dates(date(1800, 1, 1), date(2100, 1, 1)))
def test_an_article_goes_round_the_wire(text: str, title: str | None, day: date | None) -> None:
    article = article_of(text, title=title, published=day)

    assert from_json(to_json(article), Article) == article


def test_the_same_words_of_two_outlets_are_two_articles() -> None:
    one, other = (article_of("Rebels attacked.", source=s) for s in ("Lake Wire", "Harbour Daily"))

    assert one.id != other.id
    assert one.digest == other.digest


def test_the_same_article_has_the_same_id_everywhere() -> None:
    assert article_of("Rebels attacked.").id == article_of("Rebels attacked.").id


@given(st.lists(st.none() | st.text(max_size=5), max_size=4), st.none() | st.text(max_size=5))
def test_an_absent_part_is_no_empty_part(parts: list[str | None], last: str | None) -> None:
    assert digest_of(*parts, None) != digest_of(*parts, "")
    assert digest_of(*parts, last) == digest_of(*parts, last)


def test_ids_are_a_letter_and_the_hex_of_a_digest() -> None:
    assert article_id(text="x", title=None, metadata=())[:2] == "a_"
    int(mention_id("a_1", "ASSAULT", [("text", 0, 4)]).removeprefix("m_"), 16)


@pytest.mark.parametrize(
    ("country", "sectors", "code"),
    [("SYR", ("MIL",), "SYRMIL"), (None, ("REB",), "---REB"), ("EGY", (), "EGY"), (None, (), None)],
)
def test_a_party_s_code_is_its_country_and_first_sector(
    country: str | None, sectors: tuple[str, ...], code: str | None
) -> None:
    assert party_code(country, sectors) == code


def test_a_marked_sentence_gives_its_plain_text_and_its_answers() -> None:
    answer = marked("[actor Gunmen] *opened fire on* [recipient a bus] near [place Gao].")

    assert answer.text == "Gunmen opened fire on a bus near Gao."
    assert answer.words("recipient") == ("a bus",)
    assert all(answer.text[a.start : a.end] == a.words for a in answer.answers)


@pytest.mark.parametrize("broken", ["[actor Gunmen fired.", "a] b", "*fired", "[a [b c] d]"])
def test_a_mark_that_does_not_close_is_refused(broken: str) -> None:
    with pytest.raises(ValueError, match=r"mark|bracket"):
        marked(broken)
