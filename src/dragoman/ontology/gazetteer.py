"""Looks up place names: exactly everywhere, by sound inside one country only.

GeoNames data are CC BY 4.0, geonames.org.
"""

import math
import sqlite3
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from pathlib import Path

import msgspec
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from dragoman.ontology.files import read_table
from dragoman.ontology.gazetteer_build import distance_km, ensure_gazetteer
from dragoman.ontology.gazetteer_tables import read_countries
from dragoman.ontology.toponym_keys import bare_key, head_of, key_of, skeleton_of
from dragoman.records import Place
from dragoman.records.place import Precision

_MOST = 60
"""Candidates given for one name; the least prominent beyond that are never right in news."""
_ALIKE = 0.88
"""Least likeness of a name that is matched by sound. Set on forty spellings of Syrian, Ukrainian
and Yemeni towns: under it, other towns begin to match."""
_ALIKE_AS_WRITTEN = 0.955
"""Least likeness in countries whose names come to English as they are written there."""
_SHORTEST = 5
"""Letters a name needs to be matched by sound."""
_ABBREVIATION = 3
"""Letters of a key that may be a division's abbreviation ("N.Y."), which names no town."""
_GRADE_WEIGHT = (0.8, 0.86, 0.93, 0.98, 1.0)
"""What a match is worth by grade: alternate without article, alternate, own name without article,
name of our tables, own name."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """One place that a name may mean.

    `likeness` in 0..1 says how well the name fits (1 is the place's own name), `prominence` in
    0..1 how well known the place is; `number` and the divisions' numbers are the gazetteer's own.
    Points are degrees, `radius_km` is given for admin2 and coarser.
    """

    number: int
    geonames_id: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    admin2: str | None
    admin1_number: int | None
    admin2_number: int | None
    population: int
    precision: Precision
    radius_km: float | None
    is_capital: bool
    is_water: bool
    likeness: float
    prominence: float

    @property
    def point(self) -> tuple[float, float] | None:
        """The place's point, or none where it is not known."""
        return (self.lat, self.lon) if self.lat is not None and self.lon is not None else None

    @property
    def is_coarse(self) -> bool:
        """Whether it is a country, a region or a first-order division."""
        return self.precision in {"country", "region", "admin1"}

    def place(self, text: str, *, score: float | None) -> Place:
        """Make a place record of it that stands in no text."""
        coarse = self.precision in {"admin1", "admin2", "country", "region"}
        own1 = self.name if self.precision == "admin1" else self.admin1
        return Place(
            text=text,
            start=None,
            end=None,
            name=self.name,
            geonames_id=self.geonames_id,
            lat=self.lat,
            lon=self.lon,
            country=self.country,
            admin1=own1,
            admin2=self.name if self.precision == "admin2" else self.admin2,
            precision=self.precision,
            radius_km=self.radius_km if coarse else None,
            score=score,
        )


_COLUMNS = """
SELECT p.id, p.geonames_id, p.name, p.lat, p.lon, p.country, a.name, b.name, p.admin1, p.admin2,
  p.population, p.precision, p.radius_km, p.capital, p.water
FROM place p LEFT JOIN place a ON a.id = p.admin1 LEFT JOIN place b ON b.id = p.admin2
"""


_FIELDS = Candidate.__struct_fields__[:15]
"""The candidate's fields in the order of the columns."""


class Gazetteer:
    """Answers from one read-only file. Safe to share between threads that take turns."""

    def __init__(self, path: Path) -> None:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._base = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._named = lru_cache(maxsize=20_000)(self._look_up)
        self._block = lru_cache(maxsize=200)(self._read_block)
        self._sounding = lru_cache(maxsize=5_000)(self._compare)

    def candidates(self, name: str, *, country: str | None = None) -> tuple[Candidate, ...]:
        """Give the places of that very name, most prominent first.

        With a country (alpha-3) only places there, and where none has that name, those that sound
        like it.
        """
        key = key_of(name)
        if not key:
            return ()
        found = self._named(key)
        if country is None:
            return found
        there = tuple(c for c in found if c.country == country)
        return there or self._sounding(key, country)

    def knows(self, name: str) -> bool:
        """Whether any place has that very name."""
        return bool(self.candidates(name))

    def number(self, number: int) -> Candidate | None:
        """Give the place of that number, as `admin1_number` and `admin2_number` say."""
        row = self._base.execute(f"{_COLUMNS} WHERE p.id = ?", (number,)).fetchone()
        return _candidate(row, 1.0) if row else None

    def country(self, code: str) -> Candidate | None:
        """Give a country by its alpha-3 code."""
        return self._countries.get(code)

    @cached_property
    def _countries(self) -> dict[str, Candidate]:
        rows = self._base.execute(f"{_COLUMNS} WHERE p.precision = 'country'")
        found = [_candidate(row, 1.0) for row in rows]
        return {c.country: c for c in found if c.country}

    def where(
        self,
        name: str,
        *,
        country: str | None = None,
        near: tuple[float, float] | None = None,
        limit: int = 10,
    ) -> tuple[Place, ...]:
        """Answer one question: the places a name may mean, best first, each with its score.

        `country` is an alpha-2 or alpha-3 code. A name that no table has is matched by sound in
        the country, or in the country that `near` lies in.
        """
        code = alpha3(country) if country else None
        found = self.candidates(name, country=code)
        if not found and near is not None and code is None:
            code = self._country_at(near)
            found = self.candidates(name, country=code) if code else ()
        scored = sorted(
            ((_standing(c, near), -n, c) for n, c in enumerate(found)),
            key=lambda s: s[:2],
            reverse=True,
        )
        return tuple(c.place(name, score=round(score, 3)) for score, _, c in scored[:limit])

    def _country_at(self, point: tuple[float, float]) -> str | None:
        """Give the country of the settlement nearest to a point, within two degrees."""
        lat, lon = point
        rows = self._base.execute(
            "SELECT lat, lon, country FROM place WHERE precision = 'settlement' "
            "AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
            (lat - 2, lat + 2, lon - 2, lon + 2),
        )
        near = min(((distance_km(point, (y, x)), c) for y, x, c in rows), default=None)
        return near[1] if near else None

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        grades: dict[int, int] = {}
        for k, cost in {key: 0, bare_key(key): 1}.items():
            for place, grade in self._base.execute(
                "SELECT place, grade FROM name WHERE key = ?", (k,)
            ):
                worth = max(grade - 2 * cost, 0) if cost and key != k else grade
                grades[place] = max(grades.get(place, 0), worth)
        found = self._fetch({place: _GRADE_WEIGHT[grade] for place, grade in grades.items()})
        return _ranked(_seats(found) if len(key) > _ABBREVIATION else found)

    def _compare(self, key: str, country: str) -> tuple[Candidate, ...]:
        bare = bare_key(key)
        if len(bare) < _SHORTEST or not bare.isascii():
            return ()
        least = _ALIKE if country in _transliterated() else _ALIKE_AS_WRITTEN
        keys, rows = self._block(country, head_of(key))
        best: dict[int, float] = {}
        alike = process.extract(
            bare, keys, scorer=JaroWinkler.similarity, score_cutoff=0.75, limit=200
        )
        for other, _, at in alike:
            place, grade = rows[at]
            worth = likeness(bare, other) * (0.95 if grade in {0, 1} else 1.0)
            if worth >= least:
                best[place] = max(best.get(place, 0.0), worth)
        return _ranked(self._fetch(dict(sorted(best.items(), key=lambda b: -b[1])[:10])))

    def _read_block(self, country: str, head: str) -> tuple[list[str], list[tuple[int, int]]]:
        found = self._base.execute(
            "SELECT key, place, grade FROM name WHERE country = ? AND head = ?", (country, head)
        ).fetchall()
        return [bare_key(row[0]) for row in found], [(row[1], row[2]) for row in found]

    def _fetch(self, likenesses: dict[int, float]) -> list[Candidate]:
        if not likenesses:
            return []
        marks = ",".join("?" * len(likenesses))
        rows = self._base.execute(f"{_COLUMNS} WHERE p.id IN ({marks})", tuple(likenesses))
        return [_candidate(row, likenesses[row[0]]) for row in rows]


def _ranked(found: list[Candidate]) -> tuple[Candidate, ...]:
    found.sort(key=lambda c: (-c.prominence * c.likeness, c.number))
    return tuple(found[:_MOST])


def likeness(one: str, other: str) -> float:
    """Compare two bare keys by letters and by consonants, in 0..1.

    >>> round(likeness("sanameen", "sanamayn"), 2), likeness("daraa", "tartus") < 0.7
    (0.94, True)
    """
    letters = JaroWinkler.similarity(one, other)
    if letters < 0.75:  # noqa: PLR2004 only saves time: no pair under it reaches the least likeness
        return letters
    return 0.6 * letters + 0.4 * JaroWinkler.similarity(skeleton_of(one), skeleton_of(other))


def _candidate(row: tuple[object, ...], alike: float) -> Candidate:
    fields = row[:15]
    values = dict(zip(_FIELDS, fields, strict=True))
    values["likeness"] = alike
    values["prominence"] = _prominence(values)
    return msgspec.convert(values, Candidate, strict=False)


def _seats(found: list[Candidate]) -> list[Candidate]:
    """Let a town that gives its division its name stand a little before the division.

    "Daraa" alone is the town; a town with less than a thirtieth of its namesake's people is not
    the one the division is called after.
    """
    divisions = {c.number: c for c in found if c.precision in {"admin1", "admin2"}}
    out = []
    for c in found:
        of = divisions.get(c.admin1_number or 0)
        if c.precision == "settlement" and of and c.population * 30 >= of.population:
            seat = msgspec.structs.replace(
                c,
                likeness=max(c.likeness, of.likeness),
                prominence=max(c.prominence, min(of.prominence + 0.02, 0.99)),
            )
            out.append(seat)
        else:
            out.append(c)
    return out


def _prominence(values: dict[str, object]) -> float:
    """Say how well known a place is: log population, with fixed values where none is known."""
    population = values["population"]
    people = math.log10(max(population if isinstance(population, int) else 0, 100)) / 8
    match values["precision"]:
        case "country":
            return 1.0
        case "region":
            return 0.85 if values["is_water"] else 0.9
        case "site":
            return 0.8
        case "admin1":
            return min(people * 0.98, 0.95)
        case "admin2":
            return max(people - 0.15, 0.05)
        case _:
            return min(people + (0.15 if values["is_capital"] else 0.0), 0.99)


def _standing(candidate: Candidate, near: tuple[float, float] | None) -> float:
    score = candidate.likeness * candidate.prominence
    if near is None or candidate.point is None:
        return score
    return 0.4 * score + 0.6 * math.exp(-distance_km(near, candidate.point) / 200)


@cache
def _transliterated() -> frozenset[str]:
    """Give the countries whose place names reach English news in several spellings."""
    return frozenset(row["code"] for row in read_table("places/transliterated.csv"))


@cache
def alpha3(code: str) -> str:
    """Turn an alpha-2 code into its alpha-3 one (XK into PLOVER's KOS); others into capitals.

    >>> alpha3("sy"), alpha3("XK"), alpha3("SYR")
    ('SYR', 'KOS', 'SYR')
    """
    upper = code.upper()
    if upper in _KOSOVO:
        return "KOS"
    known = read_countries().get(upper) if len(upper) == 2 else None  # noqa: PLR2004 alpha-2
    return known.iso3 if known else upper


_KOSOVO = frozenset({"XK", "XKX"})
"""ISO gives Kosovo no code; these are in use (GeoNames, the World Bank)."""


@lru_cache(maxsize=1)
def open_gazetteer() -> Gazetteer:
    """Open the gazetteer, built first if it is not there; one a process."""
    return Gazetteer(ensure_gazetteer())


def nearest(points: Iterable[tuple[float, float]], at: tuple[float, float]) -> float:
    """Give the distance in kilometres from `at` to the nearest of `points`; infinite for none."""
    return min((distance_km(p, at) for p in points), default=math.inf)
