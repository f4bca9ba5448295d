"""Whether words that could name a party stand where a party stands."""

from typing import TYPE_CHECKING

from dragoman.extract.actors.tokens import MODIFIERS, Laid
from dragoman.records import Token

if TYPE_CHECKING:
    from dragoman.extract.actors.phrases import Finder

_SPEECHLESS = frozenset({"JRN", "EDU", "MED", "REL", "BUS", "REF"})
"""Sectors whose nouns before another noun name a thing ("press conference", "church service")."""
_SIDES = frozenset({"REB", "OPP", "MIL", "PRM", "UAF"})
"""Sectors that hold places ("an opposition enclave")."""
_WHERE = frozenset(
    {"in", "inside", "at", "near", "outside", "around", "across", "throughout", "through", "via"}
)
_BUILT = frozenset({"EDU", "MED", "REL", "JRN", "BUS", "LEG", "JUD"})
_DIRECTIONS = ("north", "south", "east", "west", "central", "rural", "mainland")
_CAPITAL_SIDES = frozenset({"between", "with", "against", "by"})


def stands(finder: "Finder", token: Token, laid: Laid) -> bool:
    """Say whether a party can stand at `token`, whose words are `laid`."""
    sense = laid.item.sense
    if sense.role is not None:
        return _role_stands(finder, token, laid)
    if not sense.state:
        return not _is_place(finder, token, laid)
    if laid.item.sponsor is not None and sense.use != "people":
        return False
    place = finder.places.country(token)
    entry = sense.entry
    named = sense.use == "name"
    elsewhere = place is not None and entry is not None and place != entry.tenures[0].country
    if sense.use == "capital":
        return _capital_speaks(finder, token, elsewhere=elsewhere)
    if named and elsewhere:
        return False
    if sense.use == "adjective":
        return _adjective_acts(finder, token)
    return sense.use == "people" or _state_is_side(finder, token)


def _is_place(finder: "Finder", token: Token, laid: Laid) -> bool:
    """Whether a name is a place here ("al-Mayadeen") or only part of one ("Sadr City")."""
    place, entry = finder.places.at(token), laid.item.sense.entry
    if place is None or place.use != "literal" or entry is None:
        return False
    longer = len(place.text) > laid.item.end - laid.item.start
    return longer or entry.kind == "outlet"


def _role_stands(finder: "Finder", token: Token, laid: Laid) -> bool:
    role = laid.item.sense.role
    if role is None or laid.item.sense.use == "qualifier":
        return False
    first = finder.parse.first_conjunct(token)
    if role.thing:
        return _is_hit(finder, first)
    if first.dep in MODIFIERS:
        over = finder.parse.head(first)
        if over.lower in finder.overlay.actors.phrases.settings:
            return bool(_SIDES & set(role.sectors))
        if token.tag == "JJ" and laid.item.text.lower() != "military":
            return False
        return first.dep == "poss" or not _SPEECHLESS & set(role.sectors)
    if laid.item.text.lower() in ("force", "party", "parties", "press", "people's"):
        return laid.last > laid.first or bool(
            finder.parse.children(token, "amod", "compound", "poss")
        )
    located = first.dep == "pobj" and finder.parse.head(first).lower in _WHERE
    return not (located and _BUILT & set(role.sectors) and not role.person)


def _is_hit(finder: "Finder", token: Token) -> bool:
    """Whether a thing is what something is done to, and not only where ("a raid on a market")."""
    if token.dep in ("dobj", "nsubjpass"):
        return True
    if token.dep != "pobj":
        return False
    preposition = finder.parse.head(token)
    over = finder.parse.head(preposition)
    named = preposition.lower in ("on", "against", "of") and over.tag.startswith("NN")
    done = preposition.lower in ("on", "against") and over.tag.startswith("VB")
    return (named and over.i not in finder.overlay.at) or done


def _state_is_side(finder: "Finder", token: Token) -> bool:
    parse, phrases = finder.parse, finder.overlay.actors.phrases
    if any(c.lower.startswith(_DIRECTIONS) for c in parse.children(token, "amod")):
        return False
    first = parse.first_conjunct(token)
    if first.dep == "appos" and first.i > first.head:
        over = parse.first_conjunct(finder.overlay.top(parse.head(first)))
        if over.dep == "pobj" and finder.places.at(over) is not None:
            return parse.head(over).lower not in phrases.locative
    if first.dep == "pobj":
        return parse.head(first).lower not in phrases.locative
    if first.dep in MODIFIERS:
        over = parse.head(first)
        return first.dep == "poss" or over.lower not in phrases.settings
    return first.dep not in ("npadvmod", "advmod")


def _adjective_acts(finder: "Finder", token: Token) -> bool:
    parse = finder.parse
    first = parse.first_conjunct(token)
    if first.dep in MODIFIERS:
        over = parse.head(first)
        return over.lemma.lower() not in finder.overlay.actors.phrases.settings
    return first.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "poss")


def _capital_speaks(finder: "Finder", token: Token, *, elsewhere: bool) -> bool:
    """Whether a capital stands for its government: it says, decides, or faces another side.

    `elsewhere` is said of a name that the places layer took for a town of another country.
    """
    parse, phrases = finder.parse, finder.overlay.actors.phrases
    place = finder.places.at(token)
    if place is not None and place.use == "metonym" and not elsewhere:
        return True
    first = parse.first_conjunct(token)
    up = parse.head(first)
    verb = up.lemma.lower()
    match first.dep:
        case "nsubj":
            return verb in phrases.voice
        case "nsubjpass" | "dobj":
            return verb in phrases.addressed
        case "pobj":
            return not elsewhere and _capital_faces(finder, up)
        case "poss":
            return not elsewhere and up.lower not in phrases.settings
        case other:
            return other == "dative"


def _capital_faces(finder: "Finder", preposition: Token) -> bool:
    """Whether a capital after a preposition is a side ("a note from Tokyo")."""
    parse, phrases = finder.parse, finder.overlay.actors.phrases
    over = parse.head(preposition)
    if preposition.dep == "agent":
        return True
    if preposition.lower in ("to", "from"):
        if parse.head(over).dep == "prep" or over.dep == "prep":  # "from Tokyo to Beijing"
            over = parse.head(over)
        return over.lemma.lower() in phrases.sent
    if preposition.lower not in _CAPITAL_SIDES:
        return False
    return over.tag.startswith("NN") or over.lemma.lower() in phrases.voice
