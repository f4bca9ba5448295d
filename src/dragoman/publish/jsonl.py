"""JSON lines: the records as they are, one a line."""

from collections.abc import Iterable
from typing import BinaryIO

from dragoman.publish.sheet import Exported, Exporter, Sheet
from dragoman.records import to_json
from dragoman.registry import Component


def write(records: Iterable[Exported], sheet: Sheet, file: BinaryIO) -> int:  # noqa: ARG001 - protocol
    """Write each record on a line of its own."""
    count = 0
    for record in records:
        file.write(to_json(record) + b"\n")
        count += 1
    return count


def _build() -> Exporter:
    return write


component = Component(name="jsonl", version="1", build=_build)
