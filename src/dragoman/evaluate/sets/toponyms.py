"""Toponyms and where they lie: LGL, GeoVirus, GeoWebNews, each file a corpus."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from dragoman.consolidate.geography import distance_km
from dragoman.evaluate.align import Alignment, align
from dragoman.evaluate.distances import error_counts
from dragoman.evaluate.figures import Wanted
from dragoman.evaluate.goldset import Answers, GoldError, GoldSet, check_span, json_lines
from dragoman.evaluate.offsets import (
    Run,
    canonical_offsets,
    closeness,
    run_of,
    sentence_of,
    touches,
)
from dragoman.evaluate.scored import Key, Scored, Slip, hits
from dragoman.pipeline.articles import article_of_text
from dragoman.records import Article, Place, Reading

NEAR_KM = 161.0
"""100 miles: Leidner 2007, and every geoparser since."""
LITERAL = frozenset({"Literal", "Embedded_Literal", "Coercion"})
"""GeoWebNews' kinds that mean the place itself (Gritta et al. 2020, fig. 1 and sec. 3)."""
EITHER = frozenset({"Mixed", "Literal_Modifier"})
"""Literal for the corpus, but metonym or adjective by our own definition: both are right."""
NOT_LITERAL = frozenset({"Metonymic", "Non_Literal_Modifier", "Embedded_Non_Lit"})
NO_TOPONYM = frozenset({"Non_Toponym", "Language", "Demonym"})
"""Names and words made of place names: giving them is neither right nor wrong."""
PLAIN_WORDS = frozenset({"Non_Lit_Expression", "Literal_Expression", "Homonym"})
"""Common nouns ("hospital") and other things' names ("Paris Hilton"): giving one is wrong."""
POLE = 90.0
"""Degrees."""
KINDS = LITERAL | EITHER | NOT_LITERAL | NO_TOPONYM | PLAIN_WORDS


class Toponym(msgspec.Struct, frozen=True, kw_only=True):
    """One marked run of words; without coordinates it does not count."""

    start: int
    end: int
    text: str
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    kind: str | None = None

    @property
    def run(self) -> Run:
        """Give where it stands."""
        return Run(self.start, self.end)

    @property
    def counts(self) -> bool:
        """Whether it is a toponym that an answer can be held against."""
        return self.lat is not None and self.kind not in NO_TOPONYM | PLAIN_WORDS

    @property
    def is_literal(self) -> bool | None:
        """Whether it means the place itself; None where the corpus does not say or both hold."""
        return None if self.kind is None or self.kind in EITHER else self.kind in LITERAL


class ToponymRow(msgspec.Struct, frozen=True, kw_only=True):
    """One article and its toponyms. Offsets count in `text`."""

    id: str
    title: str = ""
    text: str
    toponyms: tuple[Toponym, ...]
    corpus: str = ""
    where: str = ""

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give the article, without its title where the text begins with it."""
        title = None if self.text.startswith(self.title) else self.title
        return (article_of_text(self.text, title=title or None),)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A row's answer: which toponym belongs to which place, and the places that are too many."""

    row: ToponymRow
    reading: Reading | None
    places: Alignment[Toponym, tuple[Run, Place]]
    extra: tuple[tuple[Run, Place], ...]


def read(paths: Sequence[Path]) -> list[ToponymRow]:
    """Read the rows; an offset, a kind or a coordinate that cannot be is refused."""
    rows = []
    for path in paths:
        for where, row in json_lines(path, ToponymRow):
            line = int(where.rsplit(":", 1)[1])
            moved = canonical_offsets(row.text)
            for each in row.toponyms:
                _check(each, row.text, path=path, line=line)
            toponyms = tuple(
                msgspec.structs.replace(each, start=moved(each.start), end=moved(each.end))
                for each in row.toponyms
            )
            rows.append(
                msgspec.structs.replace(row, toponyms=toponyms, corpus=path.stem, where=where)
            )
    return rows


