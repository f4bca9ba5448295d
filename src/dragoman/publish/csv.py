"""CSV as RFC 4180 has it, safe to open in a spreadsheet.

Every text cell stands in quotes and no number does: a reader that takes quoted cells for text
keeps "010" as it is (LibreOffice: "Format quoted field as text"; pandas: `dtype=str`). A text
cell that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from collections.abc import Iterable
from typing import BinaryIO

from dragoman.publish.columns import Kind
from dragoman.publish.rows import Cell
from dragoman.publish.sheet import Exported, Exporter, Sheet, Spelling, batches, spelled
from dragoman.registry import Component

FORMULA = frozenset("=+-@\t\r＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula, full-width forms too."""


def write(records: Iterable[Exported], sheet: Sheet, file: BinaryIO) -> int:
    """Write the header and one row for each record."""
    file.write(_line(sheet.names))
    spell = [_SPELLINGS[column.kind] for column in sheet.columns]
    count = 0
    for held in batches(records):
        file.writelines(_line(row) for row in spelled(sheet, held, spell))
        count += len(held)
    return count


def _line(row: Iterable[str]) -> bytes:
    return (",".join(row) + "\r\n").encode("utf-8", "backslashreplace")


def _text(cell: Cell) -> str:
    said = "" if cell is None else str(cell).replace("\x00", " ")
    if not said:
        return ""
    apostrophe = "'" if said[0] in FORMULA else ""
    return f'"{apostrophe}{said.replace(chr(34), chr(34) * 2)}"'


def _plain(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _truth(cell: Cell) -> str:
    return "true" if cell else "false"


_SPELLINGS: dict[Kind, Spelling[str]] = {
    "text": _text,
    "integer": _plain,
    "number": _plain,
    "boolean": _truth,
    "date": _plain,
}


def _build() -> Exporter:
    return write


component = Component(name="csv", version="1", build=_build)
