"""Whether two places can be the place of one event."""

from collections.abc import Hashable
from math import asin, cos, floor, radians, sin, sqrt

from dragoman.records import Place

EARTH_KM = 6371.0
"""Mean radius of the earth."""

SAME_REPORT_KM = 25.0
"""In one article a village and the town next to it are told of as one place."""

SAME_TOWN_KM = 5.0
"""Across articles: a town's centre and a site in it."""

BELTS = 20
"""Belts of latitude a degree, 5.6 km broad each: more than `SAME_TOWN_KM`."""

FINEST = ("site", "settlement", "admin2", "admin1", "country", "region")
POINTS = frozenset({"site", "settlement"})


def signature(place: Place | None) -> Hashable:
    """Give all that is compared of a place, so that equal ones are compared once."""
    if place is None:
        return None
    return (
        place.geonames_id, place.name, place.text, place.lat, place.lon, place.country,
        place.admin1, place.admin2, place.precision,
    )  # fmt: skip


def fineness(place: Place) -> int:
    """Rank a place's precision, 0 the finest."""
    return FINEST.index(place.precision) if place.precision else len(FINEST)


def distance_km(one: Place, other: Place) -> float | None:
    """Give the great-circle distance in km, null where a place has no coordinates.

    >>> from dragoman.records import Place
    >>> north = Place(text="N", start=0, end=1, lat=1.0, lon=0.0)
    >>> south = Place(text="S", start=0, end=1, lat=0.0, lon=0.0)
    >>> round(distance_km(north, south))
    111
    """
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat, other_lat = radians(one.lat), radians(other.lat)
    half = sin((other_lat - lat) / 2) ** 2
    half += cos(lat) * cos(other_lat) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def same_name(one: Place, other: Place) -> bool:
    """Whether two places are one entry of the gazetteer, or one name that isn't in it."""
    if one.geonames_id is not None and other.geonames_id is not None:
        return one.geonames_id == other.geonames_id
    names = (one.name or one.text).casefold(), (other.name or other.text).casefold()
    return names[0] == names[1] and one.country == other.country


def holds(wide: Place, narrow: Place) -> bool:
    """Whether the wider place contains the narrower by country and admin codes."""
    if fineness(wide) >= fineness(narrow):
        if wide.precision == "country":
            return wide.country is not None and wide.country == narrow.country
        if wide.precision == "admin1":
            return wide.country == narrow.country and _equal(wide.admin1, narrow.admin1)
        if wide.precision == "admin2":
            return (
                wide.country == narrow.country
                and _equal(wide.admin1, narrow.admin1)
                and _equal(wide.admin2, narrow.admin2)
            )
    return False


def can_be_one(one: Place | None, other: Place | None) -> bool:
    """Whether two places in one article do not contradict each other."""
    if one is None or other is None or same_name(one, other):
        return True
    if holds(one, other) or holds(other, one):
        return True
    if "region" in (one.precision, other.precision) or None in (one.precision, other.precision):
        return not (one.country and other.country and one.country != other.country)
    if one.precision not in POINTS and other.precision not in POINTS:
        return False
    apart = distance_km(one, other)
    return apart is not None and apart <= SAME_REPORT_KM


def are_one(one: Place | None, other: Place | None) -> bool:
    """Whether two places in two articles are the same place, at the precision of an area or town.

    A country or a wider region holds too many events of a day to be one place.
    """
    if one is None or other is None:
        return False
    if one.precision in POINTS and other.precision in POINTS:
        apart = distance_km(one, other)
        return same_name(one, other) or (apart is not None and apart <= SAME_TOWN_KM)
    if one.precision == other.precision:
        return one.precision in ("admin1", "admin2") and same_name(one, other)
    # A province is often named after its capital, and one word is then read as either.
    inside = holds(one, other) or holds(other, one)
    return inside and one.text.casefold() == other.text.casefold()


def band(place: Place) -> int | None:
    """Number the belt of latitude it lies in: places that are one lie in the same or the next.

    >>> from dragoman.records import Place
    >>> band(Place(text="N", start=0, end=1, lat=1.0, lon=0.0))
    20
    """
    if place.lat is None:
        return None
    return floor(place.lat * BELTS)


def _equal(one: str | None, other: str | None) -> bool:
    return one is not None and one == other
