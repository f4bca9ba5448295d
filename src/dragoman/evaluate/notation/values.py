"""What stands after `=` in a mark: the values of each field, read and written."""

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Literal, get_args

import msgspec
from msgspec import UNSET

from dragoman.evaluate.notation.gold import Code, Days, GoldTime, Range
from dragoman.evaluate.notation.heading import known
from dragoman.ontology.files import read_table, read_yaml
from dragoman.records.marks import MarkError, value_of, words_of_value
from dragoman.records.party import Kind, Stance, Via
from dragoman.records.place import Precision

Field = Literal["party", "speaker", "place", "time", "toll"]
Found = dict[str, object]
_NOT_KNOWN = "?"
_NO_COUNTRY = "---"
_POLE = 90.0


def _words(field: str, words: Iterable[object]) -> dict[str, tuple[str, object]]:
    return {str(word): (field, word) for word in words}


def _literals(field: str) -> tuple[object, ...]:
    """Give the words that a field of `GoldTime` may hold."""
    of = GoldTime.__annotations__[field]
    return tuple(word for part in get_args(of) for word in get_args(part))


WORDS: Mapping[Field, Mapping[str, tuple[str, object]]] = {
    "party": {"supporting": ("role", "supporting")},
    "speaker": {
        **_words("stance", get_args(Stance)),
        **_words("kind", get_args(Kind)),
        "named": ("named", True),
        "unnamed": ("named", False),
        "anonymous": ("anonymous", True),
        "not_anonymous": ("anonymous", False),
    },
    "place": _words("precision", get_args(Precision)),
    "time": {
        **_words("precision", _literals("precision")),
        **_words("anchor", _literals("anchor")),
    },
    "toll": {
        **_words("unit", ("people", "families")),
        **_words("group", ("civilian", "fighter", "unknown")),
        **_words("scope", ("event", "update", "cumulative")),
    },
}
"""Words that stand for a value by themselves, and of which field."""

KEYS: Mapping[Field, tuple[str, ...]] = {
    "party": ("via", "name", "id"),
    "speaker": ("via", "name", "id"),
    "place": ("admin1", "admin2", "geonames_id", "at"),
    "time": (),
    "toll": ("who", "id", "part_of", "by"),
}
"""Values that need their name before them: `name:Tel_Aviv`."""


def read_values(field: Field, values: Iterable[str]) -> Found:
    """Read the values of one mark; `antecedent` comes back as it is written."""
    found: Found = {}
    for value in values:
        for key, meant in _value(field, value, has_head=_HEADS[field][0] in found).items():
            if found.get(key, meant) != meant:
                raise MarkError(f"two values for {key}: {found[key]!r} and {meant!r}")
            found[key] = meant
    return found


def _value(field: Field, value: str, *, has_head: bool) -> Found:
    if value in WORDS[field]:
        key, meant = WORDS[field][value]
        return {key: meant}
    if value.startswith("^") and field in ("party", "speaker"):
        return {"antecedent": value[1:]}
    key, colon, words = value.partition(":")
    if colon and words and key in KEYS[field]:
        return _keyed(key, words)
    if not has_head:
        return _HEADS[field][1](value)
    keys = [f"{k}:…" for k in KEYS[field]]
    may = ", ".join((*WORDS[field], *keys))
    raise MarkError(f"{value!r} means nothing in a {field}; after the first value may stand: {may}")


def _keyed(key: str, words: str) -> Found:
    if key == "at":
        return _coordinates(words)
    if key == "via":
        return {"via": known(words, get_args(Via), "via")}
    if key == "geonames_id":
        if not words.isdecimal():
            raise MarkError(f"geonames_id:{words}: write a number")
        return {key: int(words)}
    if key == "by":
        return {key: tuple(words_of_value(one) for one in words.split("+"))}
    return {key: words_of_value(words)}


def _coordinates(words: str) -> Found:
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)", words)
    if found is None or not _is_on_earth(*map(float, found.groups())):
        raise MarkError(f"at:{words}: write degrees north and east, such as at:16.27,-0.04")
    return {"lat": float(found[1]), "lon": float(found[2])}


def _is_on_earth(lat: float, lon: float) -> bool:
    return abs(lat) <= _POLE and abs(lon) <= 2 * _POLE


def _code(value: str) -> Found:
    if value == _NOT_KNOWN:
        return {"code": Code(None)}
    found = re.fullmatch(r"(---|[A-Z]{3})((?:[A-Z]{3}(?:\+[A-Z]{3})*)?)", value)
    if found is None or value == _NO_COUNTRY:
        raise MarkError(
            f"no party code {value!r}: write country and sectors, such as SYRMIL, ---REB, SYR, "
            "SYRMIL+GOV, or ? where neither is known"
        )
    countries, sectors = _codes()
    if found[1] != _NO_COUNTRY:
        known(found[1], countries, "country")
    its = tuple(known(s, sectors, "sector") for s in found[2].split("+") if s)
    return {"code": Code(None if found[1] == _NO_COUNTRY else found[1], its)}


@cache
def _codes() -> tuple[frozenset[str], frozenset[str]]:
    """Give the codes of countries (with PLOVER's own) and of sectors."""
    table = msgspec.convert(read_yaml("ontology/sectors.yml"), dict[str, str | dict[str, str]])
    own = {c for part in ("instead_of_country", "not_in_iso") for c in table[part]}
    tables = ("actors/countries.csv", "places/countries.csv")
    states = {row["code"] for table in tables for row in read_table(table)}
    return frozenset(own | states), frozenset(table["sectors"])


