import json
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.clean import clean
from dragoman.records import Article, Problem, RawItem, article_id, digest_of

SENTENCE = "Rebels entered the border town of Kasindi at dawn, two witnesses said by telephone."


def item(body: bytes, kind: str = "text", **fields: date | str) -> RawItem:
    return RawItem(name="t", kind=kind, body=body, **fields)


def row(**cells: object) -> RawItem:
    return item(json.dumps(cells).encode(), "row", line=3)


def only(raw: RawItem) -> Article:
    (article,) = clean(raw)
    assert isinstance(article, Article)
    return article


def problem(raw: RawItem) -> Problem:
    (found,) = clean(raw)
    assert isinstance(found, Problem)
    return found


def test_the_text_of_a_row_is_never_stripped_nor_split() -> None:
    text = f"  Headline Here Now\n\n\nTT\n20\n{SENTENCE}\n---\n\nSecond Headline\n\n{SENTENCE}\t "

    assert only(row(id="1", text=text)).text == text


def test_only_line_ends_and_unicode_form_change_in_a_row() -> None:
    article = only(
        row(id="1", text="Un ge\u0301ne\u0301ral\r\na e\u0301te\u0301 \u00a0tue\u200b.\r")
    )

    assert article.text == "Un général\na été \u00a0tue\u200b.\n"


def test_a_row_keeps_what_it_states() -> None:
    article = only(
        row(
            id="7", text=SENTENCE, title=" Rebels  Enter\nTown ", source="Post", url="u",
            published="2031-03-14T23:30:00-05:00", language="en-GB",
        )
    )  # fmt: skip

    assert article.title == "Rebels Enter Town"
    assert (article.external_id, article.source, article.url) == ("7", "Post", "u")
    assert (article.published, article.published_precision) == (date(2031, 3, 14), "day")
    assert article.language == "en"
    assert article.raw is not None
    assert article.raw.line == 3


def test_an_article_is_named_by_its_words_and_its_outlets_word() -> None:
    article = only(row(id="7", text=SENTENCE, source="Post", published="2031-03-14"))

    metadata = ("7", "Post", None, "2031-03-14")
    assert article.id == article_id(text=SENTENCE, title=None, metadata=metadata)
    assert article.digest == digest_of(SENTENCE)


def test_the_callers_source_and_date_fill_only_what_is_not_stated() -> None:
    raw = row(text=SENTENCE, source="Post")
    named = RawItem(name="t", kind="row", body=raw.body, source="X", published=date(2031, 1, 2))

    assert only(named).source == "Post"
    assert only(named).published == date(2031, 1, 2)
    assert only(item(SENTENCE.encode(), source="X")).source == "X"


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("2031-13-45", "impossible-date"),
        ("yesterday", "impossible-date"),
        ("1066-10-14", "impossible-date"),
        ("03/04/2031", "ambiguous-date"),
    ],
)
def test_a_bad_date_costs_the_date_and_not_the_article(stated: str, code: str) -> None:
    article = only(row(text=SENTENCE, published=stated))

    (found,) = article.problems
    assert (found.code, found.subject, found.costs_input) == (code, article.id, False)
    assert stated in found.said
    assert article.published is None


def test_a_bad_date_is_not_replaced_by_the_callers() -> None:
    raw = row(text=SENTENCE, published="yesterday")
    named = RawItem(name="t", kind="row", body=raw.body, published=date(2031, 1, 2))

    assert only(named).published is None


@pytest.mark.parametrize(
    ("stated", "precision"), [("2031-03", "month"), ("2031", "year"), ("2031-03-01", "day")]
)
def test_a_date_says_how_precise_it_is(stated: str, precision: str) -> None:
    assert only(row(text=SENTENCE, published=stated)).published_precision == precision


def test_a_row_without_words_is_a_problem() -> None:
    found = problem(row(id="1", text=" \n"))

    assert (found.code, found.costs_input) == ("empty-text", True)
    assert found.where is not None
    assert found.where.line == 3


def test_a_row_of_markup_goes_the_way_of_pages() -> None:
    article = only(
        row(id="1", html=f"<h1>Town Falls</h1><p>{SENTENCE}</p>", published="2031-03-14")
    )

    assert (article.external_id, article.published) == ("1", date(2031, 3, 14))
    assert article.text == SENTENCE


def test_text_counts_before_markup() -> None:
    assert only(row(text=SENTENCE, html="<p>Something else entirely.</p>")).text == SENTENCE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_same_words_are_read_in_any_encoding(encoding: str) -> None:
    text = f"{SENTENCE} “Café” in São Tomé."

    assert only(item(text.encode(encoding))).text == text


def test_arabic_in_a_windows_encoding_is_read_and_named() -> None:
    text = (
        "قال الجيش يوم الاثنين إنه استعاد السيطرة على التل المطل على المطار بعد ليلة من القتال.\n"
        "وقال سكان في الضواحي إنهم سمعوا قصفا مدفعيا كثيفا من منتصف الليل حتى الفجر."
    )

    article = only(item(text.encode("cp1256")))

    assert article.text == text
    assert article.language == "ar"
    assert article.raw is not None
    assert article.raw.encoding == "cp1256"
    assert [p.code for p in article.problems] == ["language-not-read"]


def test_a_stated_language_is_trusted() -> None:
    french = "Le président a déclaré lundi que la guerre était finie. " * 8

    assert only(row(text=french)).language == "fr"
    assert only(row(text=french, language="English")).problems == ()
    assert only(row(text="Le président est mort.")).language == "en"
    assert only(row(text=SENTENCE, language="fr")).language == "fr"


