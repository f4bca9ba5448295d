import bz2
import gzip
import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest import read_inputs
from dragoman.ingest.streams import LONGEST_LINE
from dragoman.records import Problem, RawItem, Row, from_json

ROWS = [
    {"id": 7, "text": "Rebels took the mine.", "published": "2031-03-14"},
    {"id": "b", "text": "The navy freed a tanker.", "source": "The Border Post"},
]


def read(*names: object, stdin: bytes | None = None) -> list[RawItem | Problem]:
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(read_inputs([str(name) for name in names], stdin=stream))


def codes(found: Sequence[RawItem | Problem]) -> list[str]:
    return [item.code if isinstance(item, Problem) else item.kind for item in found]


def rows(found: Sequence[RawItem | Problem]) -> list[Row]:
    return [from_json(item.body, Row) for item in found if isinstance(item, RawItem)]


def test_a_folder_with_an_empty_a_binary_and_a_good_file_gives_the_good_one(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "sub" / "c.txt").write_text("Rebels took the mine.")
    (tmp_path / ".hidden").write_text("Nobody sees this.")

    found = read(tmp_path)

    assert codes(found) == ["empty-file", "binary-file", "text"]
    assert all(item.costs_input for item in found if isinstance(item, Problem))


def test_files_of_a_folder_come_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / name).write_text("Rebels took the mine.")

    found = read(tmp_path)

    assert [Path(i.name).name for i in found if isinstance(i, RawItem)] == ["a", "b", "c"]


def test_a_glob_gives_each_file_once(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("a.txt", "b.txt", "deep/c.txt"):
        (tmp_path / name).write_text("Rebels took the mine.")

    assert len(read(tmp_path / "*.txt")) == 2
    assert len(read(tmp_path / "**")) == 3


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("/no/such/file.txt", "missing-file"),
        ("/no/such/*.txt", "missing-file"),
        ("https://example.org/feed", "urls-not-read-yet"),
        ("nul\0byte", "missing-file"),
        ("", "missing-file"),
        ("-", "missing-file"),
    ],
)
def test_a_name_of_nothing_is_a_problem_with_a_remedy(name: str, code: str) -> None:
    (problem,) = read(name)

    assert isinstance(problem, Problem)
    assert (problem.code, problem.costs_input) == (code, True)
    assert problem.remedy


def test_an_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert codes(read(tmp_path)) == ["empty-folder"]


def test_standard_input_is_known_by_its_content() -> None:
    assert codes(read("-", stdin=b"<!DOCTYPE html><p>Rebels took the mine.</p>")) == ["html"]
    assert codes(read("-", stdin=b"Rebels took the mine.")) == ["text"]
    assert codes(read("-", stdin=json.dumps(ROWS[0]).encode())) == ["row"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "format-not-read-yet"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "format-not-read-yet"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "format-not-read-yet"),
        (b"<newsItem guid='x'></newsItem>", "format-not-read-yet"),
        (b"%PDF-1.7 ...", "binary-file"),
        (b"PK\x03\x04rest", "binary-file"),
        (bz2.compress(b"Rebels took the mine."), "binary-file"),
        (b"some\x00bytes", "binary-file"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08" * 9, "binary-file"),
        (b"\xef\xbb\xbf \n", "empty-file"),
        (b"\xff\xfe\n\x00", "empty-file"),
        (gzip.compress(b"Rebels took the mine. " * 99, mtime=0)[:-20], "broken-file"),
        (b"PAR1 and nothing more", "broken-file"),
        (b'{"a": [1,\n2', "broken-file"),
        (b"headline,when\nx,y\n", "text"),
    ],
)
def test_what_is_not_read_is_named(content: bytes, code: str) -> None:
    assert codes(read("-", stdin=content))[-1] == code


def test_json_lines_go_on_after_a_broken_line() -> None:
    lines = [
        json.dumps(ROWS[0]),
        '{"id": "x", "text": ',
        "",
        json.dumps(ROWS[1]),
        "[1]",
        '{"id":1}',
    ]

    found = read("-", stdin="\n".join(lines).encode())

    assert codes(found) == ["row", "broken-row", "row", "broken-row", "row-without-text"]
    assert [i.where.line for i in found if isinstance(i, Problem) and i.where] == [2, 5, 6]
    assert [i.line for i in found if isinstance(i, RawItem)] == [1, 4]


def test_a_broken_first_line_does_not_hide_the_others() -> None:
    content = b'{"id": "x", "text": \n' + json.dumps(ROWS[1]).encode()

    assert codes(read("-", stdin=content)) == ["broken-row", "row"]


