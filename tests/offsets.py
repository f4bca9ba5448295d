"""Whether every offset of a record in JSON stands for its words."""

import json
from collections.abc import Iterator
from pathlib import Path

Json = dict[str, object]


def rows_of(file: Path) -> list[Json]:
    """Read a JSON lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def articles_by_id(file: Path) -> dict[str, Json]:
    """Read articles by their ids."""
    return {str(row["id"]): row for row in rows_of(file)}


def spans(record: object) -> Iterator[Json]:
    """Find everything with offsets in a record, how deep it may lie."""
    if isinstance(record, list):
        for each in record:
            yield from spans(each)
    elif isinstance(record, dict):
        if isinstance(record.get("start"), int) and ("quote" in record or "text" in record):
            yield record
        for key, value in record.items():
            if key not in ("article", "problems"):
                yield from spans(value)


def misfits(record: Json, article: Json) -> list[str]:
    """Give the spans whose words do not stand where they say."""
    wrong = []
    for span in spans(record):
        passage = article["title"] if span.get("in") == "title" else article["text"]
        words = span.get("quote", span.get("text"))
        if str(passage)[span["start"] : span["end"]] != words:
            wrong.append(f"{words!r} at {span['start']}..{span['end']}")
    return wrong
