"""Pages of other layouts: frames and tables, live blogs, bare breaks, ministries, cards."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.clean import clean
from dragoman.clean.sweep import FILE
from dragoman.evaluate.notation import GoldText, read_file
from dragoman.ontology.files import read_yaml
from dragoman.records import Article, RawItem

PAGES = Path(__file__).parent / "pages"
CORPUS = Path(__file__).parents[2] / "corpus"
FIRST = "Rebels entered the border town of Kasindi at dawn, two witnesses said by telephone."
SECOND = "The army said it had pulled back to the hills so as to spare the town a battle."
THIRD = "Nobody could say on Friday how many of the townspeople had stayed in their houses."
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TEXT = f"{FIRST}\n{SECOND}\n{THIRD}"


def of_markup(markup: str) -> Article:
    (found,) = clean(RawItem(name="p", kind="html", body=markup.encode()))
    assert isinstance(found, Article), found
    return found


def of_page(name: str) -> Article:
    return of_markup((PAGES / name).read_text())


def starts(article: Article) -> list[str]:
    """The first two words of every line."""
    return [" ".join(line.split()[:2]) for line in article.text.split("\n")]


def test_a_page_of_tables_loses_its_sections_and_its_list_of_other_news() -> None:
    article = of_page("frames.html")

    assert article.title == "Gunboats Off Kribi"
    assert article.published == date(2031, 3, 14)
    assert article.byline == "our own correspondent"
    assert starts(article) == ["Two gunboats", "The harbour", "The northern", "Edited by"]


def test_words_on_the_making_that_go_on_as_a_report_are_its_text() -> None:
    assert of_page("frames.html").text.endswith("with his own eyes.")


def test_all_entries_of_a_live_blog_stay_with_their_clocks() -> None:
    article = of_page("live.html")

    assert starts(article) == [
        *("19:30 Hospital", "A shell"),
        *("17:05 Envoy", "The envoy"),
        *("12:00 Truce", "The truce"),
    ]


def test_a_day_that_is_shown_as_minutes_ago_is_the_one_of_the_markup() -> None:
    assert of_page("live.html").modified == date(2031, 6, 2)


def test_paragraphs_parted_by_breaks_stay_and_a_menu_without_links_goes() -> None:
    article = of_page("breaks.html")

    assert starts(article) == ["Some 200", "Police with", "The transport", "The union"]
    assert article.byline == "Mira Okello and Tom Lee"
    assert article.published == date(2031, 3, 14)


def test_a_ministrys_numbers_over_its_statement_are_no_text() -> None:
    article = of_page("ministry.html")

    assert starts(article) == ["1. The", "2. The", "3. The"]
    assert article.published == date(2031, 3, 14)


def test_cards_and_the_writers_life_are_no_text_and_links_in_a_sentence_are() -> None:
    article = of_page("cards.html")

    assert starts(article) == ["Three drones", "No group", "Firemen from"]
    assert "blamed the brigades of the west and promised an answer" in article.text
    assert article.published == date(2031, 3, 14)
    assert [caption.text for caption in article.captions] == [
        "Smoke over the depot on Thursday. Photo: Gulf Wire"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Posted on 14 March 2031 by Newsdesk | 14 comments",
        "The night desk - Posted on 14 March 2031",
        "14 March 2031 | Interview: Ana Ruiz | 5-minute read",
        "By Ana Ruiz, 14 March 2031, 4:12 pm",
        "<time datetime='2031-03-14T10:00:00Z'>3 hours ago</time>",
    ],
)
def test_a_line_under_the_heading_states_the_day_and_is_no_text(line: str) -> None:
    article = of_markup(f"<body><h1>Rebels Enter Town</h1><p>{line}</p>{PARAGRAPHS}</body>")

    assert article.published == date(2031, 3, 14)
    assert article.text == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "The town that fell on 14 March 2031",
        "Kasindi - 14 March 2031",
        "<time datetime='never'>3 hours ago</time>",
        "5 March 2031</p><p>14 March 2031",
    ],
)
def test_a_day_that_may_be_another_is_no_publication(line: str) -> None:
    article = of_markup(f"<body><h1>Rebels Enter Town</h1><p>{line}</p>{PARAGRAPHS}</body>")

    assert article.published is None


def test_the_head_of_a_page_counts_before_what_it_shows() -> None:
    head = "<head><meta property='article:published_time' content='2031-03-14'></head>"
    shown = "<p>Posted on 15 March 2031</p>"
    page = f"<html>{head}<body><h1>Rebels Enter Town</h1>{shown}{PARAGRAPHS}</body></html>"

    assert of_markup(page).published == date(2031, 3, 14)


@pytest.mark.parametrize("title", ["{0} | Lake Post", "{0} - Lake Post", "Lake Post: {0}"])
def test_a_title_is_the_heading_without_the_outlet(title: str) -> None:
    heading = "Rebels Enter Border Town"
    head = f"<head><title>{title.format(heading)}</title></head>"

    assert of_markup(f"<html>{head}<body><h2>{heading}</h2>{PARAGRAPHS}</body></html>").title == (
        heading
    )


def test_a_heading_that_only_begins_the_title_is_not_all_of_it() -> None:
    head = "<head><meta property='og:title' content='Rebels enter border town'></head>"

    article = of_markup(f"<html>{head}<body><h1>Rebels</h1>{PARAGRAPHS}</body></html>")

    assert article.title == "Rebels enter border town"


NAMES = st.from_regex(re.compile(r"[a-z]{2,9}(?:[-_][a-z]{2,9})?"), fullmatch=True)


def is_aside(name: str) -> bool:
    entries = read_yaml(FILE)
    assert isinstance(entries, dict)
    asides = "|".join([*entries["asides"], *entries["captions"], "hidden", "comment", "footer"])
    return re.search(rf"(?:^|[-_])(?:{asides})(?:[-_]|$)", name) is not None


@settings(max_examples=25)
@given(NAMES.filter(lambda name: not is_aside(name)))
def test_a_report_stays_whatever_its_box_is_called(name: str) -> None:
    menu = "<ul><li><a href='1'>News</a></li><li><a href='2'>Sport</a></li></ul>"
    page = f"<body>{menu}<h1>Rebels Enter Town</h1><div class='{name}'>{PARAGRAPHS}</div></body>"

    assert of_markup(page).text == TEXT


def test_a_report_of_which_most_stands_in_a_box_for_readers_who_pay_stays() -> None:
    page = f"<body><h1>Rebels Enter Town</h1><div class='subscribe-box'>{PARAGRAPHS}</div></body>"

    assert of_markup(page).text == TEXT


def untouched() -> list[GoldText]:
    if not CORPUS.is_dir():
        return []
    files = [path for path in sorted(CORPUS.rglob("*.yml")) if "page:" in path.read_text()]
    return [text for path in files for text in read_file(path).articles if text.page]


@pytest.mark.parametrize("text", untouched(), ids=lambda text: text.name)
def test_an_untouched_page_of_the_corpus_gives_its_text(text: GoldText) -> None:
    assert text.page is not None
    article = of_markup(text.page.read_text())

    assert article.title == text.title
    assert article.text == text.text
    assert article.published in {text.published, None}
