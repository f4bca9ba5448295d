"""CSV as RFC 4180 has it, safe to open in a spreadsheet.

A text cell that a spreadsheet would run as a formula gets an apostrophe in front. Numbers stay
numbers, codes stay text: read them so (`dtype=str`), or "010" becomes ten.
"""

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO

from dragoman.publish.rows import Cell, Row
from dragoman.publish.sheet import Exported, Exporter, Sheet, batches
from dragoman.registry import Component

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, full-width forms too."""


def write(records: Iterable[Exported], sheet: Sheet, file: BinaryIO) -> int:
    """Write the header and one row for each record."""
    text = [column.kind == "text" for column in sheet.columns]
    stream = TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="")
    count = 0
    try:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(sheet.names)
        for held in batches(records):
            writer.writerows(_safe(row, text) for row in sheet.rows(held))
            count += len(held)
    finally:
        stream.detach()
    return count


def _safe(row: Row, text: list[bool]) -> list[Cell]:
    return [
        _cell(cell) if is_text and cell else _plain(cell)
        for cell, is_text in zip(row, text, strict=True)
    ]


def _cell(cell: Cell) -> str:
    said = str(cell).replace("\x00", " ")
    return "'" + said if said.startswith(FORMULA) else said


def _plain(cell: Cell) -> Cell:
    return ("true" if cell else "false") if isinstance(cell, bool) else cell


def _build() -> Exporter:
    return write


component = Component(name="csv", version="1", build=_build)
