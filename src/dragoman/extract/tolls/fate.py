"""What happened to those counted, and the token that says so."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.ontology.tolls import TollWords, VerbRule
from dragoman.records import Parse, Token
from dragoman.records.toll import TollKind

_OBJECTS = frozenset({"dobj", "nsubjpass", "dative", "attr", "oprd"})
_VERBS = frozenset({"VERB", "AUX"})
_HURT = frozenset({"dead", "injured"})
_BETWEEN = frozenset({"were", "was", "are", "more", "others"})
_REACH = 8
"""Tokens between "toll" and its figure in a headline."""
_AFTER = frozenset({"to", "at", "of", "past", "above", "over", "beyond"})


class Fate(NamedTuple):
    """The kind of toll, the word it hangs on, and whether it updates an older figure."""

    kind: TollKind
    anchor: Token
    update: bool = False


def fate(parse: Parse, head: Token, words: TollWords) -> Fate | None:
    """Read the fate of a noun phrase from its place in the sentence, by its head."""
    top = parse.first_conjunct(head)
    if top.pos in _VERBS and top is not head:
        top = head
    looks = (
        (_counted_itself, (head,)),
        (_by_verb, (top, head)),
        (_by_clause, (head, top)),
        (_by_state, (head,)),
        (_by_deed, (top,)),
        (_by_toll, (top,)),
    )
    for look, places in looks:
        for place in places:
            found = look(parse, place, words)
            if found is not None:
                return found
    lemma = head.lemma.lower()
    kind = words.counts.get(lemma) or words.counts.get(head.lower)
    return Fate(kind, head) if kind else None


def by_rule(parse: Parse, verb: Token, words: TollWords) -> VerbRule | None:
    """Find the rule that a verb and its dependents satisfy."""
    rules = words.verb(verb.lemma.lower())
    if not rules:
        return None
    near = _near(parse, verb)
    return next((rule for rule in rules if _holds(rule, near, words)), None)


def _holds(rule: VerbRule, near: frozenset[str], words: TollWords) -> bool:
    if not rule.others <= near:
        return False
    return not rule.needs_protest_word or bool(near & words.rows.protest_words)


def _near(parse: Parse, verb: Token) -> frozenset[str]:
    """Give lemmas and words of what hangs on a verb, two steps deep, but not on its conjuncts."""
    out = set[str]()
    todo = [(child, 0) for child in parse.children(verb) if child.dep != "conj"]
    for token, depth in todo:
        out |= {token.lower, token.lemma.lower()}
        if depth < 2:  # noqa: PLR2004 - "forced [from [their homes]]"
            todo.extend((child, depth + 1) for child in parse.children(token))
    return frozenset(out)


def _counted_itself(_parse: Parse, head: Token, words: TollWords) -> Fate | None:
    """Read "12 deaths": the noun is the fate, whatever its verb."""
    lemma = head.lemma.lower()
    kind = words.counts.get(lemma)
    return Fate(kind, head) if kind and lemma not in words.people else None


def _by_verb(parse: Parse, head: Token, words: TollWords) -> Fate | None:
    verb = parse.head(head)
    if verb.pos not in _VERBS or verb is head:
        return None
    rule = by_rule(parse, verb, words)
    if rule is None:
        return by_linking(parse, head, words, verb=verb)
    if rule.slot == "subject":
        counted = head.dep in ("nsubj", "nsubjpass")
    else:
        counted = head.dep in _OBJECTS or _is_bare_passive(parse, head, verb)
    return _told(parse, verb, words, kind=rule.kind) if counted else None


def _is_bare_passive(parse: Parse, head: Token, verb: Token) -> bool:
    """Read headlines' "12 killed in blast": a participle taken for an active verb."""
    if head.dep not in ("nsubj", "nummod", "npadvmod") or verb.tag not in ("VBN", "VBD"):
        return False
    return parse.child(verb, "dobj", "aux", "ccomp", "xcomp") is None


