"""One victim who is named or described: "shot the ambassador dead"."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.extract.tolls.fate import Fate, by_linking, by_rule
from dragoman.extract.tolls.reality import reality
from dragoman.ontology.tolls import TollWords
from dragoman.records import Parse, Token

_PRONOUNS = frozenset({"he", "she", "him", "her", "another"})
_DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "its", "this", "that"})
_NOT_ONE = frozenset({"no", "every", "any", "each", "all", "some", "another"})
_LEFT = frozenset({"det", "poss", "amod", "compound", "nmod", "nummod"})


class Single(NamedTuple):
    """One victim: the words that name or describe them and what happened."""

    first: Token
    head: Token
    fate: Fate
    who: Token


def singles(parse: Parse, sentence: int, words: TollWords) -> Iterator[Single]:
    """Find the victims of one sentence who are one person each."""
    for token in parse.sentence_tokens(sentence):
        for victim, fate in _victims(parse, token, words):
            for one in parse.conjuncts(victim):
                if _is_one(parse, one, words) and reality(parse, fate.anchor, words) == "told":
                    first = _first(parse, one)
                    is_determined = first.lower in _DETERMINERS and first.i < one.i
                    who = parse.tokens[first.i + 1] if is_determined else first
                    yield Single(first, one, fate, who)


def _victims(parse: Parse, token: Token, words: TollWords) -> Iterator[tuple[Token, Fate]]:
    if token.lemma in words.rows.linking_verbs:
        for subject in parse.children(token, "nsubj", "nsubjpass"):
            linked = by_linking(parse, subject, words, verb=token)
            if linked is not None and linked.kind in words.named:
                yield subject, linked
    elif token.pos == "VERB":
        rule = by_rule(parse, token, words)
        if rule is not None and rule.kind in words.named:
            for victim in _arguments(parse, token, rule.slot):
                yield victim, Fate(rule.kind, token)
    elif token.pos == "NOUN":
        yield from _of_deed(parse, token, words)


def _of_deed(parse: Parse, noun: Token, words: TollWords) -> Iterator[tuple[Token, Fate]]:
    """Read "the assassination of the mayor"."""
    kind = words.deeds.get(noun.lemma.lower())
    if kind is None or kind not in words.named:
        return
    for of in parse.children(noun, "prep"):
        victim = parse.child(of, "pobj") if of.lower == "of" else None
        if victim is not None:
            yield victim, Fate(kind, noun)


def _arguments(parse: Parse, verb: Token, slot: str) -> Iterator[Token]:
    deps = ("nsubj",) if slot == "subject" else ("dobj", "nsubjpass")
    for child in parse.children(verb, *deps):
        is_relative = child.tag in ("WP", "WDT") and verb.dep == "relcl"
        yield parse.head(verb) if is_relative else child
    is_participle = verb.tag == "VBN" and parse.child(verb, "dobj", "aux") is None
    if slot == "object" and is_participle:
        if verb.dep == "acl":
            yield parse.head(verb)
        elif parse.child(verb, "auxpass") is None:
            yield from parse.children(verb, "nsubj")


def _is_one(parse: Parse, token: Token, words: TollWords) -> bool:
    if token.lower in _PRONOUNS:
        return True
    holders = (token, *parse.children(token, "compound"))
    if any(parse.child(holder, "nummod") for holder in holders):
        return False
    if any(child.lower in _NOT_ONE for child in parse.children(token, "det")):
        return False
    determiners = {child.lower for child in parse.children(token, "det", "poss")}
    if token.ent == "NORP" and token.tag != "NNPS":
        return bool(determiners & {"a", "an", "one"})
    if token.tag == "NNP":
        return token.ent == "PERSON"
    lemma = token.lemma.lower()
    is_bare = not parse.child(token, "det", "poss", "compound", "amod") and parse.in_ == "text"
    if token.tag != "NN" or is_bare:
        return False
    return lemma in words.people and lemma not in words.rows.collective


def _first(parse: Parse, head: Token) -> Token:
    """Give the first token of a noun phrase, back over its modifiers without a gap."""
    first = head
    for child in reversed(parse.children(head)):
        if child.i < head.i and child.dep in _LEFT:
            first = min(parse.subtree(child)[0], first, key=lambda t: t.i)
    return first
