from datetime import date
from pathlib import Path

import pytest

from dragoman.clean import clean
from dragoman.records import Article, Problem, RawItem

PAGES = Path(__file__).parent / "pages"


def page(name: str, **fields: date) -> list[Article | Problem]:
    kind = "html" if name.endswith(".html") else "text"
    return list(clean(RawItem(name=name, kind=kind, body=(PAGES / name).read_bytes(), **fields)))


def articles(name: str, **fields: date) -> list[Article]:
    return [found for found in page(name, **fields) if isinstance(found, Article)]


def text_of(words: str) -> list[Article | Problem]:
    return list(clean(RawItem(name="t", kind="text", body=words.encode())))


def one(words: str) -> Article:
    (found,) = text_of(words)
    assert isinstance(found, Article)
    return found


FIRST = "Rebels entered the border town of Kasindi at dawn, two witnesses said by telephone."
SECOND = "The army said it had pulled back to the hills so as to spare the town a battle."


def test_a_paste_of_two_reports_becomes_two_articles() -> None:
    first, second = articles("two_reports.txt")

    assert first.title == "Militia Shells Market Town as Truce Talks Falter"
    assert second.title == "Lake States Agree to Reopen River Port"
    assert (first.part, second.part) == (1, 2)
    assert first.text.startswith("A militia loyal to the governor")
    assert first.text.endswith("blamed deserters.")
    assert len(first.text.split("\n")) == 4
    assert len(second.text.split("\n")) == 3


def test_residue_and_captions_are_no_part_of_the_text() -> None:
    for article in articles("two_reports.txt"):
        lines = article.text.split("\n")

        assert article.title not in lines
        assert not {"TT", "20", ""} & set(lines)
        assert len(article.captions) == 1
        assert article.captions[0].text not in article.text


def test_a_caption_is_kept_with_where_it_stood() -> None:
    raw = (PAGES / "two_reports.txt").read_text()

    for article in articles("two_reports.txt"):
        caption = article.captions[0]
        assert caption.raw_start is not None
        assert raw[caption.raw_start :].startswith(caption.text)


def test_curly_quotes_are_left_alone() -> None:
    assert "“Nobody warned us,” said a baker" in articles("two_reports.txt")[0].text


def test_a_date_in_a_caption_is_no_publication_date() -> None:
    assert [article.published for article in articles("two_reports.txt")] == [None, None]


def test_subheadings_and_lists_do_not_split_an_article() -> None:
    (article,) = articles("subheadings.txt")

    lines = article.text.split("\n")
    assert article.title == "Army Retakes Hill Above Capital"
    assert {"Background", "What happens next?", "A long road to peace"} <= set(lines)
    assert {"- a bishop", "No deal.", "3 January 2029"} <= set(lines)
    assert article.published is None


def test_wrapped_lines_become_paragraphs() -> None:
    (article,) = articles("wrapped.txt")

    lines = article.text.split("\n")
    assert article.title == "Border Guards Fire on Fishing Boats in Disputed Strait"
    assert len(lines) == 3
    assert "three fishing boats in the disputed strait" in lines[0]
    assert "He said that the pro-government crew" in lines[1]
    assert article.dateline == "KARVA, March 14 (Lake News)"
    assert article.text.startswith(article.dateline)


def test_captions_inside_an_article_are_taken_out_and_last_words_are_not() -> None:
    (article,) = articles("captions.txt")

    assert len(article.captions) == 4
    assert "Photo" not in article.text
    assert "PHOTO" not in article.text
    assert article.text.endswith("league. (AFP)")
    assert len(article.text.split("\n")) == 4


def test_links_to_other_reports_and_buttons_are_dropped() -> None:
    (article,) = articles("related.txt")

    lines = article.text.split("\n")
    assert article.title == "Drone Hits Bus on Coastal Road, Killing Nine"
    assert [line.split()[0] for line in lines] == ["A", "The", "The", "Rescuers"]
    assert article.published == date(2031, 3, 14)
    assert article.byline is not None
    assert article.byline.startswith("Mira Okello and Tom Lee; Reporting by")


def test_a_byline_under_a_headline_begins_a_report() -> None:
    first, second = articles("bylines.txt")

    assert (first.title, first.byline) == ("Court Frees Opposition Leader", "Ana Ruiz")
    assert (second.title, second.byline) == ("Talks Collapse Over Dam", "Tom Lee")
    assert (first.published, second.published) == (date(2031, 3, 14), date(2031, 3, 15))


