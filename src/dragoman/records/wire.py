"""Records to JSON and back: one format, made in one place."""

from typing import TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)

_encoder = msgspec.json.Encoder(order="deterministic")


def to_json(record: msgspec.Struct) -> bytes:
    """Write a record as one line of UTF-8 JSON, the same bytes for equal records."""
    return _encoder.encode(record)


def from_json(line: bytes | str, record: type[T]) -> T:
    """Read a record back; raises `msgspec.ValidationError` where the line is not one."""
    return msgspec.json.decode(line, type=record)