def test_wrongly_decoded_characters_are_put_right() -> None:
    text = f"{SENTENCE} “It’s over,” a colonel said – in São Tomé."

    broken = text.encode().decode("cp1252", "ignore")
    article = only(item(text.replace("”", "’").encode().decode("cp1252").encode()))

    assert "â€" in broken
    assert article.text == text.replace("”", "’")
    assert [p.code for p in article.problems] == ["mojibake-mended"]
    assert not article.problems[0].costs_input


def test_characters_beyond_repair_are_a_problem() -> None:
    article = only(item(f"{SENTENCE} Itâ€ s over.".encode()))

    assert [p.code for p in article.problems] == ["mojibake"]


def test_copied_text_loses_what_cannot_be_seen() -> None:
    article = only(item("\ufeffRe\u00adbels entered\u00a0the\u200b town\x07 at dawn.".encode()))

    assert article.text == "Rebels entered the town at dawn."


def test_what_is_no_text_is_a_problem() -> None:
    assert problem(item(b"a\x00b")).code == "binary-file"
    assert problem(item(b"a\x00b", "html")).code == "binary-file"
    assert problem(item(b"not json", "row")).code == "broken-row"


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "", "", "TT", "20", "---", "\f", SENTENCE, "Rebels Enter Border Town",
                "By Ana Ruiz", "Published: 14 March 2031", "14 March 2031", "Title: A Word",
                "Date: 31 June 2031",
                "Smoke over the port. (AFP)", "Related stories", "(Reporting by A; Editing by B)",
                "GOMA (Reuters) - " + SENTENCE, "e\u0301te\u0301 \u00a0 a\u200bb",
                "the line before ends in an open way and is of middling length",
            ]
        ),
    ),
    max_size=30,
)  # fmt: skip


def check(found: Article | Problem, raw: str) -> None:
    if isinstance(found, Problem):
        return
    assert found.text
    assert unicodedata.is_normalized("NFC", found.text)
    assert found.raw is not None
    for text, segments in ((found.text, found.raw.text), (found.title or "", found.raw.title)):
        for segment in segments:
            run = text[segment.start : segment.start + segment.length]
            assert segment.length > 0
            assert raw[segment.raw_start : segment.raw_start + segment.length] == run


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_segment_of_a_text_stands_in_its_input(lines: list[str], end: str) -> None:
    raw = end.join(lines)
    try:
        body = raw.encode()
    except UnicodeEncodeError:
        return

    for found in clean(item(body)):
        check(found, raw)
        if isinstance(found, Article):
            assert "\n\n" not in found.text
            assert found.text == found.text.strip()


@given(st.text())
def test_every_segment_of_a_row_stands_in_its_text(text: str) -> None:
    try:
        raw = row(text=text, title=text)
        found = list(clean(raw))
    except UnicodeEncodeError:
        return

    for article in found:
        check(article, text)
        if isinstance(article, Article) and unicodedata.is_normalized("NFC", text):
            assert article.text == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.binary(max_size=300), st.sampled_from(["text", "html", "row"]))
def test_any_bytes_give_articles_or_problems(body: bytes, kind: str) -> None:
    found = list(clean(item(body, kind)))

    assert found
    assert all(isinstance(one, Article | Problem) for one in found)


MARKUP = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            ["<p>", "</p>", "<div class='related'>", "</div>", "<figcaption>", "<table><tr><td>",
             "<h1>", "</h1>", "&amp;", "&#0;", "<!--", "-->", "<script type='application/ld+json'>",
             '{"@type":"Article","author":[1,{"name":2}]}', "</script>", SENTENCE,
             "<meta content='x'>",
             "<html lang=''>", "<time datetime='x' pubdate>", "<?xml version='1.0' encoding='x'?>"]
        ),
    ),
    max_size=25,
)  # fmt: skip


@given(MARKUP)
def test_any_markup_gives_one_article_or_problem(pieces: list[str]) -> None:
    markup = "".join(pieces)

    (found,) = clean(item(markup.encode("utf-8", "replace"), "html"))

    check(found, markup.encode("utf-8", "replace").decode())


def test_a_long_page_takes_linear_time(tmp_path: Path) -> None:
    words = f"Rebels Enter Border Town\n\n{SENTENCE}\n\nShort line\nTT\n20\n\n" * 3_000
    (tmp_path / "long.txt").write_text(words)

    found = list(clean(item(words.encode())))

    assert sum(len(a.text) for a in found if isinstance(a, Article)) > 3_000 * len(SENTENCE) // 2


@pytest.mark.parametrize("stated", ["1710412500", "1710412500.0", "1710412500000", "1710412500.25"])
def test_a_count_of_seconds_is_the_day_in_greenwich(stated: str) -> None:
    assert only(row(text=SENTENCE, published=stated)).published == date(2024, 3, 14)


def test_a_publication_after_the_reading_is_told_and_kept() -> None:
    raw = row(text=SENTENCE, published="2031-03-14")

    def read_on(day: int) -> Article:
        fetched = datetime(2031, 3, day, tzinfo=UTC)
        return only(RawItem(name="t", kind="row", body=raw.body, fetched=fetched))

    assert [p.code for p in read_on(12).problems] == ["future-date"]
    assert read_on(12).published == date(2031, 3, 14)
    assert read_on(13).problems == ()


def test_wrong_characters_in_a_row_are_told_and_left() -> None:
    text = f"{SENTENCE} Itâ€™s over."
    article = only(row(text=text))

    assert article.text == text
    assert [p.code for p in article.problems] == ["mojibake"]


def test_a_marked_text_cut_off_within_a_character_loses_only_that() -> None:
    article = only(item(SENTENCE.encode("utf-16") + b"x"))

    assert article.text.startswith(SENTENCE)
