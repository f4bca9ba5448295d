"""Chooses what each toponym means, from the whole article.

One name has one meaning in an article. Evidence: countries that are named or whose adjective
stands, what the text says holds what, places already understood nearby, and, as a prior only, how
well known a place is. A name that nothing fits stays unresolved and costs no other its meaning.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.extract.places.lexicon import words
from dragoman.extract.places.toponym import Toponym
from dragoman.ontology.gazetteer import Candidate, Gazetteer
from dragoman.ontology.gazetteer_build import distance_km
from dragoman.ontology.toponym_keys import key_of
from dragoman.records.place import Precision

_TOUCHED = 0.25
"""Share of the strongest country's evidence under which a country is only touched on."""

_NEIGHBOURS = 80
_BY_SOUND = 40
"""Places compared with each name, and names matched by sound, in one article; keeps time linear."""

Key = tuple[str, Precision | None]
Votes = dict[Key | None, dict[str, float]]


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """How much each kind of evidence counts. Set by hand on 170 articles of local and world news.

    `near` is for other places of the article close by or in the same first-order division,
    `coarse` what countries, regions and divisions get instead, `held` for what the text says.
    """

    prominence: float = 0.9
    country: float = 0.3
    near: float = 0.35
    coarse: float = 0.3
    held: float = 0.5
    reach_km: float = 120.0
    temperature: float = 0.07
    least: float = 0.2
    rounds: int = 3


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a name means, with a score in 0..1.

    `is_supported` says that something else in the article speaks for the place's country.
    """

    candidate: Candidate
    score: float
    is_supported: bool = False


class _Group(msgspec.Struct, kw_only=True):
    """All mentions of one name in an article."""

    key: Key
    name: str
    mentions: list[Toponym]
    candidates: tuple[Candidate, ...] = ()
    holders: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    divisions: frozenset[int] = frozenset()


class Resolver:
    """Resolves the toponyms of one article after the other; keeps nothing between them."""

    def __init__(self, gazetteer: Gazetteer, weights: Weights | None = None) -> None:
        self._gazetteer = gazetteer
        self._weights = weights or Weights()

    def resolve(
        self, toponyms: Sequence[Toponym], peoples: Iterable[str] = ()
    ) -> list[Choice | None]:
        """Give each toponym's meaning, in order; none where nothing fits well enough.

        `peoples` are the countries (alpha-3) of the article's adjectives, one for each mention.
        """
        groups = _groups(toponyms)
        named = Counter(peoples)
        for group in groups.values():
            group.candidates = self._candidates(group)
            group.divisions = _divisions(group.candidates)
        choices: dict[Key, Choice] = {}
        for _ in range(self._weights.rounds):
            before, choices = choices, self._round(groups, choices, named)
            if _numbers(before) == _numbers(choices):
                break
        self._by_sound(groups, choices, named)
        return [choices.get(_key(t)) for t in toponyms]

    def _candidates(self, group: _Group) -> tuple[Candidate, ...]:
        """Look a name up; a whole name first ("Kansas City"), then without its last word."""
        found = self._gazetteer.candidates(group.name)
        bare, _, last = group.name.rpartition(" ")
        kind = words().designators.get(last.casefold())
        if not found and kind:
            near = self._gazetteer.candidates(bare)
            wanted = "settlement" if kind == "site" else kind
            return tuple(c for c in near if c.precision == wanted) or near
        return _of_kind(found, group.key[1])

    def _round(
        self, groups: Mapping[Key, _Group], before: Mapping[Key, Choice], named: Mapping[str, int]
    ) -> dict[Key, Choice]:
        out: dict[Key, Choice] = {}
        votes = _votes(groups, before, named)
        held = _held_by_all(groups.values())
        for key, group in groups.items():
            scored = self._scored(group, before, votes, held)
            best = self._best(scored)
            if best is not None:
                best = _seat(best, group, groups, before)
                share = _shares(votes, key).get(best.candidate.country or "", 0.0)
                out[key] = msgspec.structs.replace(best, is_supported=share > _TOUCHED)
        return out

    def _scored(
        self,
        group: _Group,
        before: Mapping[Key, Choice],
        votes: Votes,
        held_all: Mapping[int, float],
    ) -> list[tuple[float, Candidate]]:
        evidence = _shares(votes, group.key)
        others = [
            c
            for k, c in before.items()
            if k[0] != group.key[0] and c.candidate.precision not in {"country", "region"}
        ][:_NEIGHBOURS]
        holders = [before[k].candidate for k in before if k[0] in group.holders]
        held = _held_names(group, held_all)
        w = self._weights
        total = max(sum(evidence.values()), 1.0)
        out = []
        for c in group.candidates:
            score = w.prominence * c.prominence * c.likeness
            score += w.country * evidence.get(c.country or "", 0.0)
            focus = 0.3 + 0.7 * evidence.get(c.country or "", 0.0) / total
            score += self._closeness(c, others, held) * (1.0 if c.is_coarse else focus)
            out.append((score + self._held(c, holders, group), c))
        return out

    def _closeness(
        self, candidate: Candidate, others: Sequence[Choice], held: Mapping[int, float]
    ) -> float:
        """Judge a place by the article's others: how near, how many in the same division."""
        w = self._weights
        if candidate.precision in {"country", "region"}:
            return w.coarse
        division = candidate.admin1_number or candidate.number
        best = min(held.get(division, 0.0), 1.0)
        for other in others:
            if division in {other.candidate.number, other.candidate.admin1_number}:
                best = max(best, other.score)
            elif other.score > best:
                best = max(best, other.score * _nearness(candidate, other.candidate, w.reach_km))
        return w.near * best + (0.2 if candidate.precision == "admin1" else 0.0)

    def _held(self, candidate: Candidate, holders: Sequence[Candidate], group: _Group) -> float:
        held = any(is_inside(candidate, h) for h in holders)
        named = candidate.country in group.adjectives and candidate.precision != "country"
        return self._weights.held if held or named else 0.0

    def _best(self, scored: Sequence[tuple[float, Candidate]]) -> Choice | None:
        if not scored:
            return None
        top, best = max(scored, key=lambda s: (s[0], -s[1].number))
        rivals = [s for s, c in scored if not _is_same(c, best)]
        doubt = sum(math.exp((s - top) / self._weights.temperature) for s in rivals)
        score = min(1.0, top / 0.7) / (1.0 + doubt)
        if score < self._weights.least:
            return None
        return Choice(candidate=best, score=round(min(score, 0.99), 3))

    def _by_sound(
        self, groups: Mapping[Key, _Group], choices: dict[Key, Choice], named: Mapping[str, int]
    ) -> None:
        """Match names that no table has by sound, in the countries the article is about."""
        unknown = [
            g
            for k, g in groups.items()
            if k not in choices and any(one.is_certain for one in g.mentions)
        ]
        if not unknown:
            return
        votes = _votes(groups, choices, named)
        shares = _shares(votes, None)
        countries = [
            c for c, share in sorted(shares.items(), key=lambda s: -s[1]) if share >= _TOUCHED
        ]
        for group in unknown[:_BY_SOUND]:
            near: list[Candidate] = []
            for country in [*group.adjectives, *countries[:3]]:
                near.extend(
                    _of_kind(self._gazetteer.candidates(group.name, country=country), group.key[1])
                )
            group.divisions = frozenset()
            group.candidates = tuple({c.number: c for c in near}.values())
            scored = self._scored(group, choices, votes, {})
            best = self._best([(s * c.likeness**2, c) for s, c in scored])
            if best is not None:
                choices[group.key] = msgspec.structs.replace(best, is_supported=True)