def _told(parse: Parse, verb: Token, words: TollWords, *, kind: TollKind) -> Fate:
    """Tell "killed or wounded" and "killed and wounded 12" (not told apart) from either alone."""
    if kind in _HURT:
        for other in _joined(parse, verb):
            rule = by_rule(parse, other, words)
            if rule and rule.kind in _HURT - {kind}:
                return Fate("casualties", verb)
    return Fate(kind, verb)


def _joined(parse: Parse, verb: Token) -> Iterator[Token]:
    """Give verbs joined to this one with nothing but "and" or "or" between."""
    pair = list(parse.children(verb, "conj"))
    if verb.dep == "conj":
        pair.append(parse.head(verb))
    for other in pair:
        if abs(other.i - verb.i) == 2:  # noqa: PLR2004 - one word between
            yield other


def by_linking(parse: Parse, head: Token, words: TollWords, *, verb: Token) -> Fate | None:
    """Read "are missing", "among the dead were" and "left 12 dead"."""
    is_subject = head.dep in ("nsubj", "nsubjpass") or verb.dep in ("acl", "relcl")
    linked = is_subject and verb.lemma in words.rows.linking_verbs
    if linked:
        for child in parse.children(verb, "acomp", "attr", "oprd", "advcl", "xcomp"):
            kind = words.states.get(child.lower)
            if kind:
                return Fate(kind, child)
        for as_ in parse.children(verb, "prep"):
            for child in parse.children(as_) if as_.lower == "as" else ():
                if child.lower in words.states:
                    return Fate(words.states[child.lower], child)
    for among in parse.children(verb, "prep"):
        if among.lower == "among":
            victims = parse.child(among, "pobj")
            kind = _kind_of_victims(parse, victims, words) if victims else None
            if kind and victims:
                return Fate(kind, victims)
    return None


def _kind_of_noun(noun: Token, words: TollWords) -> TollKind | None:
    lemma = noun.lemma.lower()
    return words.states.get(noun.lower) or words.counts.get(lemma) or words.deeds.get(lemma)


def _kind_of_victims(parse: Parse, noun: Token, words: TollWords) -> TollKind | None:
    """Read "the dead", "the victims", "those killed"."""
    told = (noun, *parse.children(noun, "acl", "amod"))
    return next((kind for t in told if (kind := _kind_of_noun(t, words))), None)


def _by_clause(parse: Parse, head: Token, words: TollWords) -> Fate | None:
    """Read "12 people killed in the raid", "those who died"."""
    for verb in parse.children(head, "acl", "relcl"):
        rule = by_rule(parse, verb, words)
        if rule is None:
            state = words.states.get(verb.lower)
            linked = by_linking(parse, head, words, verb=verb)
            if state or linked:
                return Fate(state, verb) if state else linked
            continue
        subject = parse.child(verb, "nsubjpass", "nsubj")
        passive = verb.tag == "VBN" and parse.child(verb, "dobj") is None
        relative = subject is not None and subject.tag in ("WP", "WDT")
        if rule.slot == "object" and passive and (subject is None or relative):
            return _told(parse, verb, words, kind=rule.kind)
        if rule.slot == "subject" and relative:
            return Fate(rule.kind, verb)
    return None


def _by_state(parse: Parse, head: Token, words: TollWords) -> Fate | None:
    """Read "12 missing miners" and "12 dead"."""
    is_people = head.lemma.lower() in words.people or head.ent == "NORP"
    for child in parse.children(head, "amod", "acomp", "oprd", "nmod"):
        if child.lower in words.states and is_people:
            return Fate(words.states[child.lower], child)
    if head.lower in words.states and head.pos != "VERB":
        return Fate(words.states[head.lower], head)
    return None


