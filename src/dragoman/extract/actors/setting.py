"""The country of a bare role ("the army"): from the sentence's places or the whole article."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from dragoman.extract.actors.found import Found
from dragoman.extract.actors.phrases import Finder
from dragoman.ontology.actors_records import BODIES
from dragoman.records import Token

_CLEAR = 0.6
"""Share of an article's evidence that one country must have; below it the country stays empty."""
_ENOUGH = 4
"""Pieces of evidence that an office needs: "the president" may be the visitor's or the host's."""
_DEPLOYED = frozenset({"MIL", "COP", "PRM"})


class Setting:
    """What an article says of countries, all its passages together."""

    def __init__(self, evidence: Counter[str], nouns: dict[str, Counter[str]]) -> None:
        self._evidence = evidence
        self._nouns = nouns

    def of_article(self) -> str | None:
        """Give the country that most of the evidence speaks for."""
        return _clear(self._evidence)

    def of_noun(self, noun: str | None) -> str | None:
        """Give the country that the same noun mostly has where the article says it."""
        return _clear(self._nouns.get(noun or "", Counter()))

    def only(self) -> str | None:
        """Give the country that all of the evidence speaks for."""
        return next(iter(self._evidence)) if len(self._evidence) == 1 else None

    @property
    def size(self) -> int:
        """How much evidence there is."""
        return self._evidence.total()


def _clear(evidence: Counter[str]) -> str | None:
    if not evidence:
        return None
    country, count = evidence.most_common(1)[0]
    return country if count >= _CLEAR * evidence.total() else None


def setting_of(finders: Iterable[Finder], found: Iterable[Iterable[Found]]) -> Setting:
    """Count the countries of an article's places, nationalities and named parties."""
    evidence: Counter[str] = Counter()
    nouns: dict[str, Counter[str]] = {}
    for finder in finders:
        covered = set()
        for start, country in finder.places.countries():
            covered.add(start)
            evidence[country] += 1
        for laid in finder.overlay.laid:
            entry = laid.item.sense.entry
            if entry is None or laid.item.sponsor or laid.item.start in covered:
                continue
            country_of = entry.on(finder.day).country
            if country_of and country_of not in BODIES and entry.kind != "outlet":
                evidence[country_of] += 1
    for parties in found:
        for party in parties:
            if party.noun and party.naming.country and party.naming.country not in BODIES:
                nouns.setdefault(party.noun, Counter())[party.naming.country] += 1
    return Setting(evidence, nouns)


def settle(finder: Finder, found: list[Found], setting: Setting) -> list[Found]:
    """Give each bare role the country that is clear from around it."""
    at = {f.head: f for f in found}
    out = []
    for party in found:
        if _is_open(party) and _owner(finder, party) is None:
            country = _country(finder, party, at, setting)
            if country is not None:
                party = with_country(party, country)  # noqa: PLW2901  # records are replaced
        out.append(party)
    return out


def owned(finder: Finder, found: list[Found], setting: Setting) -> list[Found]:
    """Give what is "his", "its" or "their" the country of whoever that is, once it is known."""
    at = {f.head: f for f in found}
    out = []
    for party in found:
        pronoun = _owner(finder, party)
        if _is_open(party):
            owner = at.get(pronoun.i) if pronoun is not None else None
            country = owner.naming.country if owner else _country(finder, party, at, setting)
            if country is not None:
                party = with_country(party, country)  # noqa: PLW2901  # records are replaced
        out.append(party)
    return out


def _is_open(party: Found) -> bool:
    return party.naming.open_country and party.antecedent is None


def _owner(finder: Finder, party: Found) -> Token | None:
    head = finder.parse.tokens[party.head]
    return next((c for c in finder.parse.children(head, "poss") if c.tag == "PRP$"), None)


def with_country(party: Found, country: str) -> Found:
    """Give a party its country; it stays open, since its words don't say it."""
    naming = msgspec.structs.replace(party.naming, country=country)
    return msgspec.structs.replace(party, naming=naming)


def _country(finder: Finder, party: Found, at: dict[int, Found], setting: Setting) -> str | None:
    parse = finder.parse
    head = parse.tokens[party.head]
    qualifiers = {t.lower for t in parse.tokens[party.first : party.head]}
    if qualifiers & finder.overlay.actors.phrases.outside:
        return None
    deployer = _deployer(finder, party, head, at)
    if deployer is not None:
        return deployer
    if party.naming.person and party.naming.sectors[:1] == ("GOV",):
        return _of_office(finder, head, party, setting)
    if party.fresh:
        return setting.of_article() if setting.size >= _ENOUGH else None
    beside = _beside(finder, party, at)
    if beside is not None:
        return beside
    here = located(finder, parse.sentence_number(head))
    if "COP" in party.naming.sectors:  # Police are at home; "Kenyan police" are the guests.
        return here or setting.of_article() or setting.of_noun(party.noun)
    return here or setting.of_noun(party.noun) or setting.of_article()


def _beside(finder: Finder, party: Found, at: dict[int, Found]) -> str | None:
    """Give the country of the only other army that the sentence names by its country."""
    if party.noun not in ("army", "military"):
        return None
    number = finder.parse.sentence_number(finder.parse.tokens[party.head])
    first, last = finder.parse.sentences[number]
    found = {
        other.naming.country
        for i in range(first, last)
        if (other := at.get(i)) and other.naming.sectors == ("MIL",) and other is not party
        if other.naming.country is not None and not other.naming.open_country
    }
    return found.pop() if len(found) == 1 else None


def _of_office(finder: Finder, head: Token, party: Found, setting: Setting) -> str | None:
    local = party.noun in finder.overlay.actors.phrases.local
    travels = finder.parse.head(head).lemma.lower() in finder.overlay.actors.phrases.travel
    if travels and not local:
        return None
    same = setting.of_noun(party.noun) if not party.fresh else None
    if same is not None:
        return same
    here = located(finder, finder.parse.sentence_number(head))
    if local or setting.size >= _ENOUGH:
        return (here if local else None) or setting.of_article()
    return setting.only() or here


def _deployer(finder: Finder, party: Found, head: Token, at: dict[int, Found]) -> str | None:
    """Give the country of who sends, moves or withdraws these troops."""
    first = finder.parse.first_conjunct(head)
    if first.dep not in ("dobj", "pobj") or not _DEPLOYED & set(party.naming.sectors):
        return None
    verb = finder.parse.head(first)
    if verb.dep == "prep":
        verb = finder.parse.head(verb)
    if verb.lemma.lower() not in finder.overlay.actors.phrases.own:
        return None
    subject = finder.parse.child(verb, "nsubj")
    sender = at.get(subject.i) if subject is not None else None
    return sender.naming.country if sender is not None else None


def located(finder: Finder, sentence: int) -> str | None:
    """Give the only country that a sentence's places lie in, where they say where ("in Idlib")."""
    parse, found = finder.parse, set()
    for token in parse.sentence_tokens(sentence):
        place = finder.places.at(token)
        if place is None or place.country is None or place.use != "literal":
            continue
        top = parse.first_conjunct(finder.overlay.top(token))
        if top.dep == "pobj" and (
            parse.head(top).lower in finder.overlay.actors.phrases.locative
            or place.precision in ("settlement", "site", "admin1", "admin2")
        ):
            found.add(place.country)
    return found.pop() if len(found) == 1 else None