def is_inside(candidate: Candidate, holder: Candidate) -> bool:
    """Whether a place lies in another, by the tables' divisions."""
    match holder.precision:
        case "country":
            return candidate.precision != "country" and candidate.country == holder.country
        case "admin1":
            return candidate.admin1_number == holder.number
        case "admin2":
            return candidate.admin2_number == holder.number
        case "region":
            point, middle = candidate.point, holder.point
            reach = holder.radius_km or 0.0
            return bool(point and middle and reach < 1500 and distance_km(point, middle) <= reach)  # noqa: PLR2004 a continent holds too much to tell anything
        case _:
            return False


def _is_same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are a town and the division named after it: no rivals."""
    if one.number == other.number:
        return True
    if other.number in {one.admin1_number, one.admin2_number}:
        return True
    if one.number in {other.admin1_number, other.admin2_number}:
        return True
    near = one.point and other.point and distance_km(one.point, other.point) < 25  # noqa: PLR2004 km: the same place twice in the tables
    return bool(near) and one.country == other.country


def _held_by_all(groups: Iterable[_Group]) -> dict[int, float]:
    """Say for each division how many of the article's names it has, rare names more.

    "Henry County" alone is in ten states, and so is "Paris"; together they are in few.
    """
    out: dict[int, float] = defaultdict(float)
    for group in groups:
        for division in group.divisions:
            out[division] += 0.8 / len(group.divisions)
    return out


def _held_names(group: _Group, by_all: Mapping[int, float]) -> dict[int, float]:
    """Give, for a group's own divisions, what the other groups add up to."""
    return {d: by_all[d] - 0.8 / len(group.divisions) for d in group.divisions}


