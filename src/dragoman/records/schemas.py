"""JSON Schemas of the wire formats, made from the records themselves."""

from collections.abc import Mapping

import msgspec

from dragoman.records.article import Article
from dragoman.records.event import Event
from dragoman.records.mention import Mention
from dragoman.records.problem import Problem
from dragoman.records.reading import Reading

WIRE: Mapping[str, type[msgspec.Struct]] = {
    "article": Article,
    "event": Event,
    "mention": Mention,
    "problem": Problem,
    "reading": Reading,
}
"""The records that leave the program, by the name in their `schema` field."""


def schema_of(name: str) -> bytes:
    """Give the schema of one record as indented JSON, the same bytes every time.

    The outermost record is closed to missing fields: every field is always written, empty ones
    with their reason in `missing`.
    """
    record = WIRE[name]
    made = msgspec.json.schema(record)
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["$id"] = f"dragoman.{name}/1"
    fields = made["$defs"][record.__name__]
    fields["required"] = sorted(fields["properties"])
    return msgspec.json.format(msgspec.json.encode(made, order="sorted"), indent=2) + b"\n"
