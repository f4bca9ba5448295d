"""Copies of one report have one origin."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dragoman.dedupe import NothingKnown, Remembered, origins
from dragoman.dedupe.copies import CHECKED
from dragoman.dedupe.shingles import runs, share, words
from dragoman.records import Article
from dragoman.testing import article_of

WIRE = (
    "Gunmen on motorcycles killed eleven people in two villages near the border late on Monday, "
    "a regional governor said. The attackers burned houses and stole cattle before they fled "
    "towards the forest, according to residents who reached the town of Tera on foot. "
    "The army said it had sent reinforcements and that a search was under way."
)
OTHER = (
    "The talks in Geneva were put off by a week, diplomats said, after one delegation asked for "
    "more time to study the draft. A spokesman for the mediator said that both sides remained "
    "committed to a settlement and would meet again once the text had been agreed at home."
)
DAY = date(2024, 5, 14)


def origin_of(articles: list[Article]) -> list[str | None]:
    return [a.origin for a in origins(articles).articles]


def test_the_same_words_in_a_second_outlet_have_the_same_origin() -> None:
    one, other = origin_of([article_of(WIRE, source="A"), article_of(WIRE, source="B")])

    assert one == other
    assert one is not None
    assert one.startswith("o_")


def test_case_punctuation_and_line_breaks_do_not_make_another_report() -> None:
    reset = WIRE.upper().replace(". ", ".\n").replace(",", "")

    one, other = origin_of([article_of(WIRE), article_of(reset)])

    assert one == other


def test_a_reprint_with_a_sentence_added_is_found() -> None:
    longer = "By our own staff in Niamey. " + WIRE + " It was the third such attack this month."

    one, other = origin_of([article_of(WIRE, source="A"), article_of(longer, source="B")])

    assert one == other


def test_another_report_of_another_matter_is_not_a_copy() -> None:
    one, other = origin_of([article_of(WIRE), article_of(OTHER)])

    assert one != other


def test_an_article_that_quotes_a_whole_report_and_says_thrice_as_much_is_not_a_copy() -> None:
    essay = WIRE + " " + OTHER + " " + OTHER.replace("Geneva", "Vienna") + " " + OTHER[::-1]

    one, other = origin_of([article_of(WIRE), article_of(essay)])

    assert one != other


def test_the_same_standing_text_a_month_later_is_not_a_near_copy() -> None:
    later = article_of(WIRE + " More to follow.", published=DAY + timedelta(days=30))

    one, other = origin_of([article_of(WIRE, published=DAY), later])

    assert one != other


def test_exact_copies_have_one_origin_however_far_apart_they_were_published() -> None:
    later = article_of(WIRE, published=DAY + timedelta(days=300))

    one, other = origin_of([article_of(WIRE, published=DAY), later])

    assert one == other


def test_a_short_exact_copy_is_found_and_a_short_near_copy_is_not() -> None:
    short = "Soldiers fired on protesters in Bamako on Friday."
    changed = short.replace("Bamako", "Gao")

    same = origin_of([article_of(short, source="A"), article_of(short, source="B")])
    near = origin_of([article_of(short), article_of(changed)])

    assert same[0] == same[1]
    assert near[0] != near[1]


def test_articles_without_words_are_copies_of_none() -> None:
    one, other = origin_of([article_of("", source="A"), article_of(" — ", source="B")])

    assert one != other


def test_an_article_that_is_only_a_headline_is_known_by_it() -> None:
    one, other, third = origin_of(
        [
            article_of("", title="Eleven killed near Tera", source="A"),
            article_of("", title="Eleven killed near Tera", source="B"),
            article_of("", title="Talks put off", source="C"),
        ]
    )

    assert one == other
    assert one != third


def test_a_later_run_gives_a_copy_the_origin_that_is_known() -> None:
    known = Remembered(NothingKnown())
    first = origins([article_of(WIRE, source="A")], known)
    known.remember(first)

    exact = origins([article_of(WIRE, source="B")], known)
    near = origins([article_of(WIRE + " Reporting by our staff.", source="C")], known)

    assert exact.articles[0].origin == first.articles[0].origin
    assert near.articles[0].origin == first.articles[0].origin


def test_an_article_between_two_known_origins_joins_one_and_leaves_them_two() -> None:
    strip = [f"word{n}" for n in range(150)]
    left, middle, right = (article_of(" ".join(strip[n : n + 100])) for n in (0, 12, 25))
    known = Remembered(NothingKnown())
    first, second = (origins([a], known) for a in (left, right))
    for grouped in (first, second):
        known.remember(grouped)

    joined = origins([middle], known).articles[0].origin

    assert first.articles[0].origin != second.articles[0].origin
    assert joined in (first.articles[0].origin, second.articles[0].origin)


def test_the_origin_is_named_after_the_article_published_first() -> None:
    early = article_of(WIRE + " More follows.", published=DAY, source="A")
    late = article_of(WIRE, published=DAY + timedelta(days=1), source="B")

    alone = origin_of([early])[0]

    assert origin_of([early, late]) == [alone, alone]
    assert origin_of([late, early]) == [alone, alone]


@given(st.permutations(range(6)))
def test_the_order_of_a_batch_does_not_matter(order: list[int]) -> None:
    texts = [WIRE, WIRE + " More.", OTHER, "Short one.", OTHER + " End.", "Staff. " + WIRE]
    batch = [article_of(text, source=str(n)) for n, text in enumerate(texts)]
    straight = {a.id: a.origin for a in origins(batch).articles}

    shuffled = {a.id: a.origin for a in origins([batch[n] for n in order]).articles}

    assert shuffled == straight
    assert len(set(straight.values())) == 3


@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_text_has_an_origin_and_keeps_its_place(texts: list[str]) -> None:
    batch = [article_of(text, source=str(n)) for n, text in enumerate(texts)]

    grouped = origins(batch)

    assert [a.id for a in grouped.articles] == [a.id for a in batch]
    assert [s.article for s in grouped.sketches] == [a.id for a in batch]
    assert all(a.origin for a in grouped.articles)


def test_a_phrase_that_hundreds_share_costs_no_origin() -> None:
    closing = " All rights reserved by the agency and its members in every country of the world."
    batch = [
        article_of(" ".join(f"word{n}x{i}" for i in range(60)) + closing)
        for n in range(CHECKED * 12)
    ]

    grouped = origins(batch)

    assert len({a.origin for a in grouped.articles}) == len(batch)


def test_the_share_is_counted_in_the_smaller_article() -> None:
    small, large = runs(words(WIRE)), runs(words(WIRE + " " + OTHER))

    assert share(small, large) == 1.0
    assert share(large, small) == 1.0
    assert share(small, frozenset()) == 0.0


def test_the_hashes_of_runs_are_those_that_stores_hold_already() -> None:
    assert runs(words("One two three four five.")) == {4475916206259131367}
    assert runs(words("Évariste was in Gitega today")) == {1779469966852239903}
