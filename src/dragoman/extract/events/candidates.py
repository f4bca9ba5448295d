"""Finds the words that may name an event, with the rule that says so."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeVar

import msgspec

from dragoman.extract.events.clause import (
    Slots,
    is_passive,
    lend_from_above,
    noun_slots,
    verb_slots,
)
from dragoman.extract.events.matching import fits, lemma_of, lemmas_of, match_noun, match_verb
from dragoman.extract.events.scene import Scene
from dragoman.ontology.lexicon import Condition, Lexicon, Rule, rule_of_type, weight
from dragoman.ontology.light import LightVerb, light_weight
from dragoman.ontology.patterns import Word
from dragoman.records import Parse, Token

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "LAW", "PRODUCT", "FAC"})


class Candidate(msgspec.Struct, kw_only=True):
    """Words that a rule takes for an event, and the slots around them."""

    rule: Rule
    head: Token
    tokens: list[Token]
    slots: Slots
    light: Token | None = None
    effect: str = "none"
    absorbed: list["Candidate"] = []
    lent: list[Token] = []
    parts: list["Candidate"] = []

    @property
    def is_noun(self) -> bool:
        """Whether a noun names the event."""
        return self.head.pos in ("NOUN", "PROPN")

    @property
    def anchor(self) -> Token:
        """The token whose place in the tree says how the event is embedded."""
        return self.light if self.light is not None else self.head


class Finder:
    """Holds the look-ups; called once a passage."""

    def __init__(self, lexicon: Lexicon, light: Mapping[str, tuple[LightVerb, ...]]) -> None:
        self._lexicon = lexicon
        self._classes = dict(lexicon.classes)
        self._light = light

    def find(self, scene: Scene, sentence: int) -> list[Candidate]:
        """Give the candidates of one sentence, in text order, each token heading at most one."""
        words = scene.parse.sentence_tokens(sentence)
        nearby = _Nearby(words)
        found = []
        for token in words:
            candidate = self._at(scene, token, nearby)
            if candidate is not None:
                found.append(candidate)
        return _without_parts(found)

    def propose(self, scene: Scene, token: Token, type_: str) -> Candidate:
        """Give a candidate for a word that no rule knows, in the usual syntax of its type."""
        rule = rule_of_type(type_)
        if token.pos in ("NOUN", "PROPN"):
            slots, lent, light = self._noun_slots(scene, token, [token])
            return Candidate(
                rule=rule,
                head=token,
                tokens=[*light[1], token] if light else [token],
                slots=slots,
                light=light[1][0] if light else None,
                effect=light[0].effect if light else "none",
                lent=lent,
            )
        tokens = [token, *scene.parse.children(token, "prt")]
        slots = verb_slots(scene.parse, token, tokens, frame=rule.frame)
        return Candidate(rule=rule, head=token, tokens=tokens, slots=slots)

    def prospects(self, scene: Scene, sentence: int) -> Iterator[Rule]:
        """Give the rules that may find an event here once parties and places are known.

        `scene` knows none of them yet, and its tokens perhaps no names. What these can rule out
        is not ruled out, and what needs one is taken to have it: every candidate of `find` has
        one of these rules.
        """
        words = scene.parse.sentence_tokens(sentence)
        nearby = _Nearby(words)
        for token in words:
            if _is_verbal(token):
                yield from self._verb_prospects(scene, token, nearby)
            if _is_gerund(token) or _is_nominal(scene, token):
                yield from self._noun_prospects(scene, token, nearby)

    def _verb_prospects(self, scene: Scene, verb: Token, nearby: "_Nearby") -> Iterator[Rule]:
        for pattern, rule in _entries(self._lexicon.verbs, verb, weight):
            if not nearby.allows(rule) or not _voice_fits(scene, rule, verb):
                continue
            if any(map(_asks_for_name, pattern.rest)):
                if self._has_all(scene, pattern.rest, nearby):
                    yield rule
                continue
            tokens = match_verb(scene, pattern, verb, self._classes)
            if tokens is not None:
                slots = verb_slots(scene.parse, verb, tokens, frame=rule.frame)
                if self._may_hold(scene, rule, slots):
                    yield rule

    def _noun_prospects(self, scene: Scene, noun: Token, nearby: "_Nearby") -> Iterator[Rule]:
        for pattern, rule in _entries(self._lexicon.nouns, noun, weight):
            if not nearby.allows(rule):
                continue
            rest = (*pattern.before, *pattern.after)
            if any(map(_asks_for_name, rest)):
                if self._has_all(scene, rest, nearby):
                    yield rule
                continue
            tokens = match_noun(scene, pattern, noun, self._classes)
            if tokens is not None:
                slots, _, _ = self._noun_slots(scene, noun, tokens)
                if self._may_hold(scene, rule, slots):
                    yield rule

    def _has_all(self, scene: Scene, rest: Iterable[Word], nearby: "_Nearby") -> bool:
        """Whether the sentence has all words of a pattern but those for a party or a place."""
        return all(
            _asks_for_name(word) or any(fits(scene, word, t, self._classes) for t in nearby.words)
            for word in rest
        )

    def _may_hold(self, scene: Scene, rule: Rule, slots: Slots) -> bool:
        return self._condition(
            scene, _without_names(rule.object), slots.get("object")
        ) and self._condition(scene, _without_names(rule.subject), slots.get("subject"))

    def _at(self, scene: Scene, token: Token, nearby: "_Nearby") -> Candidate | None:
        if _is_verbal(token):
            return self._verb(scene, token, nearby) or self._gerund(scene, token, nearby)
        return self._noun(scene, token, nearby) if _is_nominal(scene, token) else None

    def _gerund(self, scene: Scene, token: Token, nearby: "_Nearby") -> Candidate | None:
        return self._noun(scene, token, nearby) if _is_gerund(token) else None

    def _verb(self, scene: Scene, verb: Token, nearby: "_Nearby") -> Candidate | None:
        for pattern, rule in _entries(self._lexicon.verbs, verb, weight):
            tokens = match_verb(scene, pattern, verb, self._classes)
            if tokens is None or not nearby.allows(rule):
                continue
            if not _voice_fits(scene, rule, verb):
                continue
            slots = verb_slots(scene.parse, verb, tokens, frame=rule.frame)
            if self._holds(scene, rule, slots):
                return Candidate(rule=rule, head=verb, tokens=tokens, slots=slots)
        return None

    def _noun(self, scene: Scene, noun: Token, nearby: "_Nearby") -> Candidate | None:
        for pattern, rule in _entries(self._lexicon.nouns, noun, weight):
            tokens = match_noun(scene, pattern, noun, self._classes)
            if tokens is None or not nearby.allows(rule):
                continue
            slots, lent, light = self._noun_slots(scene, noun, tokens)
            if not self._holds(scene, rule, slots):
                continue
            return Candidate(
                rule=rule,
                head=noun,
                tokens=[*light[1], *tokens] if light else tokens,
                slots=slots,
                light=light[1][0] if light else None,
                effect=light[0].effect if light else "none",
                lent=lent,
            )
        return None

    def _noun_slots(
        self, scene: Scene, noun: Token, tokens: list[Token]
    ) -> tuple[Slots, list[Token], tuple[LightVerb, list[Token]] | None]:
        """Give a noun's slots with what it is lent, the words that lend, and its light verb."""
        slots = noun_slots(scene.parse, noun, tokens)
        lent = lend_from_above(scene.parse, noun, slots)
        light = self._light_verb(scene, noun)
        if light is not None:
            _lend(scene, slots, light[0], light[1])
        return slots, lent, light

    def _light_verb(self, scene: Scene, noun: Token) -> tuple[LightVerb, list[Token]] | None:
        """The verb that only lends its subject to the noun, such as "launch" to "an attack"."""
        parse = scene.parse
        first = parse.first_conjunct(noun)
        above = parse.head(first)
        if above.lower == "of" and lemma_of(parse.head(above)) in _ROUNDS:
            first = parse.head(above)
            above = parse.head(first)
        chain = [above]
        if first.dep in ("pobj", "acl") or above.pos == "ADP":
            chain += [parse.head(above), parse.head(parse.head(above))]
        for verb in chain:
            if verb.pos not in ("VERB", "AUX") or verb.i == noun.i:
                continue
            for light in _entries(self._light, verb, light_weight):
                tokens = match_verb(scene, light.pattern, verb, self._classes)
                if tokens is not None and _bears(scene, light, tokens, first):
                    return light, tokens
        return None

    def _holds(self, scene: Scene, rule: Rule, slots: Slots) -> bool:
        return self._condition(scene, rule.object, slots.get("object")) and self._condition(
            scene, rule.subject, slots.get("subject")
        )

    def _condition(self, scene: Scene, condition: Condition, tokens: list[Token]) -> bool:
        everyone = [
            c
            for t in tokens
            for each in counted(scene.parse, t)
            for c in scene.parse.conjuncts(each)
        ]
        if condition.barred is not None and any(
            fits(scene, condition.barred, t, self._classes) for t in everyone
        ):
            return False
        return condition.wanted is None or any(
            fits(scene, condition.wanted, t, self._classes) for t in everyone
        )


