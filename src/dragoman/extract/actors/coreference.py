"""Who "Araghchi", "the minister", "he" and "the group" are: somebody named before."""

from collections.abc import Iterable

import msgspec

from dragoman.extract.actors.bounds import complement
from dragoman.extract.actors.found import Found
from dragoman.extract.actors.phrases import Finder
from dragoman.ontology.actors_words import key
from dragoman.records import Span, Token

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_WINDOW = 3
"""Sentences that a pronoun looks back over."""
_EMPTY_IT = frozenset(
    {"be", "seem", "appear", "take", "rain", "remain", "become", "come", "make", "happen", "mean"}
)
_WOMANLY = (
    "spokeswoman",
    "queen",
    "congresswoman",
    "businesswoman",
    "policewoman",
    "woman",
    "mother",
    "wife",
    "daughter",
    "sister",
    "first lady",
    "actress",
)
_MEMORY = 60
"""Parties that a description looks back over."""
_FIGHTING = frozenset({"UAF", "REB"})
_ARMED = frozenset({"UAF", "REB", "PRM", "CRM"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


_GROUPS = frozenset({"group", "movement", "militia", "faction", "rebels"})
"""Words that mean an armed group or a movement before any other body."""


class Known:
    """The persons and bodies that an article has named, by id and by last name."""

    def __init__(self) -> None:
        self._full: dict[str, tuple[Found, Span]] = {}
        self._last: dict[str, str | None] = {}

    def learn(self, party: Found, span: Span) -> None:
        """Remember the fullest first naming of a party with an id."""
        id_, name = party.naming.id, party.naming.name
        if id_ is None or name is None:
            return
        if not party.naming.person:
            self._full.setdefault(id_, (party, span))
            return
        spelt = key(span.quote).split()
        if len(spelt) < 2 and not party.naming.sectors:  # noqa: PLR2004  # a name of one word
            return
        known = self._full.get(id_)
        if known is None or (len(spelt) > 1 and len(key(known[1].quote).split()) == 1):
            self._full[id_] = (party, span)
        last = key(name).split()[-1:]
        if len(spelt) > 1 and last:
            owner = self._last.setdefault(last[0], id_)
            if owner != id_:
                self._last[last[0]] = None

    def surnames(self) -> frozenset[str]:
        """Give the last names that belong to one person of the article."""
        return frozenset(last for last, owner in self._last.items() if owner)

    def full(self, party: Found, span: Span) -> tuple[Found, Span] | None:
        """Give the fuller naming of the same party, or None where this is it."""
        if party.naming.person:
            short = key(span.quote).split()
            alone = len(short) == 1 or party.fresh
            owner = self._last.get(short[-1]) if short and alone else None
            if owner is not None and (party.fresh or party.naming.id not in self._full):
                found = self._full.get(owner)
                return found if found and found[1] != span else None
        found = self._full.get(party.naming.id or "")
        if found is None or found[1] == span or len(found[1].quote) <= len(span.quote):
            return None
        return found


def same_names(finder: Finder, found: list[Found], known: Known) -> list[Found]:
    """Give later, shorter names the identity of the fuller one."""
    out = []
    for party in found:
        span = party.span(finder.parse)
        fuller = known.full(party, span)
        out.append(_as(party, *fuller) if fuller is not None else party)
    return out


def _as(party: Found, full: Found, span: Span) -> Found:
    naming = msgspec.structs.replace(
        full.naming,
        via="coreference",
        open_country=full.naming.open_country,
    )
    return msgspec.structs.replace(
        party, naming=naming, antecedent=span, noun=party.noun or full.noun, fresh=full.fresh
    )


class Resolver:
    """Finds the antecedents of pronouns and descriptions in one passage."""

    def __init__(self, finder: Finder, found: Iterable[Found]) -> None:
        self.finder = finder
        self.parse = finder.parse
        self.by_sentence: dict[int, list[Found]] = {}
        self.all: list[Found] = []
        self.pronouns: dict[int, Found] = {}
        self.hidden = {f.head: f for f in finder.hidden}
        self.heads = {f.head: f for f in found}
        self.women = finder.overlay.actors.phrases.women

    def run(self) -> list[Found]:
        """Walk the passage once, from left to right."""
        for token in self.parse.tokens:
            party = self.heads.get(token.i)
            if party is None and token.i in self.hidden:
                self._remember(token, self.hidden[token.i])
            if party is not None:
                party = self._described(token, party)
            elif token.tag in ("PRP", "PRP$"):
                party = self._pronoun(token)
                if party is not None:
                    self.pronouns[token.i] = party
            elif token.lower in self.finder.overlay.actors.phrases.anaphors:
                party = self._anaphor(token)
            if party is not None:
                self._add(token, party)
        return self.all

    def _add(self, token: Token, party: Found) -> None:
        self.all.append(party)
        self._remember(token, party)

    def _remember(self, token: Token, party: Found) -> None:
        self.by_sentence.setdefault(self.parse.sentence_number(token), []).append(party)

    def _described(self, token: Token, party: Found) -> Found:
        """Read "the foreign minister" or "the minister" as somebody named before."""
        party = self._owned(token, party)
        if party.noun is None or party.naming.id:
            return party
        if _FIGHTING & set(party.naming.sectors):
            return self._fighters(token, party)
        if not party.naming.person:
            return party
        if not any(c.tag in ("DT", "PRP$") and c.lower != "a" for c in self.parse.children(token)):
            explicit = party.naming.country is not None and not party.naming.open_country
            if not explicit:
                return party
        noun = "foreign minister" if party.noun == "fm" else party.noun
        fitting = [e for e in self.all[-_MEMORY:] if self._named(e, noun, party)]
        if not fitting:
            return party
        last = self._number(fitting[-1])
        subjects = [e for e in fitting if self._role(e) in _SUBJECTS and self._number(e) == last]
        return self._as(party, (subjects or fitting)[-1])

    def _fighters(self, token: Token, party: Found) -> Found:
        """Read "the militants" as the only armed group named shortly before."""
        before = self.parse.tokens[party.first : party.head]
        plain = all(t.tag in ("JJ", "NN", "NNS") and t.ent in ("", "NORP") for t in before)
        definite = any(c.lower == "the" for c in self.parse.children(token, "det"))
        if not definite or not plain or not party.naming.open_country:
            return party
        groups = {
            f.naming.id: f for f in self._window(token) if (f.naming.id or "").startswith("group:")
        }
        armed = [f for f in groups.values() if _ARMED & set(f.naming.sectors)]
        return self._as(party, armed[0]) if len(armed) == 1 else party

    def _number(self, party: Found) -> int:
        return self.parse.sentence_number(self.parse.tokens[party.head])

    def _named(self, earlier: Found, noun: str, party: Found) -> bool:
        known = earlier.naming.id or (earlier.naming.country and not party.naming.country)
        return bool(known) and earlier.naming.person and self._holds(earlier, noun, party)

    def _owned(self, token: Token, party: Found) -> Found:
        """Give "his interior minister" the country of whoever he is."""
        if not party.naming.open_country:
            return party
        owners = [c.i for c in self.parse.children(token, "poss") if c.tag == "PRP$"]
        owner = self.pronouns.get(owners[0]) if owners else None
        if owner is None or owner.naming.country is None:
            return party
        naming = msgspec.structs.replace(
            party.naming, country=owner.naming.country, open_country=False
        )
        return msgspec.structs.replace(party, naming=naming)

    def _holds(self, earlier: Found, noun: str, party: Found) -> bool:
        country = party.naming.country
        said = country is not None and not party.naming.open_country
        if said and earlier.naming.country != country:
            return False
        if "ELI" in earlier.naming.sectors:
            return False
        titles = [t for t in (earlier.naming.office, earlier.noun) if t]
        return any(
            t == noun
            or (" " not in noun and t.endswith(f" {noun}") and not t.startswith(("vice", "deputy")))
            for t in titles
        )

    def _as(self, party: Found, earlier: Found) -> Found:
        span = earlier.antecedent or earlier.span(self.parse)
        naming = msgspec.structs.replace(earlier.naming, via="coreference")
        return msgspec.structs.replace(
            party, naming=naming, antecedent=span, noun=earlier.noun or party.noun
        )

    def _anaphor(self, token: Token) -> Found | None:
        determiners = [c for c in self.parse.children(token) if c.i < token.i]
        if [c.lower for c in determiners] not in (["the"], ["that"]):
            return None
        if complement(self.parse, token, "of") is not None:
            return None
        if token.i in self.finder.overlay.at and self.finder.overlay.at[token.i].head != token.i:
            return None
        bodies = [
            e
            for e in reversed(self._window(token))
            if (e.naming.id or "").startswith(("group:", "org:")) and not e.naming.person
        ]
        if token.lower in _GROUPS:
            bodies.sort(key=lambda e: not (e.naming.id or "").startswith("group:"))
        if not bodies:
            return None
        blank = Found(head=token.i, first=token.i, last=token.i, naming=bodies[0].naming)
        return self._as(blank, bodies[0])

    def _window(self, token: Token) -> list[Found]:
        number = self.parse.sentence_number(token)
        return [
            f
            for n in range(max(0, number - _WINDOW), number + 1)
            for f in self.by_sentence.get(n, [])
        ]

    def _pronoun(self, token: Token) -> Found | None:
        word = token.lower
        if word not in _HE | _SHE | _IT | _THEY:
            return None
        if word == "it" and token.dep not in _SUBJECTS:
            return None
        if word == "it" and self.parse.head(token).lemma in _EMPTY_IT:
            return None
        antecedent = self._antecedent(token, word)
        if antecedent is None or (word in _THEY and self._several(antecedent)):
            return None
        blank = Found(head=token.i, first=token.i, last=token.i, naming=antecedent.naming)
        return self._as(blank, antecedent)

    def _antecedent(self, token: Token, word: str) -> Found | None:
        number = self.parse.sentence_number(token)
        for n in range(number, max(-1, number - _WINDOW), -1):
            fitting = [
                f
                for f in self.by_sentence.get(n, [])
                if f.head < token.i
                and self._fits(f, word)
                and (word in _THEY or not self._listed(f) or self._within(token, f))
                and not self._same_clause(token, f)
            ]
            if fitting:
                subjects = [f for f in fitting if self._role(f) in _SUBJECTS]
                if n == number:
                    return (subjects or fitting)[-1]
                return (subjects or fitting)[0]
        return None

    def _role(self, party: Found) -> str:
        return self.parse.first_conjunct(self.parse.tokens[party.head]).dep

    def _same_clause(self, token: Token, party: Found) -> bool:
        """An object pronoun is never its own verb's subject."""
        if token.tag == "PRP$" or token.dep in _SUBJECTS:
            return False
        verb = next((t for t in self.parse.ancestors(token) if t.pos in ("VERB", "AUX")), token)
        joined = {verb.i}
        while verb.dep == "conj":
            verb = self.parse.head(verb)
            joined.add(verb.i)
        first = self.parse.first_conjunct(self.parse.tokens[party.head])
        return first.dep in _SUBJECTS and first.head in joined

    def _fits(self, party: Found, word: str) -> bool:
        naming, plural = party.naming, party.naming.plural
        if word in _THEY:
            bodies = not naming.person and naming.via == "role" and bool(naming.sectors)
            group = (naming.id or "").startswith("group:")
            return plural or group or bodies or self._listed(party)
        if plural:
            return False
        if word in _IT:
            return not naming.person and naming.via != "nationality"
        if not naming.person:
            return False
        woman = self._woman(party)
        return woman is not False if word in _SHE else woman is not True

    def _within(self, token: Token, party: Found) -> bool:
        """Whether a pronoun stands inside a list that its antecedent opens ("X and its Y")."""
        return any(t.i == party.head for t in self.parse.ancestors(token)[:4])

    def _several(self, party: Found) -> bool:
        """Whether a party is one of several sides: "they" are all of them, not one."""
        return self._listed(party) and not party.naming.plural

    def _listed(self, party: Found) -> bool:
        """Whether a party is one of several joined by "and"."""
        token = self.parse.tokens[party.head]
        return token.dep == "conj" or self.parse.child(token, "conj") is not None

    def _woman(self, party: Found) -> bool | None:
        """Whether a person is a woman; None where neither name nor title says it."""
        if (party.noun or "").endswith(_WOMANLY):
            return True
        name = key(party.naming.name or "").split()
        if name and (name[0] in self.women or " ".join(name[:2]) in self.women):
            return True
        return False if not party.fresh and party.naming.id else None
