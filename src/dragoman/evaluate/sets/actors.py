"""Who a phrase stands for: country, sector, name (NGEC's own test phrases).

Asks the knowledge base as `dragoman who` does; nothing is coded. Only the keys that stand in a
row are asked, null is the answer of none, a list holds answers that are each right.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import UNSET, UnsetType

from dragoman.evaluate.figures import Wanted
from dragoman.evaluate.goldset import Answers, GoldError, GoldSet, json_lines
from dragoman.evaluate.same_words import share_words
from dragoman.evaluate.scored import Key, Scored, Slip, verdict
from dragoman.ontology.actors import Actors, load_actors
from dragoman.ontology.actors_records import BODIES, SECTORS, Who
from dragoman.ontology.actors_tables import open_table
from dragoman.records import Article

COUNTRIES = {"XKX": "KOS"}
"""Codes of countries that PLOVER writes otherwise."""
NO_SECTOR = "UNK"
"""NGEC's sector of those it cannot place: none."""
NOT_ASKED = "????"
"""The set's own mark of a sector its makers did not know."""
OLDER_SECTORS = {"BUD": "REL"}
"""Codes of CAMEO's religions, which are one sector here."""
_Asked = str | list[str | None] | UnsetType | None
_Right = frozenset[str | None] | None
"""The answers that are right, None where a key is not asked."""