def _nearness(one: Candidate, other: Candidate, reach: float) -> float:
    """Give 1 for the same point, falling to nothing some hundred kilometres away."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    if abs(one.lat - other.lat) * 111 > 5 * reach:
        return 0.0
    return math.exp(-distance_km((one.lat, one.lon), (other.lat, other.lon)) / reach)


def _numbers(choices: Mapping[Key, Choice]) -> dict[Key, int]:
    return {key: choice.candidate.number for key, choice in choices.items()}


def _key(one: Toponym) -> Key:
    return key_of(one.name), one.kind


def _groups(toponyms: Sequence[Toponym]) -> dict[Key, _Group]:
    out: dict[Key, _Group] = {}
    for one in toponyms:
        if one.is_adjective:
            continue
        group = out.setdefault(_key(one), _Group(key=_key(one), name=one.name, mentions=[]))
        group.mentions.append(one)
        group.holders |= {key_of(name) for name in one.inside}
        if one.country:
            group.adjectives |= {one.country}
    return out


def _seat(
    best: Choice, group: _Group, groups: Mapping[Key, _Group], before: Mapping[Key, Choice]
) -> Choice:
    """Take the town instead of the division of its name, where the text does not say division.

    In states whose towns seldom share their name, a division stays one where it holds another
    place of the text or stands among other divisions ("New York, Ohio and Texas").
    """
    division = best.candidate
    if division.precision not in {"admin1", "admin2"} or group.key[1] in {"admin1", "admin2"}:
        return best
    inside = [
        c
        for c in group.candidates
        if c.precision == "settlement"
        and division.number in {c.admin1_number, c.admin2_number}
        and c.population * 30 >= division.population
        and c.likeness >= division.likeness
    ]
    if not inside and division.country == "USA" and not _has_company(best, group, before):
        inside = [c for c in group.candidates if c.is_capital and c.country == "USA"]
    if not inside:
        return best
    if division.precision == "admin1" and division.country in {"USA", "CAN", "AUS"}:
        holds = any(group.key[0] in other.holders for other in groups.values())
        peers = [
            c
            for k, c in before.items()
            if k[0] != group.key[0]
            and c.candidate.precision == "admin1"
            and c.candidate.country == division.country
        ]
        if holds or len(peers) > 1:
            return best
    return msgspec.structs.replace(best, candidate=inside[0])


def _has_company(best: Choice, group: _Group, before: Mapping[Key, Choice]) -> bool:
    """Whether another place of the article lies in the division that was chosen."""
    return any(
        c.candidate.admin1_number == best.candidate.number
        for k, c in before.items()
        if k[0] != group.key[0]
    )


def _divisions(candidates: Sequence[Candidate]) -> frozenset[int]:
    """Give the divisions a name may lie in; a name that is foremost a country says nothing."""
    if candidates and candidates[0].precision in {"country", "region"}:
        return frozenset()
    return frozenset(c.admin1_number or c.number for c in candidates)


def _of_kind(candidates: tuple[Candidate, ...], kind: Precision | None) -> tuple[Candidate, ...]:
    """Keep the candidates of the kind the text names, all where none is of it."""
    if kind is None or kind == "country":
        return candidates
    wanted: dict[str, set[str]] = {
        "admin1": {"admin1", "region"},
        "admin2": {"admin2"},
        "settlement": {"settlement"},
        "site": {"site", "settlement"},
        "region": {"region"},
    }
    return tuple(c for c in candidates if c.precision in wanted[kind]) or candidates


def _votes(
    groups: Mapping[Key, _Group], choices: Mapping[Key, Choice], named: Mapping[str, int]
) -> Votes:
    """Count for each country how much speaks for it, in all and by group."""
    out: Votes = {None: {c: 0.5 * n for c, n in named.items()}}
    for key, group in groups.items():
        choice = choices.get(key) or _guess(group)
        is_certain = any(one.is_certain for one in group.mentions)
        country = choice.candidate.country if choice else None
        if choice is not None and country and is_certain:
            worth = choice.score * math.sqrt(len(group.mentions))
            out[key] = {country: worth}
            out[None][country] = out[None].get(country, 0.0) + worth
    return out


def _guess(group: _Group) -> Choice | None:
    """Give a stand-in for a name that is not resolved yet but can only be in one country."""
    countries = {c.country for c in group.candidates}
    if len(countries) == 1 or (group.candidates and group.candidates[0].precision == "country"):
        return Choice(candidate=group.candidates[0], score=0.6)
    return None


def _shares(votes: Votes, without: Key | None) -> dict[str, float]:
    """Give each country's evidence as a share of the strongest one's, a group's own left out."""
    total = dict(votes.get(None, {}))
    if without is not None:
        for country, worth in votes.get(without, {}).items():
            total[country] = total.get(country, 0.0) - worth
    most = max(total.values(), default=0.0)
    return {c: max(v, 0.0) / max(most, 1.0) for c, v in total.items()}
