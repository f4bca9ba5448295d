"""Finds the toponyms of an article: listed names, the parser's names, and names in a place's place.

The gazetteer never tags on its own: a name of its tables counts only where the parser calls it a
place or where it stands as one ("in X", "the town of X", "A and X").
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.extract.places.lexicon import Words, words
from dragoman.extract.places.phrases import Phrases
from dragoman.extract.places.position import (
    is_listed,
    is_located,
    is_named_by_noun,
    is_weakly_located,
)
from dragoman.extract.places.runs import (
    PLACES,
    entities,
    entity_around,
    is_institution,
    is_part_of_other,
    is_titled,
    persons,
)
from dragoman.extract.places.toponym import Toponym, toponym
from dragoman.ontology.gazetteer import Gazetteer
from dragoman.ontology.toponym_keys import key_of
from dragoman.records import Parse, Parsed, Token

_NO_NAME = frozenset({"international", "national"})
"""First words of what is left of a name that was cut ("International Airport")."""
_NAMES_AGAIN = 200
"""Names looked for again in the whole article."""
_NEVER = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "PERCENT", "CARDINAL", "ORDINAL"})
_LABELLED = frozenset({"ORG", "NORP", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"})
_JOINED = frozenset({"conj", "appos"})


class _Free:
    """Which characters of a passage no toponym has taken yet."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def take(self, one: Toponym) -> bool:
        """Take a toponym's characters; false, and nothing taken, where one is taken already."""
        if any(self._taken[one.start : one.end]):
            return False
        self._taken[one.start : one.end] = b"\x01" * (one.end - one.start)
        return True


