"""The parties layer: every phrase of an article that denotes a side, as a `Party`."""

import msgspec

from dragoman.extract.actors.coreference import Resolver
from dragoman.extract.actors.found import Found
from dragoman.extract.actors.known import Known, same_names
from dragoman.extract.actors.phrases import Finder
from dragoman.extract.actors.quoted import in_quotations
from dragoman.extract.actors.setting import owned, setting_of, settle
from dragoman.extract.actors.several import Named
from dragoman.extract.actors.supporting import supports
from dragoman.extract.actors.tokens import Overlay
from dragoman.extract.actors.where import Places
from dragoman.ontology.actors import Actors, load_actors
from dragoman.records import Parse, Parsed, Party, Reading
from dragoman.records.party import party_code


class PartyLayer:
    """Adds the parties of an article's title and text to its reading."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors

    def __call__(self, parsed: Parsed, reading: Reading) -> Reading:
        """Give the same reading with `parties` filled, in text order, the title first."""
        day = parsed.article.published
        finders = [
            Finder(Overlay(parse, self._actors), Places(parse, reading.places), day)
            for parse in parsed.passages
        ]
        found = [finder.find() for finder in finders]
        known = Known()
        for finder, parties in zip(reversed(finders), reversed(found), strict=True):
            for party in sorted([*parties, *finder.hidden], key=lambda f: f.head):
                known.learn(party, party.span(finder.parse))
        found = [f.surnames(known.surnames(), p) for f, p in zip(finders, found, strict=True)]
        setting = setting_of(finders, found)
        out: list[Party] = []
        title: list[Named] = []
        for finder, parties in zip(finders, found, strict=True):
            named = same_names(finder, parties, known)
            settled = settle(finder, named, setting)
            known_now = owned(finder, Resolver(finder, settled, title).run(), setting)
            resolved = in_quotations(finder, known_now)
            if finder.parse.in_ == "title":
                title = [(f, f.antecedent or f.span(finder.parse)) for f in resolved]
            out.extend(
                _party(finder.parse, each) for f in _apart(resolved) for each in (f, *f.others)
            )
        return msgspec.structs.replace(reading, parties=tuple(out))


def _apart(found: list[Found]) -> list[Found]:
    """Drop a party that lies within another's words, so that no two collide."""
    kept: list[Found] = []
    for party in sorted(found, key=lambda f: (f.first, -f.last)):
        if kept and party.first <= kept[-1].last:
            if party.last <= kept[-1].last or party.head <= kept[-1].last:
                continue
            party = msgspec.structs.replace(party, first=kept[-1].last + 1)  # noqa: PLW2901  # replaced
        kept.append(party)
    return kept


def _party(parse: Parse, found: Found) -> Party:
    span, naming = found.span(parse), found.naming
    return Party(
        text=span.quote,
        start=span.start,
        end=span.end,
        in_=span.in_,
        name=naming.name,
        id=naming.id,
        country=naming.country,
        sectors=naming.sectors,
        code=party_code(naming.country, naming.sectors),
        via=naming.via,
        role="supporting" if supports(parse, parse.tokens[found.head]) else "main",
        antecedent=found.antecedent,
    )


def build() -> PartyLayer:
    """Load the knowledge base and give the layer."""
    return PartyLayer(load_actors())
