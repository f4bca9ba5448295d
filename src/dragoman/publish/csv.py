"""CSV as RFC 4180 has it, safe to open in a spreadsheet.

A text cell that a spreadsheet would run as a formula gets an apostrophe in front. Numbers stay
numbers, codes stay text: read them so (`dtype=str`), or "010" becomes ten.
"""

import csv
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import BinaryIO

from dragoman.publish.rows import Row
from dragoman.publish.sheet import Exported, Exporter, Sheet, batches
from dragoman.registry import Component

FORMULA = frozenset("=+-@\t\r＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula, full-width forms too."""


def write(records: Iterable[Exported], sheet: Sheet, file: BinaryIO) -> int:
    """Write the header and one row for each record."""
    kinds = [column.kind for column in sheet.columns]
    text = [n for n, kind in enumerate(kinds) if kind == "text"]
    truth = [n for n, kind in enumerate(kinds) if kind == "boolean"]
    stream = TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="")
    count = 0
    try:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(sheet.names)
        for held in batches(records):
            writer.writerows(_safe(row, text, truth) for row in sheet.rows(held))
            count += len(held)
    finally:
        stream.detach()
    return count


def _safe(row: Row, text: Sequence[int], truth: Sequence[int]) -> Row:
    """Make a row's text harmless and its truth values words; the row is ours to change."""
    for n in text:
        cell = row[n]
        if isinstance(cell, str) and cell and (cell[0] in FORMULA or "\x00" in cell):
            plain = cell.replace("\x00", " ")
            row[n] = "'" + plain if plain[0] in FORMULA else plain
    for n in truth:
        row[n] = "true" if row[n] else "false"
    return row


def _build() -> Exporter:
    return write


component = Component(name="csv", version="1", build=_build)
