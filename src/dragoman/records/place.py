"""Where: a toponym and what the gazetteer makes of it."""

from typing import Literal

import msgspec

from dragoman.records.span import Passage

Precision = Literal["site", "settlement", "admin2", "admin1", "country", "region"]


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place name in the text, resolved or not.

    `lat` and `lon` are WGS84 degrees, a representative point for admin2 and coarser, where
    `radius_km` (kilometres) is required. `score` in 0..1 is how sure the choice of candidate is;
    null where nothing was chosen. `use` is `literal`, `metonym` ("Washington condemned") or
    `adjective` ("a Syrian town"); only a literal one can be an event's place.
    """

    text: str
    start: int | None
    end: int | None
    in_: Passage = msgspec.field(name="in", default="text")
    name: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    precision: Precision | None = None
    radius_km: float | None = None
    use: Literal["literal", "metonym", "adjective"] = "literal"
    score: float | None = None
