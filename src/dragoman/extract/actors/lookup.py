"""Finding the party that a token of the parse belongs to, for the layers that come later."""

from dragoman.extract.actors.bounds import complement, hollow
from dragoman.ontology.actors import load_actors
from dragoman.records import Parse, Party, Reading, Token


def party_at(reading: Reading, parse: Parse, token: Token) -> Party | None:
    """Give the party whose words hold a token; "thousands of teachers" gives the teachers."""
    for party in reading.parties:
        if party.in_ != parse.in_ or party.start is None or party.end is None:
            continue
        if party.start <= token.start and token.end <= party.end:
            return party
    if hollow(token, load_actors().phrases):
        inner = complement(parse, token, "of")
        if inner is not None:
            return party_at(reading, parse, inner)
    return None


def parties_at(reading: Reading, parse: Parse, token: Token) -> tuple[Party, ...]:
    """Give every party that an argument denotes, in text order.

    A list gives each of its members ("France, Germany and Britain"), and so does a noun that
    several qualifiers share ("Egyptian and Iranian officials").
    """
    found: dict[int, Party] = {}
    for member in parse.conjuncts(token):
        for part in (*parse.children(member, "amod", "compound", "nmod"), member):
            if part is not member and party_at(reading, parse, member) is None:
                continue
            for each in parse.conjuncts(part) if part is not member else [member]:
                party = party_at(reading, parse, each)
                if party is not None and party.start is not None:
                    found[party.start] = party
    return tuple(found[start] for start in sorted(found))
