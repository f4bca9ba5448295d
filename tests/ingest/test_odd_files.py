"""Files, tables and names that are not quite what they should be."""

import gzip
import os
import pty
import threading
from pathlib import Path

import pytest
import zstandard

from dragoman.ingest import read_inputs
from dragoman.records import Problem, RawItem, Row, from_json, to_json

WORDS = "Rebels took the mine."


def read(*names: object) -> list[RawItem | Problem]:
    return list(read_inputs([str(name) for name in names]))


def texts(found: list[RawItem | Problem]) -> list[str | None]:
    return [from_json(i.body, Row).text for i in found if isinstance(i, RawItem)]


def codes(found: list[RawItem | Problem]) -> list[str]:
    return [i.code for i in found if isinstance(i, Problem)]


def table(tmp_path: Path, *lines: str) -> list[RawItem | Problem]:
    (tmp_path / "t.csv").write_text("\n".join(lines))
    return read(tmp_path / "t.csv")


def test_a_named_pipe_is_read_where_somebody_writes_into_it(tmp_path: Path) -> None:
    pipe = tmp_path / "p"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(pipe, os.O_WRONLY)
    os.write(writer, WORDS.encode())
    late = threading.Timer(0.2, lambda: (os.write(writer, b" They left."), os.close(writer)))
    late.start()

    (item,) = read(pipe)
    late.join()
    os.close(reader)

    assert isinstance(item, RawItem)
    assert item.body == f"{WORDS} They left.".encode()


def test_a_named_pipe_that_nobody_writes_into_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p")

    assert codes(read(tmp_path / "p")) == ["empty-file"]
    assert codes(read(tmp_path)) == ["unreadable-file"]


def test_a_terminal_is_not_waited_for() -> None:
    ours, theirs = pty.openpty()
    with open(theirs, "rb", buffering=0) as terminal:  # noqa: PTH123 - a number is no path
        (problem,) = read_inputs(["-"], stdin=terminal)  # type: ignore[arg-type]
    os.close(ours)

    assert isinstance(problem, Problem)
    assert (problem.code, problem.said) == ("no-standard-input", "standard input is a terminal")


def test_a_file_that_vanishes_while_the_folder_is_read_costs_itself(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(WORDS)
    found = read_inputs([str(tmp_path)])
    first = next(found)
    (tmp_path / "b").unlink()
    rest = list(found)

    assert isinstance(first, RawItem)
    assert codes(rest) == ["unreadable-file"]
    assert len(rest) == 2


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"caf\xe9.txt", "caf\\xe9.txt"),
        (b"two\nlines", "two\nlines"),
        (b"-x ;$(a)'\"", "-x ;$(a)'\""),
    ],
)
def test_any_name_of_a_file_can_stand_in_a_record(tmp_path: Path, name: bytes, shown: str) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    Path(os.fsdecode(path)).write_text(WORDS)

    (item,) = read(os.fsdecode(path))

    assert isinstance(item, RawItem)
    assert item.name == f"{tmp_path}/{shown}"
    assert to_json(item)


def test_a_file_under_two_names_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "link").symlink_to("a.txt")
    (tmp_path / "empty").write_text("")

    found = read(tmp_path / "a.txt", tmp_path / "." / "a.txt", tmp_path, tmp_path / "*")

    assert len([i for i in found if isinstance(i, RawItem)]) == 1
    assert codes(found) == ["empty-file"]


@pytest.mark.parametrize("pack", [lambda b: gzip.compress(b, mtime=0), zstandard.compress])
def test_rows_before_the_end_of_a_cut_off_file_are_read(tmp_path: Path, pack) -> None:
    lines = "\n".join(f'{{"id": {n}, "text": "{n} came in {n * n}."}}' for n in range(9000))
    (tmp_path / "x").write_bytes(pack(lines.encode())[:-30])

    found = read(tmp_path / "x")

    assert len(texts(found)) > 1000
    assert codes(found)[-1] == "broken-file"


def test_zstd_frames_stand_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(zstandard.compress(b"They ") + zstandard.compress(b"came."))

    (item,) = read(tmp_path / "x")

    assert isinstance(item, RawItem)
    assert item.body == b"They came."


def test_a_quote_never_closed_costs_its_row_where_the_others_are_rows(tmp_path: Path) -> None:
    found = table(tmp_path, "id,text", "1,A.", '2,"B.', "3,C.", "4,D.")

    assert texts(found) == ["A.", "C.", "D."]
    assert codes(found) == ["broken-row"]


def test_a_cell_cut_off_in_its_text_gives_no_rows_of_its_lines(tmp_path: Path) -> None:
    found = table(tmp_path, "id,text", "1,A.", '2,"They came,', "They came, and left.", "All of th")

    assert texts(found) == ["A."]
    assert codes(found) == ["broken-row"]


def test_a_quote_in_a_cell_of_several_lines_gives_no_rows_of_its_lines(tmp_path: Path) -> None:
    found = table(
        tmp_path, "id,text", "1,A.", '2,"They came,', 'He said, "no" to them, twice.",', "3,C."
    )

    assert texts(found) == ["A.", "C."]
    assert codes(found) == ["broken-row"]


def test_backslashes_before_quotes_are_taken_for_what_they_are(tmp_path: Path) -> None:
    found = table(tmp_path, "id,text", r'1,"He said \"no\", twice."', "2,B.")

    assert texts(found) == ['He said "no", twice.', "B."]


def test_a_table_of_unknown_columns_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "x.dat").write_text("nr;wann;wo\n" + "1;heute;Goma\n" * 5)
    (problem,) = read(tmp_path / "x.dat")

    assert isinstance(problem, Problem)
    assert (problem.code, problem.said) == (
        "no-text-column",
        "no column of text among: nr, wann, wo",
    )


def test_empty_cells_past_the_header_are_no_fault(tmp_path: Path) -> None:
    assert texts(table(tmp_path, "id,text", "1,A.,,", "2,B.")) == ["A.", "B."]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_are_known_without_a_mark(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "t").write_bytes('id,text\n1,"São Tomé"\n'.encode(encoding))
    (tmp_path / "u").write_bytes('{"id": 1, "text": "São Tomé"}\n'.encode(encoding))

    assert texts(read(tmp_path / "t", tmp_path / "u")) == ["São Tomé"] * 2


def test_one_wrong_byte_does_not_spoil_a_table(tmp_path: Path) -> None:
    body = "id,text\n1,São Tomé – Príncipe\n2,X\n".encode().replace(b"X", b"caf\xe9")
    (tmp_path / "t").write_bytes(body)
    found = read(tmp_path / "t")

    assert texts(found) == ["São Tomé – Príncipe", "café"]
    assert codes(found) == ["not-utf-8"]