class Finder:
    """Finds toponyms; holds the word lists and the gazetteer."""

    def __init__(self, words: Words, gazetteer: Gazetteer, phrases: Phrases) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._phrases = phrases

    def find(self, parsed: Parsed) -> list[Toponym]:
        """Give every toponym of title and text, in order, none overlapping another."""
        people = persons(parsed, self._words)
        out: list[Toponym] = []
        free = {parse.in_: _Free(len(parse.text)) for parse in parsed.passages}
        for parse in parsed.passages:
            found: list[Toponym] = []
            for more in (
                self._datelines(parse),
                self._listed(parse, people),
                self._designated(parse),
                self._named(parse, people),
                self._standing(parse, people, found),
                self._housing(parse, people),
            ):
                found.extend(one for one in more if free[parse.in_].take(one))
            out.extend(found)
        names = list(dict.fromkeys(t.name for t in out if t.is_certain))[:_NAMES_AGAIN]
        for parse in parsed.passages:
            again = self._again(parse, names, people)
            out.extend(one for one in again if free[parse.in_].take(one))
        return sorted(out, key=lambda t: (t.in_ == "text", t.start))

    def _listed(self, parse: Parse, people: frozenset[str]) -> Iterator[Toponym]:
        for start, end in self._phrases.find(parse.text):
            tokens = parse.between(start, end)
            if not tokens or not self._is_free(parse, tokens, people):
                continue
            if self._is_cut(parse, tokens):
                continue
            if tokens[0].pos in {"PROPN", "NOUN", "ADJ", "DET", "X"} or len(tokens) > 1:
                yield toponym(parse, start, end)

    def _is_cut(self, parse: Parse, tokens: Sequence[Token]) -> bool:
        """Whether a listed name is only the end of a longer known one ("North Kivu")."""
        around = entity_around(parse, tokens[0], tokens[-1])
        if not around or around[0].ent not in PLACES:
            return False
        whole = _trim(around)
        return (
            len(whole) > len(tokens)
            and whole[0].i < tokens[0].i
            and self._gazetteer.knows(parse.text[whole[0].start : whole[-1].end])
        )

    def _is_free(self, parse: Parse, tokens: Sequence[Token], people: frozenset[str]) -> bool:
        first, last = tokens[0], tokens[-1]
        if is_part_of_other(parse, first, last, self._words):
            return False
        if len(tokens) > 1:
            return True
        if is_titled(parse, first, self._words):
            return False
        return first.lower not in people or is_located(parse, first, self._words)

    def _named(self, parse: Parse, people: frozenset[str]) -> Iterator[Toponym]:
        """Give what the parser calls a place."""
        for entity in entities(parse):
            if entity[0].ent not in PLACES:
                continue
            for cut in _pieces(entity):
                piece = self._whole(parse, cut)
                if self._is_place(parse, piece, people):
                    yield toponym(parse, piece[0].start, piece[-1].end)

    def _whole(self, parse: Parse, piece: Sequence[Token]) -> Sequence[Token]:
        """Give the piece with the rest of its name where the parser cut it: "Deir | Hafer"."""
        last = self._hyphened(parse, piece)
        if last.i > piece[-1].i:
            return parse.tokens[piece[0].i : last.i + 1]
        head = parse.head(last)
        rest = parse.tokens[last.i + 1 : head.i + 1]
        if last.dep != "compound" or not 0 < len(rest) <= 3 or last.pos != "PROPN":  # noqa: PLR2004 what a name may still hold
            return piece
        w = self._words
        no = w.organisation | w.titles | w.governed | w.designators.keys() | w.institutions
        is_name = all(t.pos == "PROPN" or t.text == "-" for t in rest)
        if not is_name or head.ent not in {"", *PLACES} or any(t.lower in no for t in rest):
            return piece
        return parse.tokens[piece[0].i : head.i + 1]

    def _hyphened(self, parse: Parse, piece: Sequence[Token]) -> Token:
        """Give the last token of a known name that goes on by hyphens: "Mazar-e | -Sharif"."""
        last = piece[-1]
        for token in parse.tokens[last.i + 1 : last.i + 5]:
            if token.start != parse.tokens[token.i - 1].end:
                break
            name = parse.text[piece[0].start : token.end]
            if token.text[:1].isupper() and self._gazetteer.knows(name):
                return token
        return last

    def _is_place(self, parse: Parse, piece: Sequence[Token], people: frozenset[str]) -> bool:
        first, last = piece[0], piece[-1]
        name = parse.text[first.start : last.end]
        if not any(c.isupper() for c in name) and name.isascii():
            return False
        located = is_located(parse, last, self._words)
        if name.casefold() in self._words.adjectives:
            return False
        if key_of(name) in self._words.never and not (located and first.ent == "GPE"):
            return False
        if any(t.lower in people for t in piece) and not (located and self._gazetteer.knows(name)):
            return False
        if any(t.lower in self._words.organisation for t in piece) or is_part_of_other(
            parse, first, last, self._words
        ):
            return False
        if is_titled(parse, first, self._words) and not located:
            return False
        if first.lower in _NO_NAME and all(t.lower in self._words.common for t in piece):
            return False
        if located or self._gazetteer.knows(name) or len(piece) > 1:
            return True
        return is_named_by_noun(parse, last, self._words) or is_weakly_located(
            parse, last, self._words
        )

    def _datelines(self, parse: Parse) -> Iterator[Toponym]:
        """Give the towns in capitals that open a text or a paragraph: "BEIRUT (AP) — "."""
        if parse.in_ != "text":
            return
        for at in (0, *(m.end() for m in _OPENING.finditer(parse.text[:3000]))):
            found = _DATELINE.match(parse.text, at)
            if found is None or not (
                self._gazetteer.knows(found["town"])
                or (at == 0 and found["in"] and self._gazetteer.knows(found["in"]))
            ):
                continue
            for group in ("town", "in"):
                if found[group]:
                    one = toponym(parse, *found.span(group))
                    one.is_position = True
                    yield one

    def _designated(self, parse: Parse) -> Iterator[Toponym]:
        """Give the capitalised word before "province", "region" and the like, whatever its tag."""
        for token in parse.tokens:
            if token.pos != "ADJ" or not token.text[:1].isupper() or token.dep != "amod":
                continue
            noun = parse.head(token)
            kind = self._words.designators.get(noun.lower)
            if noun.i == token.i + 1 and kind in {"admin1", "admin2"}:
                is_people = token.lower in self._words.adjectives
                if not is_people and self._gazetteer.knows(token.text):
                    yield toponym(parse, token.start, token.end)

    def _again(
        self, parse: Parse, names: Iterable[str], people: frozenset[str]
    ) -> Iterator[Toponym]:
        """Give the other mentions of names that are places elsewhere in the article."""
        wanted = sorted({n for n in names if len(n) > 3}, key=len, reverse=True)  # noqa: PLR2004 short names are words too
        if not wanted:
            return
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, wanted)) + r")(?!\w)")
        for match in pattern.finditer(parse.text):
            tokens = parse.between(*match.span())
            if (
                tokens
                and (tokens[0].start, tokens[-1].end) == match.span()
                and tokens[-1].pos == "PROPN"
                and self._may_stand(parse, tokens, people)
            ):
                yield toponym(parse, *match.span())

    def _housing(self, parse: Parse, people: frozenset[str]) -> Iterator[Toponym]:
        """Give the place in the name of an institution that stands there: "Kabul University"."""
        for entity in entities(parse):
            names = _trim(entity)
            if len(names) < 2 or not is_institution(names, self._words):  # noqa: PLR2004 a place and a noun
                continue
            for size in (3, 2, 1):
                head = names[: min(size, len(names) - 1)]
                name = parse.text[head[0].start : head[-1].end]
                if any(t.lower in people for t in head) or key_of(name) in self._words.never:
                    break
                if head[-1].pos == "PROPN" and self._gazetteer.knows(name):
                    yield toponym(parse, head[0].start, head[-1].end, is_certain=False)
                    break

    def _standing(
        self, parse: Parse, people: frozenset[str], found: list[Toponym]
    ) -> Iterator[Toponym]:
        """Give proper nouns that stand where a place does, whatever the parser calls them."""
        for token in parse.tokens:
            if token.pos != "PROPN" or not token.text[:1].isupper() or token.ent in PLACES:
                continue
            if token.dep == "compound" and parse.head(token).pos == "PROPN":
                continue
            run = _run(parse, token)
            name = parse.text[run[0].start : run[-1].end]
            if self._may_stand(parse, run, people):
                certain = self._stands(parse, token, name, found)
                if certain is not None:
                    yield toponym(parse, run[0].start, run[-1].end, is_certain=certain)

    def _is_known(self, name: str) -> bool:
        """Whether the tables have a name, with or without its designator."""
        bare, _, last = name.rpartition(" ")
        return self._gazetteer.knows(name) or (
            last.casefold() in self._words.designators and self._gazetteer.knows(bare)
        )

    def _may_stand(self, parse: Parse, run: Sequence[Token], people: frozenset[str]) -> bool:
        token = run[-1]
        name = parse.text[run[0].start : token.end]
        if key_of(name) in self._words.never or is_titled(parse, run[0], self._words):
            return False
        if any(t.lower in people or t.lower in self._words.organisation for t in run):
            return False
        if token.ent in _NEVER or is_part_of_other(parse, run[0], token, self._words):
            return False
        around = entity_around(parse, run[0], token)
        return len([t for t in around if t.pos == "PROPN"]) <= len(run)

    def _stands(self, parse: Parse, token: Token, name: str, found: list[Toponym]) -> bool | None:
        """Say whether a proper noun surely is a place (true), may be one (false) or is none."""
        labelled = token.ent in _LABELLED
        if is_named_by_noun(parse, token, self._words):
            return True
        known = self._is_known(name)
        if is_located(parse, token, self._words):
            return True if known or (not labelled and " " not in name) else None
        if token.dep in _JOINED and (known or not labelled):
            head = parse.head(token)
            if any(f.overlaps(head.start, head.end) for f in found[-60:]) and is_listed(
                parse, token, self._words
            ):
                return known
        if not known:
            return None
        leads = parse.head(parse.first_conjunct(token))
        reached = leads.lower in _REACHING and self._is_large(name, token.ent)
        if reached:
            return True
        weakly = not labelled and is_weakly_located(parse, token, self._words)
        return False if weakly else None

    def _is_large(self, name: str, label: str) -> bool:
        """Whether a name that the parser took for somebody's is that of a large town."""
        least = _LARGE.get(label, _LARGE["PERSON"])
        return any((c.population or 0) >= least for c in self._gazetteer.candidates(name))