def test_a_rule_splits_only_where_a_report_begins_after_it() -> None:
    first, second, third = articles("rules.txt")

    assert first.text.count("\n") == 1
    assert second.title == "Navy Frees Tanker"
    assert third.title is None
    assert third.dateline == "GOMA, Congo, March 4 (Reuters)"


def test_header_lines_are_metadata() -> None:
    (article,) = articles("headers.txt")

    assert article.title == "Envoy Says Truce Will Hold"
    assert article.published == date(2031, 6, 2)
    assert article.source == "The Border Post"
    assert article.url == "https://borderpost.example/truce"
    assert article.text.startswith("The United Nations envoy")


def test_a_form_feed_before_a_headline_splits() -> None:
    found = text_of(f"Rebels Enter Border Town\n\n{FIRST}\n\fNavy Frees Grain Tanker\n\n{SECOND}\n")

    assert [a.title for a in found if isinstance(a, Article)] == [
        "Rebels Enter Border Town",
        "Navy Frees Grain Tanker",
    ]


def test_a_form_feed_inside_an_article_does_not_split() -> None:
    assert one(f"Rebels Enter Border Town\n\n{FIRST}\n\f{SECOND}\n").text == f"{FIRST}\n{SECOND}"


def test_a_subheading_with_a_picture_under_it_does_not_split() -> None:
    words = f"{FIRST}\n\nThe view from the hills above\n\nSmoke over Kasindi. (AFP)\n\n{SECOND}"

    assert len(one(f"Rebels Enter Border Town\n\n{words}").captions) == 1


def test_a_text_without_headline_has_no_title() -> None:
    article = one(f"{FIRST}\n\n{SECOND}")

    assert article.title is None
    assert article.text == f"{FIRST}\n{SECOND}"


def test_a_single_sentence_is_an_article_even_without_a_full_stop() -> None:
    assert (
        one("Gunmen opened fire on a bus near Gao").text == "Gunmen opened fire on a bus near Gao"
    )


def test_a_brief_that_ends_with_its_agency_is_text() -> None:
    brief = "At least four soldiers were killed near Gao on Monday, officials said. (Reuters)"

    assert one(brief).text == brief
    assert one(f"Four Soldiers Killed\n\n{brief}").text == brief


def test_a_headline_over_photographs_is_no_article() -> None:
    shot = "A man walks past ruins in Kerem on May 9, 2029. (AFP)"

    (problem,) = text_of(f"Ruins of Kerem\n\n{shot}\n{shot}\nTT\n20\n\nRuins of Kerem\n")

    assert isinstance(problem, Problem)
    assert (problem.code, problem.costs_input) == ("no-article", True)


def test_repeated_captions_are_not_taken_for_wrapped_lines() -> None:
    shot = "Smoke rises over a fuel depot near Kasindi on May 6. (AFP)"
    top = f"Drone Strike Hits Fuel Depot\n\n{shot}\n{shot}\nTT\n20\n\n"

    article = one(f"{top}{top}{FIRST}\n\n{SECOND}")

    assert [caption.text for caption in article.captions] == [shot]
    assert article.text == f"{FIRST}\n{SECOND}"


def test_a_digest_that_names_its_sources_in_brackets_is_text() -> None:
    items = [f"{FIRST} [CNN]", f"{SECOND} [Reuters.]", f"{FIRST} [The Border Post]"]

    assert one("\n\n".join([SECOND, *items, "That was the day."])).text.count("[") == 3


def test_a_text_cut_off_under_a_photograph_is_still_a_report() -> None:
    shot = "Smoke rises over a fuel depot near Kasindi on May 6. (AP Photo/Sami Haddad)"
    cut = f"{FIRST} {SECOND} The governor, who had been in the capital for talks, flew"

    assert one(f"Drone Strike Hits Fuel Depot\n\n{shot}\n\n{cut}").text == cut


def test_paragraphs_one_a_line_are_kept() -> None:
    assert one(f"Rebels Enter Border Town\n{FIRST}\n{SECOND}").text == f"{FIRST}\n{SECOND}"