def _check(each: Toponym, text: str, *, path: Path, line: int) -> None:
    words = check_span(path, line, start=each.start, end=each.end, text=text)
    if words != each.text:
        raise GoldError(path, line, f"{each.start}..{each.end} is {words!r}, not {each.text!r}")
    if each.kind is not None and each.kind not in KINDS:
        raise GoldError(path, line, f"no kind {each.kind!r}")
    has_both = each.lat is not None and each.lon is not None
    if not has_both and (each.lat, each.lon) != (None, None):
        raise GoldError(path, line, f"{each.text!r} has half a coordinate")
    if abs(each.lat or 0.0) > POLE or abs(each.lon or 0.0) > 2 * POLE:
        raise GoldError(path, line, f"{each.text!r} lies at {each.lat}, {each.lon}")


def score(rows: Sequence[ToponymRow], answers: Answers) -> list[Scored]:
    """Score each article: what was found, how it was taken, where it was put."""
    return [_scored(_found(row, answers[row.articles[0].id].reading)) for row in rows]


def _found(row: ToponymRow, reading: Reading | None) -> Found:
    """Pair toponyms with places; what lies on a mark that does not count is left out."""
    given = [
        (run, place)
        for place in (reading.places if reading is not None else ())
        if (run := run_of(place)) is not None
    ]
    gold = list({each.run: each for each in row.toponyms if each.counts}.values())
    pairs = align(gold, given, lambda toponym, its: closeness(toponym.run, its[0]))
    free = [t.run for t in row.toponyms if not t.counts and t.kind not in PLAIN_WORDS]
    extra = tuple(its for its in pairs.extra if not touches(its[0], free))
    return Found(row=row, reading=reading, places=pairs, extra=extra)


def _scored(found: Found) -> Scored:
    counts: dict[Key, float] = {}
    for more in (_recognised(found), _literal(found), _resolved(found), _end_to_end(found)):
        counts |= more
    return Scored(counts=counts, slips=tuple(_slips(found)))


def _recognised(found: Found) -> dict[Key, float]:
    pairs, corpus = found.places.pairs, found.row.corpus
    gold = len(pairs) + len(found.places.missed)
    exact = sum(toponym.run == run for toponym, (run, _) in pairs)
    plain = sum(place.use != "adjective" for _, place in found.extra)
    lenient = hits(
        "recognised lenient", corpus, tp=len(pairs), fp=plain, fn=len(found.places.missed)
    )
    wrong = len(pairs) - exact + len(found.extra)
    return lenient | hits("recognised strict", corpus, tp=exact, fp=wrong, fn=gold - exact)


def _literal(found: Found) -> dict[Key, float]:
    """Count the literal ones apart, in a corpus that tells them."""
    corpus = found.row.corpus
    if not any(each.kind for each in found.row.toponyms):
        return {}
    pairs = [(t, p) for t, (_, p) in found.places.pairs if t.is_literal is not None]
    given = [(t.is_literal, p.use == "literal") for t, p in pairs]
    missed = sum(t.is_literal is True for t in found.places.missed)
    extra = sum(place.use == "literal" for _, place in found.extra)
    counts = hits(
        "literal",
        corpus,
        tp=given.count((True, True)),
        fp=given.count((False, True)) + extra,
        fn=given.count((True, False)) + missed,
    )
    for kind in sorted({t.kind or "" for t, _ in pairs}):
        these = [is_ == ours for (t, _), (is_, ours) in zip(pairs, given, strict=True)
                 if t.kind == kind]  # fmt: skip
        counts |= _share("use", kind, right=sum(these), asked=len(these))
    return counts


def _share(field: str, group: str, *, right: float, asked: float) -> dict[Key, float]:
    return {Key(field, group, "right"): right, Key(field, group, "asked"): asked}


def _resolved(found: Found) -> dict[Key, float]:
    """Count, of those recognised, the ones put near enough and the ones put nowhere."""
    corpus, pairs = found.row.corpus, found.places.pairs
    counts: dict[Key, float] = {}
    literal = [(t, p) for t, p in pairs if t.is_literal]
    for field, these, is_right in (
        ("resolved strict", pairs, _is_near),
        ("resolved lenient", pairs, _is_within),
        ("resolved literal", literal, _is_near),
    ):
        near = sum(is_right(t, p) for t, (_, p) in these)
        if these:
            counts |= _share(field, corpus, right=near, asked=len(these))
            none = sum(p.lat is None for _, (_, p) in these)
            counts[Key(field, corpus, "refused")] = none
    known = [(t, p) for t, (_, p) in pairs if t.geonames_id is not None]
    if known:
        same = sum(t.geonames_id == p.geonames_id for t, p in known)
        counts |= _share("geonames id", corpus, right=same, asked=len(known))
    errors = [e for t, (_, p) in pairs if (e := _error_km(t, p)) is not None]
    return counts | error_counts("distance", corpus, errors)