def after_verb(parse: Parse, first: Token, words: TollWords) -> Fate | None:
    """Read a phrase right after an active verb that lacks its object, whatever the parse says."""
    if first.i == parse.sentences[parse.sentence_number(first)].first:
        return None
    verb = parse.tokens[first.i - 1]
    if verb.pos != "VERB" or parse.child(verb, "dobj", "auxpass"):
        return None
    helpers = {t.lower for t in parse.children(verb, "aux")}
    if verb.tag == "VBN" and not helpers & {"have", "has", "had", "having"}:
        return None
    rule = by_rule(parse, verb, words)
    is_object = rule is not None and rule.slot == "object" and not rule.others
    return _told(parse, verb, words, kind=rule.kind) if rule and is_object else None


def toll_before(parse: Parse, first: Token, words: TollWords) -> Fate | None:
    """Read "death toll rises to 12" where a headline's verb was taken for a noun."""
    start = parse.sentences[parse.sentence_number(first)].first
    before = parse.tokens[max(start, first.i - _REACH) : first.i]
    if not before or before[-1].lower not in _AFTER or any(t.pos == "NUM" for t in before):
        return None
    for noun in before:
        kind = words.rows.toll_nouns.get(noun.lower)
        if kind:
            update = any(t.lemma.lower() in words.rows.update_verbs for t in before)
            return Fate(kind, noun, update)
    return None


def next_state(parse: Parse, last: Token, words: TollWords) -> Fate | None:
    """Read a state right after a phrase ("12 dead", "40 wounded"), as headlines have it."""
    end = parse.sentences[parse.sentence_number(last)].last
    after = parse.tokens[last.i + 1 : min(last.i + 4, end)]
    word = next((t for t in after if t.lower not in _BETWEEN and t.pos != "ADV"), None)
    kind = words.states.get(word.lower) if word else None
    if word is None or kind is None or parse.child(word, "dobj"):
        return None
    return Fate(kind, word)


def _by_deed(parse: Parse, head: Token, words: TollWords) -> Fate | None:
    """Read "the killing of 12 people"."""
    if head.dep != "pobj":
        return None
    of = parse.head(head)
    deed = parse.head(of)
    kind = words.deeds.get(deed.lemma.lower()) if of.lower == "of" else None
    return Fate(kind, deed) if kind and deed.pos in ("NOUN", "PROPN") else None


def _by_toll(parse: Parse, head: Token, words: TollWords) -> Fate | None:
    """Read "the death toll rose to 12", "bringing to 12 the number of dead"."""
    above = parse.head(head)
    if head.dep == "pobj" and above.lower in _AFTER:
        above = parse.head(above)
    elif head.dep not in ("dobj", "attr", "npadvmod", "nummod", "prep"):
        return None
    chain = [above, *parse.ancestors(above)[:2]]
    for token in chain:
        noun = _toll_noun(parse, token, words)
        if noun is not None:
            update = bool({above.lemma, token.lemma} & words.rows.update_verbs)
            return Fate(noun[1], token if token.pos in _VERBS else noun[0], update)
        if token.pos in _VERBS:
            break
    return None


def _toll_noun(parse: Parse, token: Token, words: TollWords) -> tuple[Token, TollKind] | None:
    around = [token] if token.pos in ("NOUN", "PROPN") else parse.children(token)
    for noun in around:
        lemma = noun.lemma.lower()
        names = [f"{c.lower} {lemma}" for c in parse.children(noun, "compound", "amod", "nmod")]
        kind = next(
            (words.rows.toll_nouns[n] for n in (*names, lemma) if n in words.rows.toll_nouns), None
        )
        if kind is None and lemma in words.rows.number_nouns:
            kind = _numbered(parse, noun, words)
        if kind:
            return noun, kind
    return None


def _numbered(parse: Parse, noun: Token, words: TollWords) -> TollKind | None:
    """Read whom "the number of …" numbers."""
    for token in parse.subtree(noun)[:20]:
        if token.i > noun.i:
            kind = _kind_of_noun(token, words)
            if kind:
                return kind
    return None