class ActorRow(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase, with a day and words around it, and who it is."""

    phrase: str
    date: str | None = None
    context: str | None = None
    country: _Asked = UNSET
    sector: _Asked = UNSET
    name: _Asked = UNSET


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A row in our own codes."""

    phrase: str
    on: date | None
    context: str | None
    country: _Right
    sector: _Right
    name: _Right
    where: str

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give none: the knowledge base is asked."""
        return ()

    @property
    def has_answer(self) -> bool:
        """Whether anything is to be said of the phrase."""
        asked = (right for right in (self.country, self.sector, self.name) if right is not None)
        return any(None not in right for right in asked)


def read(paths: Sequence[Path]) -> list[Question]:
    """Read the rows; a date or a code that is none is refused."""
    questions = []
    for path in paths:
        for where, row in json_lines(path, ActorRow):
            try:
                questions.append(_question(row, where))
            except ValueError as wrong:
                raise GoldError(path, int(where.rsplit(":", 1)[1]), str(wrong)) from wrong
    return questions


def _question(row: ActorRow, where: str) -> Question:
    country, sector = _answers(row.country), _answers(row.sector)
    if _are_swapped(country, sector):
        country, sector = sector, country
    return Question(
        phrase=row.phrase,
        on=None if row.date is None else _day(row.date),
        context=row.context,
        country=_in_our_codes(country, _country),
        sector=None if sector == frozenset([NOT_ASKED]) else _in_our_codes(sector, _sector),
        name=_answers(row.name),
        where=where,
    )


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["code"] for row in open_table("countries.csv").rows)


def _answers(asked: _Asked) -> _Right:
    if isinstance(asked, UnsetType):
        return None
    return frozenset(asked if isinstance(asked, list) else [asked])


def _are_swapped(country: _Right, sector: _Right) -> bool:
    """Whether each key holds a code of the other, as in one row of the set."""
    codes = {code for code in country or () if code}, {code for code in sector or () if code}
    return bool(codes[0] and codes[1]) and codes[0] <= SECTORS and codes[1] <= _countries()


def _in_our_codes(right: _Right, ours: Callable[[str], str | None]) -> _Right:
    return None if right is None else frozenset(code and ours(code) for code in right)


def _country(code: str) -> str:
    ours = COUNTRIES.get(code, code)
    if ours not in _countries() | BODIES:
        raise ValueError(f"no country {code!r}")
    return ours


def _sector(code: str) -> str | None:
    if code == NO_SECTOR:
        return None
    ours = OLDER_SECTORS.get(code, code)
    if ours not in SECTORS:
        raise ValueError(f"no sector {code!r}")
    return ours


def _day(written: str) -> date:
    """Read 2022-01-10 or October 1, 2021."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return datetime.strptime(written, "%B %d, %Y").date()  # noqa: DTZ007 a day has no zone


def score(rows: Sequence[Question], answers: Answers) -> list[Scored]:
    """Ask for each phrase; `answers` are of articles and there are none."""
    del answers
    actors = load_actors()
    return [_scored(row, _asked(actors, row)) for row in rows]


def _asked(actors: Actors, row: Question) -> Who | None:
    return actors.who(row.phrase, on=row.on, context=row.context)


class _Verdict(NamedTuple):
    """Whether one field is right."""

    strict: bool
    lenient: bool


def _scored(row: Question, found: Who | None) -> Scored:
    country = found.country if found else None
    sectors = found.sectors if found else ()
    name = found.name if found else None
    verdicts: dict[str, _Verdict] = {}
    if row.country is not None:
        verdicts["country"] = _Verdict(country in row.country, country in row.country)
    if row.sector is not None:
        first = sectors[0] if sectors else None
        is_among = bool(row.sector & frozenset(sectors)) or first in row.sector
        verdicts["sector"] = _Verdict(first in row.sector, is_among)
    if row.name is not None:
        verdicts["name"] = _Verdict(name in row.name, _same_name(name, row.name))
    return Scored(counts=_counts(row, found, verdicts), slips=tuple(_slips(row, found, verdicts)))


def _same_name(name: str | None, right: frozenset[str | None]) -> bool:
    if name is None:
        return None in right
    return any(one is not None and share_words(name, one) for one in right)


def _counts(row: Question, found: Who | None, verdicts: Mapping[str, _Verdict]) -> dict[Key, float]:
    counts: dict[Key, float] = {}
    for field, its in verdicts.items():
        right = {"country": row.country, "sector": row.sector, "name": row.name}[field]
        group = "" if field == "name" else _group(right)
        counts |= verdict(f"{field} strict", group, is_right=its.strict)
        counts |= verdict(f"{field} lenient", group, is_right=its.lenient)
    if row.country is not None and row.sector is not None:
        both = verdicts["country"], verdicts["sector"]
        counts |= verdict("both strict", "", is_right=all(its.strict for its in both))
        counts |= verdict("both lenient", "", is_right=all(its.lenient for its in both))
    if row.has_answer:
        counts |= {
            Key("known", "", "refused"): float(found is None),
            Key("known", "", "asked"): 1.0,
        }
    return counts


def _group(right: _Right) -> str:
    """Name what is to be answered: a code, or that there is none."""
    return "none" if right == frozenset([None]) else "a code"


def _slips(row: Question, found: Who | None, verdicts: Mapping[str, _Verdict]) -> Iterator[Slip]:
    given = {
        "country": found.country if found else None,
        "sector": ", ".join(found.sectors) if found and found.sectors else None,
        "name": found.name if found else None,
    }
    right = {"country": row.country, "sector": row.sector, "name": row.name}
    for field, its in verdicts.items():
        if its.lenient:
            continue
        expected = " or ".join(sorted(str(one or "none") for one in right[field] or ()))
        yield Slip(
            kind=_kind(field, expected, given[field], is_refused=found is None),
            where=row.where,
            text=row.phrase,
            expected=f"{field} {expected}",
            got=f"{field} {given[field] or 'none'}" + ("" if found else " (not known)"),
            published=row.on.isoformat() if row.on else None,
        )


def _kind(field: str, expected: str, given: str | None, *, is_refused: bool) -> str:
    if is_refused:
        return "phrase not known"
    if field == "sector":
        return f"sector: {expected} read as {given or 'none'}"
    if given is None:
        return f"{field}: left empty"
    return f"{field}: given where there is none" if expected == "none" else f"{field}: another"


gold = GoldSet(
    name="actors",
    files=("actors/*.jsonl",),
    read=read,
    score=score,
    wanted=(
        *(
            Wanted(metric="accuracy", field=f"{field} {how}", by_group=field != "name")
            for field in ("country", "sector", "name")
            for how in ("strict", "lenient")
            if (field, how) != ("country", "lenient")
        ),
        Wanted(metric="accuracy", field="both strict"),
        Wanted(metric="accuracy", field="both lenient"),
        Wanted(metric="refused", field="known"),
    ),
)
