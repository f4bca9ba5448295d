"""GeoJSON: a point for each record whose place has coordinates, with how exact it is.

A record without coordinates is pinned nowhere: it is listed under `unplaced`, a member of our
own beside `features`. For an area the point is a representative one and `radius_km` says so.
"""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from dragoman.errors import UsageError
from dragoman.publish.rows import Cell
from dragoman.publish.sheet import Exported, Exporter, Sheet, batches
from dragoman.registry import Component

_encode = msgspec.json.Encoder(order="deterministic").encode


def write(records: Iterable[Exported], sheet: Sheet, file: BinaryIO) -> int:
    """Write one feature collection."""
    if "place_lat" not in sheet.names:
        raise UsageError(f"{sheet.what} have no place: write .jsonl, .csv or .parquet")
    unplaced: list[bytes] = []
    count = 0
    file.write(b'{"type":"FeatureCollection","features":[')
    joint = b"\n"
    for held in batches(records):
        for row in sheet.rows(held):
            said = dict(zip(sheet.names, row, strict=True))
            feature = _feature(said)
            if feature is None:
                unplaced.append(_encode(said))
                continue
            file.write(joint + feature)
            joint = b",\n"
        count += len(held)
    file.write(b'\n],"unplaced":[\n' + b",\n".join(unplaced) + b"\n]}\n")
    return count


def _feature(said: dict[str, Cell]) -> bytes | None:
    lat, lon = said["place_lat"], said["place_lon"]
    if lat is None or lon is None:
        return None
    exactness = {"precision": said["place_precision"], "radius_km": said["place_radius_km"]}
    return _encode(
        {
            "type": "Feature",
            "id": said["id"],
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {**said, **exactness},
        }
    )


def _build() -> Exporter:
    return write


component = Component(name="geojson", version="1", build=_build)