def test_a_kicker_over_the_headline_is_not_the_title() -> None:
    article = one(f"Middle East\n\nRebels Enter Border Town at Dawn\n\n{FIRST}")

    assert article.title == "Rebels Enter Border Town at Dawn"
    assert article.text == FIRST


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 14 March 2031", date(2031, 3, 14)),
        ("Published on March 14, 2031 at 10:15", date(2031, 3, 14)),
        ("Updated 2 June 2031 10:15 GMT", date(2031, 6, 2)),
        ("14 March 2031", date(2031, 3, 14)),
        ("Thursday, 14 March 2031 - 10:15", date(2031, 3, 14)),
        ("By Ana Ruiz | March 14, 2031", date(2031, 3, 14)),
        ("2 hours ago", None),
    ],
)
def test_a_line_over_the_text_may_state_its_publication(line: str, day: date | None) -> None:
    article = one(f"Rebels Enter Border Town\n{line}\n\n{FIRST}\n\n{SECOND}")

    assert article.published == day
    assert article.text == f"{FIRST}\n{SECOND}"


def test_the_page_counts_before_the_caller() -> None:
    given = date(2001, 1, 1)

    assert articles("headers.txt", published=given)[0].published == date(2031, 6, 2)
    assert articles("wrapped.txt", published=given)[0].published == given


@pytest.mark.parametrize("stated", ["31 February 2031", "14 March 9931", "0001-01-01"])
def test_an_impossible_date_is_a_problem_and_no_date(stated: str) -> None:
    article = one(f"Rebels Enter Border Town\nPublished: {stated}\n\n{FIRST}")

    assert article.published is None
    assert [problem.code for problem in article.problems] == ["impossible-date"]
    assert stated in article.problems[0].said


def test_a_page_loses_menu_side_column_and_caption() -> None:
    (article,) = articles("menu.html")

    assert article.title == "Rebels Take Bridge at Kasindi"
    assert article.source == "The Border Post"
    assert article.url == "https://borderpost.example/news/1"
    assert article.byline == "Ana Ruiz"
    assert (article.published, article.modified) == (date(2031, 3, 14), date(2031, 3, 15))
    assert [c.text for c in article.captions] == [
        "Troops guard the bridge on 2 January 2029. (AFP)"
    ]
    assert [line.split()[0] for line in article.text.split("\n")] == ["Rebels", "The", "Residents"]
    assert "killed & nine" in article.text


def test_linked_data_states_title_and_date() -> None:
    (article,) = articles("linked.html")

    assert (article.title, article.source) == ("Parliament Backs Ceasefire", "Lake Courier")
    assert (article.published, article.byline) == (date(2031, 6, 2), "Sami Haddad")
    assert "“reward the aggressor”" in article.text
    assert "Cup final" not in article.text


def test_a_page_without_metadata_has_no_date_whatever_its_text_says() -> None:
    (article,) = articles("plain.html")

    assert article.title == "Herders and Farmers Clash Near Wells"
    assert article.published is None
    assert "5 May 2029" in article.text
    assert "Weather" not in article.text


def test_a_page_of_links_is_no_article() -> None:
    (problem,) = page("links.html")

    assert isinstance(problem, Problem)
    assert problem.code == "no-article"


@pytest.mark.parametrize("name", ["menu.html", "linked.html", "plain.html"])
def test_most_of_a_page_is_mapped_to_its_markup(name: str) -> None:
    (article,) = articles(name)
    markup = (PAGES / name).read_text()

    assert article.raw is not None
    assert not article.raw.exact
    assert sum(segment.length for segment in article.raw.text) > 0.9 * len(article.text)
    for segment in article.raw.text:
        run = article.text[segment.start : segment.start + segment.length]
        assert markup[segment.raw_start : segment.raw_start + segment.length] == run


@pytest.mark.parametrize(
    "frame",
    [
        "<html><body><article><h1>Talks</h1>{}</article></body></html>",
        "<html><head><title>Talks</title></head><body>{}</body></html>",
        "{}",
    ],
)
def test_a_short_page_or_a_piece_of_one_gives_each_paragraph_once(frame: str) -> None:
    body = frame.format(f"<p>{FIRST}</p><p>{SECOND}</p>")

    (article,) = clean(RawItem(name="p", kind="html", body=body.encode()))

    assert isinstance(article, Article)
    assert article.text == f"{FIRST}\n{SECOND}"
