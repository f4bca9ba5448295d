"""Who the speakers of a source are: one each, with what the parties layer knows of them."""

from collections.abc import Iterable, Sequence
from typing import cast, get_args

from dragoman.extract.attribution.draft import Draft, Range, hull, ranges
from dragoman.ontology.attribution import SpeakerKinds, Stance
from dragoman.records import Parse, Party, Span, Speaker, Token
from dragoman.records.party import Kind
from dragoman.records.party import Stance as SpeakerStance

_SPOKEN = frozenset(get_args(SpeakerStance))
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE", "FAC"})
_KIND_OF_NAME: dict[str, Kind] = {"ORG": "organisation", "GPE": "officials", "NORP": "officials"}
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their"})
_LEAD = frozenset({"DET", "PUNCT", "SPACE", "CCONJ"})
_PRONOUNS = frozenset({"he", "she", "i", "him", "her"})


class Speakers:
    """Makes speakers of drafts, given the parties of one passage."""

    def __init__(self, parse: Parse, parties: Sequence[Party], kinds: SpeakerKinds) -> None:
        self._parse = parse
        self._kinds = kinds
        self._surnames = {
            t.text
            for t in parse.tokens
            if t.ent == "PERSON" and t.pos == "PROPN" and not _goes_on(parse, t)
        }
        self._parties: dict[int, Party] = {}
        for party in parties:
            if party.start is None or party.end is None or party.in_ != parse.in_:
                continue
            for token in parse.between(party.start, party.end):
                known = self._parties.get(token.i)
                if known is None or _length(party) < _length(known):
                    self._parties[token.i] = party

    def of(self, draft: Draft) -> tuple[Speaker, ...]:
        """Give every speaker that a draft's source names; one nameless one if it names none."""
        cue = _span(self._parse, draft.cue[0])
        if not draft.source or draft.head is None:
            return (self._nobody(draft, cue),)
        members = self._members(draft.head, draft.source)
        return tuple(
            self._speaker(member, at, draft=draft, cue=cue, voice=voice)
            for member, at, voice in members
        )

    def _nobody(self, draft: Draft, cue: Span) -> Speaker:
        """Give a speaker that no parser token heads; one who is not named points at the cue."""
        at = _span(self._parse, hull(draft.source)) if draft.source else cue
        return Speaker(
            text=at.quote,
            start=at.start,
            end=at.end,
            in_=at.in_,
            named=bool(draft.source),
            anonymous=not draft.source,
            stance=spoken(draft.stance),
            cue=cue,
        )

    def _members(self, head: Token, source: Sequence[Range]) -> list[tuple[Token, Range, Token]]:
        """Split a coordinated source; "military and opposition sources" are two.

        Each comes with its words and the noun that says what it is.
        """
        inside = [t for r in source for t in self._parse.between(r.start, r.end)]
        numbers = {t.i for t in inside}
        joined = [*self._parse.conjuncts(head), *_listed(self._parse, head)]
        heads = [h for h in joined if h.i in numbers and _can_speak(h)]
        heads = self._with_shared(sorted(heads or [head], key=lambda t: t.i), inside)
        out = []
        for n, member in enumerate(heads):
            stop = _starts_at(self._parse, heads[n + 1]) if n + 1 < len(heads) else inside[-1].i + 1
            first = inside[0].i if n == 0 else _starts_at(self._parse, member)
            first = max(first, heads[n - 1].i + 1) if n else first
            shares = member.lower in self._kinds.modifiers and member is not head
            tokens = [t for t in inside if first <= t.i < max(stop, member.i + 1)]
            voice = heads[-1] if shares else member
            out.append((member, _lean(self._parse, tokens, member), voice))
        return out

    def _with_shared(self, heads: list[Token], inside: Sequence[Token]) -> list[Token]:
        """Find members whose head noun stands only with the last: "army and rebel sources"."""
        last = heads[-1]
        if last.lemma.lower() not in self._kinds.shared_heads:
            return heads
        words = {t.i: t for t in inside}
        extra = []
        for token in inside:
            after = words.get(token.i + 1)
            joined = after is not None and (after.pos == "CCONJ" or after.text == ",")
            is_modifier = token.lower in self._kinds.modifiers or token.ent == "NORP"
            if joined and is_modifier and token.i < last.i and token not in heads:
                extra.append(token)
        return sorted([*heads, *extra], key=lambda t: t.i)

    def _speaker(self, head: Token, at: Range, *, draft: Draft, cue: Span, voice: Token) -> Speaker:
        span = _span(self._parse, at)
        owner = self._owner(head)
        party = self._party(head, owner)
        if party is not None and self._parties.get(owner.i) is party:
            span = self._parse.span(party.start or 0, party.end or 0)
        tokens = self._parse.between(at.start, at.end)
        kind = self._kind(head, owner, tokens=tokens, party=party)
        stance = "reports" if kind == "media" and draft.stance == "asserts" else draft.stance
        named = self._is_named(head, party)
        return Speaker(
            text=span.quote,
            start=span.start,
            end=span.end,
            in_=span.in_,
            name=party.name if party else None,
            id=party.id if party else None,
            country=party.country if party else None,
            sectors=party.sectors if party else (),
            code=party.code if party else None,
            via=party.via if party else None,
            antecedent=party.antecedent if party else None,
            kind=kind,
            named=named,
            anonymous=not named and self._is_unnamed(voice),
            stance=spoken(stance),
            cue=cue,
        )

    def _owner(self, head: Token) -> Token:
        """Give who speaks through a paper: the presidency of "a presidency statement"."""
        if head.lemma.lower() not in self._kinds.papers:
            return head
        for prep in self._parse.children(head, "prep", "agent"):
            inner = self._parse.child(prep, "pobj")
            if prep.lower in {"by", "from", "of"} and inner is not None:
                return inner
        mine = self._parse.children(head, "poss", "compound", "nmod", "amod")
        return next((t for t in reversed(mine) if t.pos in {"NOUN", "PROPN"}), head)

    def _party(self, head: Token, owner: Token) -> Party | None:
        near = [owner, head]
        near += self._parse.children(head, "compound", "appos", "flat")
        return next((self._parties[t.i] for t in near if t.i in self._parties), None)

    def _kind(
        self, head: Token, owner: Token, *, tokens: Sequence[Token], party: Party | None
    ) -> Kind | None:
        kinds = self._kinds
        if self._is_person(head):
            return "person"
        word = head.lemma.lower()
        modifiers = [kinds.modifiers[t.lower] for t in tokens if t.lower in kinds.modifiers]
        if head.lower in kinds.modifiers and head.lower not in kinds.nouns:
            return kinds.modifiers[head.lower]
        if word in kinds.colourless or (owner is head and word in kinds.papers):
            return modifiers[-1] if modifiers else kinds.colourless.get(word)
        by_noun = kinds.nouns.get(owner.lemma.lower())
        if by_noun is None and head.pos == "PROPN":
            titles = [t.lemma.lower() for t in self._parse.children(head, "compound", "appos")]
            by_noun = next((kinds.nouns[t] for t in titles if t in kinds.nouns), None)
        country = (party.country or "") if party is not None else ""
        if by_noun == "officials" and head.pos == "PROPN" and country in kinds.countries:
            return kinds.countries[country]
        if by_noun is not None:
            return by_noun
        return (
            self._kind_of_party(party)
            or (modifiers[-1] if modifiers else None)
            or (_KIND_OF_NAME.get(head.ent))
        )

    def _is_person(self, head: Token) -> bool:
        if head.pos == "PRON":
            return head.lower in _PRONOUNS
        return head.pos == "PROPN" and (head.ent == "PERSON" or head.text in self._surnames)

    def _kind_of_party(self, party: Party | None) -> Kind | None:
        if party is None:
            return None
        for sector in party.sectors:
            if sector in self._kinds.sectors:
                return self._kinds.sectors[sector]
        return self._kinds.countries.get(party.country or "")

    def _is_named(self, head: Token, party: Party | None) -> bool:
        """Whether the speaker has a name; a spokesman of a named group has none of his own."""
        if head.pos == "PROPN" and head.ent in _NAMED:
            return True
        known = party is not None and (party.name is not None or party.id is not None)
        return known and not self._is_unnamed(head)

    def _is_unnamed(self, head: Token) -> bool:
        word = head.lemma.lower()
        if word in self._kinds.unnamed or head.lower in self._kinds.unnamed:
            return True
        before = self._parse.children(head, "det", "poss")
        definite = any(t.lower in _DEFINITE or t.dep == "poss" for t in before)
        return word in self._kinds.unnamed_if_indefinite and not definite


