"""What must hold of times beyond the examples of the data file."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dragoman.extract.times import calendar, component
from dragoman.records import Parse, Parsed, Reading, Token
from dragoman.records.parse import Sentence
from dragoman.testing import article_of

THURSDAY = date(2024, 3, 14)


def read(annotator, text, published=THURSDAY, title=None):
    article = article_of(text, title=title, published=published)
    (parsed,) = annotator.parse([article])
    return component.build()(parsed, Reading(article=article))


def flat(text: str) -> Parsed:
    """Parse without a model: every word hangs on the first, so that any text can be tried."""
    tokens, at = [], 0
    for word in text.split(" "):
        if word:
            tokens.append(
                Token(
                    i=len(tokens),
                    text=word,
                    lemma=word.lower(),
                    pos="NOUN",
                    tag="NN",
                    dep="dep" if tokens else "ROOT",
                    head=0,
                    start=at,
                    end=at + len(word),
                )
            )
        at += len(word) + 1
    sentences = (Sentence(0, len(tokens)),) if tokens else ()
    parse = Parse(in_="text", text=text, tokens=tuple(tokens), sentences=sentences)
    return Parsed(article_of(text, published=THURSDAY), (parse,))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The talks will resume on Monday.", "2024-03-18", "2024-03-18"),
        ("He said the leaders would meet on Friday.", "2024-03-15", "2024-03-15"),
        ("The president is to visit Ankara on Saturday.", "2024-03-16", "2024-03-16"),
        ("The two sides agreed to meet on Saturday.", "2024-03-16", "2024-03-16"),
        ("Lawmakers are meeting on Friday to debate it.", "2024-03-15", "2024-03-15"),
        ("The court ordered him to appear on Monday.", "2024-03-18", "2024-03-18"),
        ("The vote scheduled for Sunday was cancelled.", "2024-03-17", "2024-03-17"),
        ("Tensions rose ahead of Friday's vote.", "2024-03-15", "2024-03-15"),
        ("Russia may attack on Monday.", "2024-03-18", "2024-03-18"),
        ("Troops began to withdraw on Sunday.", "2024-03-10", "2024-03-10"),
        ("Saturday's attack killed six.", "2024-03-09", "2024-03-09"),
        ("The court will discuss Friday's attack.", "2024-03-08", "2024-03-08"),
        ("The rebels had attacked on Wednesday.", "2024-03-13", "2024-03-13"),
        ("The town was shelled on Thursday.", "2024-03-14", "2024-03-14"),
    ],
)
def test_only_a_future_tense_moves_a_weekday_past_publication(annotator, text, first, last):
    (time,) = read(annotator, text).times

    assert (str(time.from_), str(time.to)) == (first, last)
    assert (time.precision, time.anchor) == ("day", "published")


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Army shells town on Tuesday", "2024-03-12"),
        ("EU to hold talks Friday", "2024-03-15"),
        ("President will visit Sunday", "2024-03-17"),
    ],
)
def test_a_headline_in_the_present_tells_of_the_past(annotator, title, day):
    (time,) = read(annotator, "Nothing.", title=title).times

    assert (str(time.from_), time.in_) == (day, "title")


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("Shells fell Saturday, Sunday and on Monday.", "Sunday", "2024-03-10", "2024-03-10"),
        ("It burned between Saturday and Monday.", "between Saturday and Monday",
         "2024-03-09", "2024-03-11"),
        ("It was shut from March 3 to April 5, 2020.", "from March 3 to April 5, 2020",
         "2020-03-03", "2020-04-05"),
        ("Clashes went on between January and March 2023.", "between January and March 2023",
         "2023-01-01", "2023-03-31"),
        ("It has been shut since the start of 2020.", "since the start of 2020",
         "2020-01-01", "None"),
        ("He was in jail before 2011.", "before 2011", "None", "2010-12-31"),
        ("He left after 2011.", "after 2011", "2012-01-01", "None"),
        ("The army struck after Monday's raid.", "Monday", "2024-03-11", "2024-03-11"),
        ("The deal limits it until 2030.", "until 2030", "None", "2030-12-31"),
        ("It was signed in the early 1990s.", "the early 1990s", "1990-01-01", "1993-12-31"),
        ("It rose in Q2 2023.", "Q2 2023", "2023-04-01", "2023-06-30"),
        ("It fell in the first half of 2023.", "the first half of 2023",
         "2023-01-01", "2023-06-30"),
        ("He met them in January last year.", "January last year", "2023-01-01", "2023-01-31"),
        ("The mayor died on 29 February.", "29 February", "2024-02-29", "2024-02-29"),
        ("On Feb. 24, 2022 war began.", "Feb. 24, 2022", "2022-02-24", "2022-02-24"),
        ("Over the next two weeks, monitors arrive.", "the next two weeks",
         "2024-03-14", "2024-03-28"),
        ("More than two decades ago, it ended.", "More than two decades ago",
         "None", "2004-12-31"),
        ("The raid came the day before yesterday.", "the day before yesterday",
         "2024-03-12", "2024-03-12"),
        ("It happened last night.", "last night", "2024-03-13", "2024-03-13"),
        ("It fell in 2013-14.", "2013-14", "2013-01-01", "2014-12-31"),
        ("The towns fell in the third week of June 2014.", "the third week of June 2014",
         "2014-06-15", "2014-06-21"),
    ],
)  # fmt: skip
def test_an_expression_has_its_words_and_days(annotator, text, words, first, last):
    times = {t.text: t for t in read(annotator, text).times}

    assert words in times
    assert (str(times[words].from_), str(times[words].to)) == (first, last)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("On Monday shells hit Nawa. The next day troops arrived.", "The next day", "2024-03-12"),
        ("The attack came two days after Monday's strike.", "two days after", "2024-03-13"),
        ("At 10:30 a.m. local time on Tuesday a bomb exploded.",
         "10:30 a.m. local time on Tuesday", "2024-03-12"),
        ("Jets struck on Sunday. Later that day, the town fell.", "Later that day", "2024-03-10"),
    ],
)  # fmt: skip
def test_a_time_is_counted_from_another_one_in_the_text(annotator, text, words, day):
    times = {t.text: t for t in read(annotator, text).times}

    assert words in times
    assert (str(times[words].from_), str(times[words].to)) == (day, day)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The attack came a day after the president resigned.", "anchored-on-event"),
        ("Hours later, the town fell.", "vague-number"),
        ("Years ago, he fled.", "vague-number"),
        ("The next day, the town fell.", "no-anchor"),
        ("It happened on 03/04/2024.", "ambiguous-day-month"),
        ("At 3 p.m., sirens sounded.", "no-day"),
    ],
)
def test_what_cannot_be_resolved_is_empty_and_says_why(annotator, text, why):
    (time,) = read(annotator, text).times

    assert (time.from_, time.to, time.why) == (None, None, why)


@pytest.mark.parametrize("text", ["on 31 February 2024", "on February 30", "on 2024-13-01"])
def test_an_impossible_date_is_a_problem_and_has_no_value(annotator, text):
    reading = read(annotator, f"The bridge fell {text}.")

    (problem,) = reading.problems
    (time,) = reading.times
    assert problem.code == "impossible-date"
    assert problem.where is not None
    assert (problem.where.start, problem.where.end) == (time.start, time.end)
    assert (time.from_, time.to) == (None, None)


def test_without_a_publication_date_only_absolute_times_are_resolved(annotator):
    text = "Last week, on Tuesday, March 5, they met; in 2018 and on 3 May 2019 they had not."

    times = read(annotator, text, published=None).times

    by_text = {t.text: t for t in times}
    assert by_text["2018"].from_ == date(2018, 1, 1)
    assert by_text["3 May 2019"].from_ == date(2019, 5, 3)
    for words, precision in (("Last week", "week"), ("Tuesday, March 5", "day")):
        unresolved = by_text[words]
        assert (unresolved.from_, unresolved.to) == (None, None)
        assert (unresolved.precision, unresolved.why) == (precision, "no-publication-date")


@pytest.mark.parametrize(
    "text",
    [
        "The two sides may meet.",
        "Protesters march on the palace.",
        "The second man fled.",
        "He said every Friday was holy.",
        "They prayed at Friday prayers.",
        "The siege lasted two years.",
        "The bill passed by 2000 votes.",
        "Some 1800 families left.",
        "Flight 1999 landed.",
        "The score was 2:10.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(annotator, text):
    assert read(annotator, text).times == ()


@given(st.dates(date(1900, 1, 8), date(2100, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_never_after_publication_nor_a_week_before(published: date, weekday: int):
    day = calendar.weekday_at_or_before(weekday, published)

    assert timedelta(0) <= published - day < timedelta(days=7)
    assert day.weekday() == weekday


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-500, 500))
def test_moving_by_months_keeps_the_day_or_the_months_end(day: date, months: int):
    there = calendar.moved(day, months, "month")

    assert there.day == day.day or (there + timedelta(days=1)).day == 1


_PIECES = st.sampled_from(
    [
        "Tuesday",
        "March",
        "May",
        "5",
        "31",
        "2024",
        "2011",
        "14/03/2024",
        "the",
        "last",
        "past",
        "two",
        "three",
        "weeks",
        "ago",
        "since",
        "until",
        "from",
        "to",
        "between",
        "and",
        "overnight",
        "next",
        "year",
        "earlier",
        "this",
        "week",
        "1990s",
        "mid-July",
        "late",
        "3",
        "p.m.",
        "Friday",
        "–",
        ",",
        ".",
        "a",
        "decade",
        "eleven",
        "years",
        "later",
        "🙂",
        "الأحد",
        "2024-02-31",
        "999",
        "decades",
        "February",
        "29",
        "winter",
    ]
)


@given(st.lists(_PIECES, max_size=25).map(" ".join) | st.text(max_size=60))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_text_gives_times_that_fit_their_words_and_do_not_overlap(text: str):
    parsed = flat(text)

    times = component.build()(parsed, Reading(article=parsed.article)).times

    for time in times:
        assert text[time.start : time.end] == time.text
        assert time.from_ is None or time.to is None or time.from_ <= time.to
    assert all(one.end <= two.start for one, two in pairwise(times))


def test_a_word_of_one_time_does_not_open_the_next_too():
    parsed = flat("5 year since Tuesday")

    times = component.build()(parsed, Reading(article=parsed.article)).times

    assert [time.text for time in times] == ["5 year since", "Tuesday"]


def test_a_model_parses_odd_text_without_harm(annotator):
    for text in ("", "\x00\x01 Tuesday", "🙂 on 🙂 Tuesday 🙂", "Tuesday " * 500, "في يوم الأحد"):
        for time in read(annotator, text).times:
            assert text[time.start : time.end] == time.text


@pytest.mark.parametrize("precision", ["month", "year"])
def test_a_month_or_year_of_publication_anchors_no_weekday(annotator, precision):
    text = "Troops entered Daraa on Tuesday. They had left last week, after 4 May 2023."
    article = replace(article_of(text, published=THURSDAY), published_precision=precision)
    (parsed,) = annotator.parse([article])

    times = component.build()(parsed, Reading(article=article)).times

    assert [(t.from_ is None, t.why) for t in times if t.anchor == "published"] == [
        (True, "publication-date-not-exact"),
        (True, "publication-date-not-exact"),
    ]
    assert date(2023, 5, 5) in [t.from_ for t in times]


def test_a_publication_date_of_unknown_precision_is_taken_for_a_day(annotator):
    article = article_of("Troops entered Daraa on Tuesday.", published=THURSDAY)
    (parsed,) = annotator.parse([replace(article, published_precision=None)])

    (time,) = component.build()(parsed, Reading(article=parsed.article)).times

    assert time.from_ == date(2024, 3, 12)
