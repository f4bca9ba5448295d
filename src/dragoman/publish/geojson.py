"""GeoJSON: a point for each record whose place has coordinates, with how exact it is.

A record without coordinates is pinned nowhere: its id and sentences are listed under `unplaced`,
a member of our own beside `features`, and `counts` gives the number of both. For an area the
point is a representative one and `radius_km` says so.
"""

from collections.abc import Iterable
from operator import itemgetter
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

import msgspec

from dragoman.errors import UsageError
from dragoman.publish.sheet import Exported, Exporter, Sheet, Spelling, batches, spelled
from dragoman.registry import Component

_encode = msgspec.json.Encoder().encode

_NONE = b"null"
# GDAL holds members beside `features` in memory and refuses what needs more than 200 MiB there.
_LISTED = ("id", "type", "evidence")
_POINT = ("id", "place_lat", "place_lon", "place_precision", "place_radius_km")

HELD = 8 * 1024 * 1024
"""Bytes of unplaced records kept in memory; what is more waits on disk for the end of the file."""


def write(records: Iterable[Exported], sheet: Sheet, file: BinaryIO) -> int:
    """Write one feature collection."""
    if "place_lat" not in sheet.names:
        raise UsageError(f"{sheet.what} have no place: write .jsonl, .csv or .parquet")
    spell = [_member(name) for name in sheet.names]
    at = itemgetter(*(sheet.names.index(name) for name in _POINT))
    listed = itemgetter(*(sheet.names.index(name) for name in _LISTED))
    placed = unplaced = 0
    file.write(b'{"type":"FeatureCollection","features":[')
    with SpooledTemporaryFile(HELD) as rest:
        for held in batches(records):
            for row in spelled(sheet, held, spell):
                feature = _feature(b",".join(row), *at(row))
                if feature is None:
                    rest.write((b",\n{" if unplaced else b"\n{") + b",".join(listed(row)) + b"}")
                    unplaced += 1
                else:
                    file.write((b",\n" if placed else b"\n") + feature)
                    placed += 1
        rest.seek(0)
        file.write(b'\n],"unplaced":[')
        copyfileobj(rest, file)
    counts = {"features": placed, "unplaced": unplaced}
    file.write(b'\n],"counts":' + _encode(counts) + b"}\n")
    return placed + unplaced


def _feature(members: bytes, id_: bytes, *told: bytes) -> bytes | None:
    """Write a point whose properties are `members`; none where a coordinate is not known.

    `told` are the members latitude, longitude, precision and radius: the last two stand once
    more under plain names, for readers of maps that know nothing of our columns.
    """
    # No column's name holds a colon.
    lat, lon, precision, radius = (member.partition(b":")[2] for member in told)
    if _NONE in (lat, lon):
        return None
    return (
        b'{"type":"Feature",%b,"geometry":{"type":"Point","coordinates":[%b,%b]},'
        b'"properties":{%b,"precision":%b,"radius_km":%b}}'
    ) % (id_, lon, lat, members, precision, radius)


def _member(name: str) -> Spelling[bytes]:
    """Give what writes a cell as a member of an object, as `"name":value`."""
    start = _encode(name) + b":"
    return lambda cell: start + _encode(cell)


def _build() -> Exporter:
    return write


component = Component(name="geojson", version="1", build=_build)