def _end_to_end(found: Found) -> dict[Key, float]:
    near = sum(_is_near(t, p) for t, (_, p) in found.places.pairs)
    put = sum(p.lat is not None for _, (_, p) in found.places.pairs)
    extra = sum(p.lat is not None and p.use != "adjective" for _, p in found.extra)
    gold = len(found.places.pairs) + len(found.places.missed)
    return hits("end to end", found.row.corpus, tp=near, fp=put - near + extra, fn=gold - near)


def _error_km(toponym: Toponym, place: Place) -> float | None:
    there = Place(text=toponym.text, start=None, end=None, lat=toponym.lat, lon=toponym.lon)
    return distance_km(there, place)


def _is_near(toponym: Toponym, place: Place) -> bool:
    error = _error_km(toponym, place)
    return error is not None and error <= NEAR_KM


def _is_within(toponym: Toponym, place: Place) -> bool:
    """Whether the gold's point is near, or inside the circle of the area that ours names.

    Corpora put the point of a country hundreds of kilometres apart.
    """
    error = _error_km(toponym, place)
    return error is not None and error <= max(NEAR_KM, place.radius_km or 0.0)


def _slips(found: Found) -> Iterable[Slip]:
    for toponym in found.places.missed:
        kind = f"missed: {toponym.kind or 'toponym'}"
        yield _slip(found, kind, run=toponym.run, expected=_said(toponym), got="no place")
    for run, place in found.extra:
        kind = f"extra: {place.use}"
        yield _slip(found, kind, run=run, expected="no toponym", got=_put(place))
    for toponym, (run, place) in found.places.pairs:
        if not _is_within(toponym, place):
            kind = "resolved to nothing" if place.lat is None else f"too far: {place.precision}"
            yield _slip(found, kind, run=run, expected=_said(toponym), got=_put(place))
        literal = toponym.is_literal
        if literal is not None and literal != (place.use == "literal"):
            kind = f"use: {toponym.kind} taken as {place.use}"
            yield _slip(found, kind, run=run, expected=_said(toponym), got=_put(place))


def _slip(found: Found, kind: str, *, run: Run, expected: str, got: str) -> Slip:
    row = found.row
    article = row.articles[0]
    text = sentence_of(found.reading, article.text, run)
    return Slip(
        kind=kind, where=row.where, text=text, expected=expected, got=got, title=article.title
    )


def _said(toponym: Toponym) -> str:
    return f"{toponym.text!r} at {toponym.lat}, {toponym.lon} ({toponym.geonames_id or 'no id'})"


def _put(place: Place) -> str:
    at = f"{place.lat:.3f}, {place.lon:.3f}" if place.lat and place.lon else "nowhere"
    return f"{place.text!r} as {place.name or '?'} at {at} ({place.geonames_id or 'no id'})"


_P_R_F = ("precision", "recall", "f1")

gold = GoldSet(
    name="toponyms",
    files=("toponyms/*.jsonl",),
    read=read,
    score=score,
    needs_reading=True,
    wanted=(
        *(Wanted(metric=m, field="recognised lenient", by_group=True) for m in _P_R_F),
        *(Wanted(metric=m, field="recognised strict", by_group=True) for m in _P_R_F),
        *(Wanted(metric=m, field="literal") for m in _P_R_F),
        Wanted(metric="accuracy", field="use", by_group=True),
        Wanted(metric="accuracy", field="resolved strict", by_group=True),
        Wanted(metric="accuracy", field="resolved lenient", by_group=True),
        Wanted(metric="refused", field="resolved strict", by_group=True),
        Wanted(metric="accuracy", field="resolved literal"),
        Wanted(metric="refused", field="resolved literal"),
        Wanted(metric="accuracy", field="geonames id", by_group=True),
        Wanted(metric="median_km", field="distance", by_group=True),
        *(Wanted(metric=m, field="end to end", by_group=True) for m in _P_R_F),
    ),
)
