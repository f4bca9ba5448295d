"""The page of columns is that of the code."""

from pathlib import Path

from dragoman.publish import columns, rows
from dragoman.publish.dictionary import columns_page
from dragoman.records import Problem
from dragoman.records.origin import Origin
from dragoman.testing import article_of, mention_of

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "columns.md"


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == columns_page()


def test_every_column_of_every_table_is_on_the_page_with_a_meaning() -> None:
    page = columns_page()
    for table in (
        columns.MENTIONS,
        columns.EVENTS,
        columns.ARTICLES,
        columns.PROBLEMS,
        columns.ORIGINS,
    ):
        for column in table:
            assert f"| `{column.name}` | {column.kind} | " in page
            assert column.meaning


def test_each_row_has_a_cell_for_each_column() -> None:
    article = article_of("They hit it.")
    problem = Problem(code="c", subject="s", said="t", remedy="r")

    assert len(rows.mention_row(mention_of(article, "hit"))) == len(columns.MENTIONS)
    assert len(rows.article_row(article)) == len(columns.ARTICLES)
    assert len(rows.problem_row(problem)) == len(columns.PROBLEMS)
    assert len(rows.origin_row(Origin(id="o", lead="a", articles=("a",)))) == len(columns.ORIGINS)