_REACHING = frozenset({"to", "on", "of", "from", "toward", "towards", "through"})
_LARGE = {"ORG": 30_000, "PERSON": 100_000}
"""Inhabitants from which a town may overrule the parser's label: few persons are called Nyala."""

_DATELINE = re.compile(
    r"(?P<town>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})"
    r"(?:, (?P<in>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}))?"
    r"(?:, [A-Z][a-z]+\.? \d{1,2})?"
    r"(?:\s*\([\w /.-]{2,30}\)\s|\s*(?:\([\w /.-]{0,30}\)\s*)?[-–—\ufffd\x97]+)"
)
_OPENING = re.compile(r"\n|(?<=[.!?]) (?=[A-Z]{4})")


def _pieces(entity: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut an entity at commas and "and", and take the article and a possessive ending off."""
    piece: list[Token] = []
    for token in (*entity, None):
        if token is None or token.text in {",", "/", ";", "\n"} or token.lower in {"and", "or"}:
            trimmed = _trim(piece)
            if trimmed:
                yield trimmed
            piece = []
        else:
            piece.append(token)


_EDGES = frozenset({"the", "'s", "’s", "'", "’", "-", "a", "an", "(", ")", '"', "“", "”", ".", "–"})


def _trim(piece: Sequence[Token]) -> Sequence[Token]:
    first, last = 0, len(piece)
    while first < last and (
        piece[first].lower in _EDGES
        or piece[first].text in words().sides
        or not piece[first].text.strip()
        or piece[first].pos in {"ADP", "NUM"}
    ):
        first += 1
    while last > first and _is_ragged(piece[last - 1], alone=last - first == 1):
        last -= 1
    return piece[first:last]


def _is_ragged(token: Token, *, alone: bool) -> bool:
    """Whether an entity's last word is no part of a name: punctuation, a common noun ("hours")."""
    if token.lower in _EDGES or not token.text.strip():
        return True
    common = token.pos in {"NOUN", "VERB"} and token.text.islower()
    return common and not alone and token.lower not in words().designators


def _run(parse: Parse, token: Token) -> Sequence[Token]:
    """Give a proper noun with the proper nouns, and hyphens, right before it."""
    start = token.i
    tokens = parse.tokens
    while start and (
        (tokens[start - 1].pos == "PROPN" and tokens[start - 1].text[:1].isupper())
        or (tokens[start - 1].text == "-" and tokens[start - 1].end == tokens[start].start)
        or (tokens[start - 1].lower in {"al", "el"} and tokens[start].text == "-")
    ):
        start -= 1
    return tokens[start : token.i + 1]