def _is_verbal(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") or (token.tag == "VBN" and token.dep in ("acl", "relcl"))


def _is_nominal(scene: Scene, token: Token) -> bool:
    """Whether a word is a noun and no part of a name or a date."""
    is_noun = token.pos in ("NOUN", "PROPN") and token.ent not in ("DATE", "TIME")
    return is_noun and not _is_named(scene, token)


def _is_gerund(token: Token) -> bool:
    """Whether a verb's form stands where a noun does."""
    nominal = token.dep in ("pobj", "nsubj", "dobj", "nsubjpass", "pcomp")
    return nominal and token.tag == "VBG" and _is_verbal(token)


def _voice_fits(scene: Scene, rule: Rule, verb: Token) -> bool:
    if not rule.passive_only and not rule.active_only:
        return True
    return is_passive(scene.parse, verb) == rule.passive_only


def _asks_for_name(word: Word) -> bool:
    return bool(word.classes & {"party", "place"})


def _without_names(condition: Condition) -> Condition:
    """Leave out what only parties and places can fulfil."""
    if condition.wanted is None or not _asks_for_name(condition.wanted):
        return condition
    return Condition(barred=condition.barred)


_P = TypeVar("_P")


def _entries(
    by_lemma: Mapping[str, tuple[_P, ...]], token: Token, weigh: Callable[[_P], int]
) -> Iterable[_P]:
    """Give the entries of all of a token's lemmas, the most particular first.

    Among equals an earlier lemma's stand first: what "talk" has hides nothing under "talks".
    """
    lemmas = dict.fromkeys((*lemmas_of(token), token.lower))
    found = [by_lemma[lemma] for lemma in lemmas if lemma in by_lemma]
    return found[0] if len(found) == 1 else sorted(chain(*found), key=weigh)


def _bears(scene: Scene, light: LightVerb, tokens: list[Token], noun: Token) -> bool:
    """Whether the noun stands where the light verb, on whose `tokens` it is, takes its event."""
    parse = scene.parse
    if light.intransitive:
        return noun.dep == "nsubj" and noun.head == tokens[0].i
    if noun.dep == "pobj":
        above = parse.head(noun)
        particle = any(t.i == above.i for t in tokens)
        holder = any(t.i == above.head for t in tokens)
        return particle or (holder and above.lower in light.prepositions)
    if noun.head != tokens[0].i:
        return False
    return noun.dep in ("nsubjpass", "dobj", "attr", "oprd") and not light.prepositions


def counted(parse: Parse, token: Token) -> list[Token]:
    """Give a head and, where it only counts or groups ("dozens of homes"), what it counts."""
    out = [token]
    for of in parse.children(token, "prep"):
        if of.lower == "of" and (token.pos == "NUM" or lemma_of(token) in _QUANTITIES):
            out += parse.children(of, "pobj")
    return out


_ROUNDS = frozenset({"round", "series", "wave", "spate", "string", "campaign", "phase"})
_QUANTITIES = frozenset(
    {"dozen", "score", "hundred", "thousand", "million", "number", "group", "couple", "handful"}
    | {"member", "series", "part", "most", "some", "several", "many", "one", "all", "majority"}
    | {"convoy", "column", "crowd", "rest", "remnant", "lot", "string", "batch", "load"}
)


def _lend(scene: Scene, slots: Slots, light: LightVerb, tokens: list[Token]) -> None:
    """Give a noun the slots of its light verb."""
    if light.effect == "prevents":
        return
    given = verb_slots(scene.parse, tokens[0])
    if light.intransitive:
        slots.add("object", given.get("object"))
    noun_side = {t.i for t in given.get("object")}
    if not light.intransitive:
        for token in given.get("subject"):
            if token.i not in noun_side:
                slots.add("subject" if light.subject == "subject" else "object", [token])
    for slot, found in given.filled().items():
        if slot not in ("subject", "object", "indirect", "asked", "by", *light.prepositions):
            slots.add(slot, found)


def _is_named(scene: Scene, token: Token) -> bool:
    """Whether a word is part of a name ("Strike Group Three", "Storm Daniel")."""
    if token.i in scene.place_of:
        return True
    if token.pos != "PROPN":
        return False
    party = scene.party_of.get(token.i)
    if party is not None and party.via == "known":
        return True
    return scene.parse.in_ == "text" and token.ent in _NAMES


class _Nearby:
    """The words of a sentence, for conditions on what stands near."""

    def __init__(self, words: Iterable[Token]) -> None:
        self.words = tuple(words)
        self._text = f" {' '.join(t.lower for t in self.words)} "
        self._text += self._text.replace(" - ", "-")
        self._lemmas = f" {' '.join(lemma_of(t) for t in self.words)} "

    def holds(self, phrase: str) -> bool:
        """Whether the sentence holds a word or phrase, as written or by its lemmas."""
        padded = f" {phrase} "
        return padded in self._text or padded in self._lemmas

    def allows(self, rule: Rule) -> bool:
        """Whether the sentence has what a rule wants near, and nothing that bars it."""
        if rule.near and not any(self.holds(p) for p in rule.near):
            return False
        return not any(self.holds(p) for p in rule.near_not)


def _without_parts(found: list[Candidate]) -> list[Candidate]:
    """Drop candidates that are a part of another one's words, and light verbs beside their noun.

    A dropped part stays with the one that it is a part of: what "called for a truce" speaks of.
    """
    for candidate in found:
        mine = {t.i for t in candidate.tokens if t.i != candidate.head.i}
        candidate.parts = [c for c in found if c.head.i in mine]
    parts = {t.i for c in found for t in c.tokens if t.i != c.head.i and not c.light}
    lights = {c.light.i for c in found if c.light is not None and c.head.i not in parts}
    return [c for c in found if c.head.i not in parts and c.head.i not in lights]