def _place(value: str) -> Found:
    if value == _NOT_KNOWN:
        return {"country": None, "name": None}
    country, slash, name = value.partition("/")
    if country != _NO_COUNTRY:
        known(country, _codes()[0], "country (write it before the place: MLI/Gao)")
    found: Found = {"country": None if country == _NO_COUNTRY else country}
    if slash and not name:
        raise MarkError(f"{value!r}: a name goes after the slash, such as MLI/Gao")
    return found | ({"name": words_of_value(name)} if slash else {})


def _days(value: str) -> Found:
    if value == _NOT_KNOWN:
        return {"days": Days(None, None)}
    if short := re.fullmatch(r"(\d{4})(?:-(\d\d))?", value):
        return _month_or_year(short[1], short[2])
    first, dots, last = value.partition("..")
    days = Days(_day(first), _day(last if dots else first))
    if value == ".." or (days.from_ and days.to and days.from_ > days.to):
        raise MarkError(f"time {value!r} runs backwards or has no end at all")
    return {"days": days}


def _month_or_year(year: str, month: str | None) -> Found:
    if month is None:
        return {
            "days": Days(date(int(year), 1, 1), date(int(year), 12, 31)),
            "precision": "year",
        }
    first = _day(f"{year}-{month}-01")
    assert first is not None  # noqa: S101 - a written day is never the open end
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return {"days": Days(first, last), "precision": "month"}


def _day(written: str) -> date | None:
    if not written:
        return None
    try:
        # strptime takes no week dates and no days without hyphens, which fromisoformat takes.
        return datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise MarkError(
            f"no time {written!r}: write 2024-05-14, 2024-05-14..2024-05-16, 2024-05-14.. for an "
            "open end, 2024-05, 2024, or ? where it cannot be told"
        ) from None


def _figure(value: str) -> Found:
    found = re.fullmatch(r"(\d+)|(\d*)\.\.(\d*)(?:/(\d+))?", value)
    if found is None or value == "..":
        raise MarkError(
            f"no figure {value!r}: write 4, 4..9 (low and high), 4../4 (at least four), 60.. (more "
            "than 60), ..9, or 24..99/50 with a best figure"
        )
    if found[1]:
        return {"figure": Range(int(found[1]), int(found[1]), int(found[1]))}
    low, high, best = (int(n) if n else None for n in found.group(2, 3, 4))
    ordered = [n for n in (low, best, high) if n is not None]
    if ordered != sorted(ordered):
        raise MarkError(f"figure {value!r} runs backwards: low, then high, the best between them")
    return {"figure": Range(low, best, high)}


_HEADS: Mapping[Field, tuple[str, Callable[[str], Found]]] = {
    "party": ("code", _code),
    "speaker": ("code", _code),
    "place": ("country", _place),
    "time": ("days", _days),
    "toll": ("figure", _figure),
}


def write_values(field: Field, record: msgspec.Struct) -> tuple[str, ...]:
    """Write the values of one mark; open ones are left out, the antecedent is the caller's."""
    given = {f: v for f in record.__struct_fields__ if (v := getattr(record, f)) is not UNSET}
    words = [_HEAD_WRITERS[field](given)]
    words += [w for w, (f, v) in WORDS[field].items() if f in given and given[f] == v]
    for key in KEYS[field]:
        if key == "at" and "lat" in given:
            words.append(f"at:{given['lat']},{given['lon']}")
        elif key in given:
            value = given[key]
            many = value if isinstance(value, tuple) else (str(value),)
            words.append(f"{key}:{'+'.join(map(value_of, many))}")
    return tuple(w for w in words if w)


def _write_code(given: Mapping[str, object]) -> str:
    code = given.get("code")
    if not isinstance(code, Code):
        return ""
    if code == Code(None):
        return _NOT_KNOWN
    return (code.country or _NO_COUNTRY) + "+".join(code.sectors)


def _write_place(given: Mapping[str, object]) -> str:
    if "country" not in given:
        return ""
    country, name = given["country"], given.get("name")
    if country is None and name is None:
        return _NOT_KNOWN
    return str(country or _NO_COUNTRY) + (f"/{value_of(str(name))}" if name else "")


def _write_days(given: Mapping[str, object]) -> str:
    days = given.get("days")
    if not isinstance(days, Days):
        return ""
    if days == Days(None, None):
        return _NOT_KNOWN
    first, last = (day.isoformat() if day else "" for day in days)
    return first if first == last else f"{first}..{last}"


def _write_figure(given: Mapping[str, object]) -> str:
    figure = given.get("figure")
    if not isinstance(figure, Range):
        return ""
    if figure.low == figure.best == figure.high and figure.low is not None:
        return str(figure.low)
    low, best, high = ("" if n is None else str(n) for n in figure)
    return f"{low}..{high}" + (f"/{best}" if best else "")


_HEAD_WRITERS: Mapping[Field, Callable[[Mapping[str, object]], str]] = {
    "party": _write_code,
    "speaker": _write_code,
    "place": _write_place,
    "time": _write_days,
    "toll": _write_figure,
}