def test_a_line_too_long_costs_only_itself() -> None:
    long = b'{"text": "' + b"a" * LONGEST_LINE + b'"}'
    good = json.dumps(ROWS[0]).encode()

    assert codes(read("-", stdin=b"\n".join([good, long, good]))) == ["row", "line-too-long", "row"]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress, bytes])
def test_packed_content_is_the_same_content(pack: "type[bytes]", tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(row) for row in ROWS).encode()
    (tmp_path / "rows").write_bytes(pack(lines))

    assert [row.id for row in rows(read(tmp_path / "rows"))] == ["7", "b"]


@pytest.mark.parametrize("document", [ROWS, {"articles": ROWS}, {"status": "ok", "items": ROWS}])
def test_a_json_document_gives_its_rows(document: object) -> None:
    found = read("-", stdin=json.dumps(document, indent=1).encode())

    assert [row.id for row in rows(found)] == ["7", "b"]


def test_one_json_object_over_several_lines_is_one_row() -> None:
    (row,) = rows(read("-", stdin=json.dumps(ROWS[0], indent=2).encode()))

    assert row == Row(id="7", text="Rebels took the mine.", published="2031-03-14")


def test_json_lines_in_utf_16_are_read() -> None:
    content = "\n".join(json.dumps(row) for row in ROWS).encode("utf-16")

    assert len(rows(read("-", stdin=content))) == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_columns_go_by_their_obvious_names(delimiter: str) -> None:
    table = delimiter.join(["ID", "Headline", "Body", "Date", "Outlet", "Link", "lang"])
    line = delimiter.join(
        ["9", "Mine taken", '"They came.\nThey left."', "2031-03-14", "Post", "u", "en"]
    )

    (row,) = rows(read("-", stdin=f"{table}\n{line}\n".encode()))

    assert row == Row(
        id="9",
        title="Mine taken",
        text="They came.\nThey left.",
        published="2031-03-14",
        source="Post",
        url="u",
        language="en",
    )


def test_a_csv_row_with_too_many_cells_is_broken_and_names_its_line() -> None:
    table = b'id,text\n1,"Two\nlines."\n2,Rebels, then others, came.\n3,They left.\n'

    found = read("-", stdin=table)

    assert codes(found) == ["row", "broken-row", "row"]
    assert [i.line for i in found if isinstance(i, RawItem)] == [2, 5]


def test_a_csv_from_an_old_spreadsheet_is_decoded() -> None:
    table = "id;text\n1;Un général a été tué à Gao, a dit l’armée.\n".encode("cp1252")

    assert rows(read("-", stdin=table))[0].text == "Un général a été tué à Gao, a dit l’armée."


def test_a_table_without_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,age\nx,3\n")

    assert codes(read(tmp_path / "t.csv")) == ["no-text-column"]


@pytest.mark.parametrize("is_packed", [False, True])
def test_parquet_rows_keep_their_dates(tmp_path: Path, is_packed: bool) -> None:  # noqa: FBT001
    table = pa.table(
        {"id": [1, 2], "text": ["They came.", None], "date": [date(2031, 3, 14), None], "x": [0, 0]}
    )
    pq.write_table(table, tmp_path / "t.parquet")
    file = tmp_path / "t"
    body = (tmp_path / "t.parquet").read_bytes()
    file.write_bytes(gzip.compress(body, mtime=0) if is_packed else body)

    found = read(file)

    assert codes(found) == ["row", "row-without-text"]
    assert rows(found)[0] == Row(id="1", text="They came.", published="2031-03-14")


def test_the_callers_word_is_put_on_every_item() -> None:
    now = datetime(2031, 3, 15, tzinfo=UTC)

    (item,) = read_inputs(
        ["-"],
        stdin=io.BytesIO(b"They came."),
        published=date(2031, 3, 14),
        source="Post",
        fetched=now,
    )

    assert isinstance(item, RawItem)
    assert (item.published, item.source, item.fetched) == (date(2031, 3, 14), "Post", now)


def test_one_source_given_as_an_object_counts_by_its_name() -> None:
    line = json.dumps({"content": "They came.", "source": {"id": None, "name": "Post"}}).encode()

    assert rows(read("-", stdin=line))[0].source == "Post"


STARTS = [
    b"",
    b"{",
    b"[{",
    b"<html>",
    b"id,text\n",
    b"PAR1",
    b"\x1f\x8b\x08",
    b"\x28\xb5\x2f\xfd",
    b"\xff\xfe",
]


@given(st.sampled_from(STARTS), st.binary(max_size=200))
def test_any_bytes_give_items_or_problems_and_never_nothing(start: bytes, rest: bytes) -> None:
    content = start + rest

    found = read("-", stdin=content)

    assert all(isinstance(item, RawItem | Problem) for item in found)
    assert found
