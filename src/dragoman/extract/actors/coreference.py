"""Who "Araghchi", "the minister", "he" and "the group" are: somebody named before."""

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.extract.actors.bounds import complement
from dragoman.extract.actors.found import Found
from dragoman.extract.actors.phrases import Finder
from dragoman.extract.actors.several import Named, Sort, as_meant, sort_of, two_before
from dragoman.ontology.actors_records import BODIES, Naming
from dragoman.ontology.actors_words import key
from dragoman.records import Token

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
_MANY = frozenset({"police", "people", "troops", "military police"})
"""Nouns without a plural ending that are many."""
_ARMED = frozenset({"UAF", "REB", "PRM", "CRM"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


_GROUPS = frozenset({"group", "movement", "militia", "faction", "rebels"})
"""Words that mean an armed group or a movement before any other body."""


class Resolver:
    """Finds the antecedents of pronouns and descriptions in one passage."""

    def __init__(self, finder: Finder, found: Iterable[Found], title: Sequence[Named] = ()) -> None:
        self.finder = finder
        self.title = title
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
            party = self._at(token, self.heads.get(token.i))
            if party is not None:
                self._add(token, party)
        return self.all

    def _at(self, token: Token, party: Found | None) -> Found | None:
        """Give the party that a token stands for, with its antecedent."""
        if party is None and token.i in self.hidden:
            self._remember(token, self.hidden[token.i])
        two = self._two(token, party)
        if two is not None:
            return two
        if party is not None:
            return self._described(token, party)
        if token.tag in ("PRP", "PRP$"):
            return self._noted(token, self._pronoun(token))
        phrases = self.finder.overlay.actors.phrases
        if token.lower in phrases.anaphors | phrases.anaphors_named:
            return self._noted(token, self._anaphor(token))
        return self._aged(token) if self._is_aged(token) else None

    def _noted(self, token: Token, party: Found | None) -> Found | None:
        """Keep what may own something later in the sentence ("its fighters", "the group's")."""
        if party is not None:
            self.pronouns[token.i] = party
        return party

    def _two(self, token: Token, party: Found | None) -> Found | None:
        """Read "both sides" or "the two ministers" as two parties named before."""
        sort = sort_of(self.parse, token, self.finder.overlay.actors.phrases)
        if sort is None:
            return None
        if party is not None and party.naming.country and not party.naming.open_country:
            return None
        number = self.parse.sentence_number(token)
        sentences = [self._named_in(n, sort) for n in range(number + 1)]
        two = two_before(token, sort, sentences, title=self.title)
        if two is None:
            return _unsettled(party)
        words = party or Found(head=token.i, first=token.i, last=token.i, naming=two[0][0].naming)
        one, other = (
            msgspec.structs.replace(words, naming=as_meant(sort, f, g), antecedent=s, noun=f.noun)
            for (f, s), (g, _) in (two, two[::-1])
        )
        return msgspec.structs.replace(one, others=(other,))

    def _named_in(self, sentence: int, sort: Sort) -> list[Named]:
        """Give a sentence's parties, and where states are meant the states of its places."""
        parties = self.by_sentence.get(sentence, [])
        found = [(f, f.antecedent or f.span(self.parse)) for f in parties]
        if sort == "states":
            for token in self.parse.sentence_tokens(sentence):
                country = self.finder.places.country(token)
                if country is not None:
                    naming = Naming(country=country, id=f"state:{country}")
                    at = Found(head=token.i, first=token.i, last=token.i, naming=naming)
                    found.append((at, at.span(self.parse)))
        return found

    def _is_aged(self, token: Token) -> bool:
        """Whether a token heads "the 62-year-old" or "the 62-year-old leftist"."""
        children = self.parse.children(token)
        if not any(c.lower == "the" for c in children):
            return False
        if token.lower == "old":
            return any(c.lower == "year" for c in children)
        old = next((c for c in children if c.lower == "old" and c.i < token.i), None)
        return old is not None and any(c.lower == "year" for c in self.parse.children(old))

    def _aged(self, token: Token) -> Found | None:
        """Give the one whom the nearest sentence with a name introduces, else its subject."""
        number = self.parse.sentence_number(token)
        for n in range(number, max(-1, number - _WINDOW), -1):
            persons = [
                f
                for f in self.by_sentence.get(n, [])
                if f.naming.person and not f.naming.plural and f.naming.name and f.head < token.i
            ]
            fresh = [f for f in persons if f.antecedent is None]
            subjects = [f for f in persons if self._role(f) in _SUBJECTS]
            meant = fresh or subjects or persons
            if len({f.naming.id for f in meant}) == 1:
                words = [t.i for t in self.parse.subtree(token) if t.i <= token.i]
                age = next(i for i in words if self.parse.tokens[i].tag not in ("DT", "_SP"))
                blank = Found(head=token.i, first=age, last=token.i, naming=meant[0].naming)
                return self._as(blank, meant[0])
            if persons:
                return None
        return None

    def _add(self, token: Token, party: Found) -> None:
        self.all.append(party)
        self._remember(token, party)

    def _remember(self, token: Token, party: Found) -> None:
        said = self.by_sentence.setdefault(self.parse.sentence_number(token), [])
        said += [party, *party.others]

    def _described(self, token: Token, party: Found) -> Found:
        """Read "the foreign minister" or "the minister" as somebody named before."""
        party = self._owned(token, party)
        if party.noun is None or party.naming.id:
            return party
        if self._is_aged(token):
            aged = self._aged(token)
            if aged is not None:
                return msgspec.structs.replace(aged, first=party.first, last=party.last)
        if _ARMED & set(party.naming.sectors):
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
        named = party.naming.country is not None or party.naming.id is not None
        if named and not party.naming.open_country:
            return party
        owners = [c.i for c in self.parse.children(token, "poss")]
        owner = self.pronouns.get(owners[0]) if owners else None
        if owner is None or owner.naming.country is None:
            return party
        sectors = party.naming.sectors
        group = (owner.naming.id or "").startswith("group:") and not owner.naming.person
        if group or (owner.naming.country in BODIES and sectors == ("GOV",)):
            sectors = owner.naming.sectors
        naming = msgspec.structs.replace(
            party.naming, country=owner.naming.country, sectors=sectors, open_country=False
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
        named = [e for e in bodies if token.lower in key(e.naming.name or "").split()]
        if token.lower in self.finder.overlay.actors.phrases.anaphors_named:
            bodies = named
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
        if word == "it" and token.dep not in _SUBJECTS and not self._faced(token):
            return None
        if word == "it" and self.parse.head(token).lemma in _EMPTY_IT:
            return None
        antecedent = self._antecedent(token, word)
        if antecedent is None:
            return None
        blank = Found(head=token.i, first=token.i, last=token.i, naming=antecedent.naming)
        if word in _THEY and self._listed(antecedent):
            return self._all_listed(blank, antecedent)
        return self._as(blank, antecedent)

    def _faced(self, token: Token) -> bool:
        """Whether "it" is what somebody blames, asks or thanks, so that it is a side."""
        verb = self.parse.head(token).lemma.lower()
        return token.dep == "dobj" and verb in self.finder.overlay.actors.phrases.addressed

    def _all_listed(self, blank: Found, antecedent: Found) -> Found | None:
        """Read "they" as all of a list; None where a member of the list is no party."""
        head = self.parse.first_conjunct(self.parse.tokens[antecedent.head])
        here = {f.head: f for f in self.all}
        members = [here.get(t.i) for t in self.parse.conjuncts(head)]
        found = [self._as(blank, f) for f in members if f is not None]
        if len(found) < len(members) or len(found) == 1:
            return None
        return msgspec.structs.replace(found[0], others=tuple(found[1:]))

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
        if word in _IT:
            return self._is_body(party)
        if plural:
            return False
        if not naming.person:
            return False
        woman = self._woman(party)
        return woman is not False if word in _SHE else woman is not True

    def _is_body(self, party: Found) -> bool:
        """Whether "it" can be meant: a state, a body, one army, and no human being."""
        naming, head = party.naming, self.parse.tokens[party.head]
        if naming.person or naming.via == "nationality" or head.lower in _MANY:
            return False
        human = naming.id is None and naming.sectors[:1] == ("CVL",)
        return not human and (not naming.plural or head.tag == "NN")

    def _within(self, token: Token, party: Found) -> bool:
        """Whether a pronoun stands inside a list that its antecedent opens ("X and its Y")."""
        return any(t.i == party.head for t in self.parse.ancestors(token)[:4])

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


def _unsettled(party: Found | None) -> Found | None:
    """Leave two of whom nothing tells who they are without a country."""
    if party is None:
        return None
    naming = msgspec.structs.replace(party.naming, country=None, open_country=False)
    return msgspec.structs.replace(party, naming=naming)