def spoken(stance: Stance) -> SpeakerStance:
    """Give a speaker's stance: asking, promising and threatening are assertions of one's own."""
    return cast(SpeakerStance, stance) if stance in _SPOKEN else "asserts"


def _length(party: Party) -> int:
    return (party.end or 0) - (party.start or 0)


def _goes_on(parse: Parse, token: Token) -> bool:
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    return after is not None and after.ent == "PERSON" and not after.ent_starts


def _can_speak(token: Token) -> bool:
    return token.pos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"}


def _listed(parse: Parse, head: Token) -> list[Token]:
    """Give the end of a list that the parser took for an apposition ("A, B and C sources")."""
    return [
        found
        for appos in parse.children(head, "appos")
        for found in parse.conjuncts(appos)
        if any(t.pos == "CCONJ" for t in parse.tokens[head.i : appos.i])
    ]


def _starts_at(parse: Parse, member: Token) -> int:
    lefts = [
        t.i
        for c in parse.children(member)
        if c.i < member.i and c.dep not in {"cc", "conj"}
        for t in parse.subtree(c)
    ]
    return min([member.i, *lefts])


def _lean(parse: Parse, tokens: Iterable[Token], member: Token) -> Range:
    """Give a member's words without article, trailing comma or "and"."""
    run = list(tokens)
    aside = [
        t.i
        for child in parse.children(member, "relcl", "appos", "case", "acl")
        if child.dep != "acl" or parse.tokens[parse.subtree(child)[0].i - 1].text == ","
        for t in parse.subtree(child)
        if child.i > member.i
    ]
    run = [t for t in run if not aside or t.i < min(aside)] or run
    while len(run) > 1 and run[0].pos in _LEAD and run[0] is not member:
        run.pop(0)
    while len(run) > 1 and (run[-1].pos in _LEAD or run[-1].text == ",") and run[-1] is not member:
        run.pop()
    found = ranges(parse, (t.i for t in run))
    return hull(found) if found else Range(member.start, member.end)


def _span(parse: Parse, at: Range) -> Span:
    return parse.span(at.start, at.end)
