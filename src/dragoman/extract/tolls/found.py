"""All tolls of one passage, before they are numbered and given their speakers."""

from collections.abc import Iterator

import msgspec

from dragoman.extract.tolls.counted import Count, counts
from dragoman.extract.tolls.fate import Fate, after_verb, fate, next_state, toll_before
from dragoman.extract.tolls.reality import reality
from dragoman.extract.tolls.scope import Scope, scope
from dragoman.extract.tolls.singles import Single, singles
from dragoman.ontology.numbers import Figure, NumberWords, qualified
from dragoman.ontology.tolls import Group, TollWords
from dragoman.records import Parse, Token

_FILLERS = frozenset(
    [
        "of",
        "the",
        "more",
        "other",
        "others",
        "their",
        "its",
        "his",
        "her",
        "our",
        "these",
        "those",
        "were",
        "was",
        "are",
        "a",
        "an",
    ]
)
_PARTITIVES = frozenset({"them", "whom", "they", "which"})


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One toll. `part_of` is the position, among the passage's tolls, of the one it is part of."""

    fate: Fate
    figure: Figure
    start: int
    end: int
    noun: Token | None
    who: str | None
    group: Group
    scope: Scope
    families: bool = False
    is_number: bool = True
    part_of: int | None = None


class Words(msgspec.Struct, frozen=True):
    """The two look-ups that reading tolls needs."""

    numbers: NumberWords
    tolls: TollWords


def found_in(
    parse: Parse,
    words: Words,
    *,
    skip: frozenset[int] = frozenset(),
) -> list[Found]:
    """Find the tolls of a passage in text order; `skip` holds offsets that times have taken."""
    found: list[Found] = []
    for sentence in range(len(parse.sentences)):
        if not _may_hold(parse, sentence, words):
            continue
        first = len(found)
        for count in counts(parse, sentence, (words.numbers, words.tolls)):
            if count.start not in skip:
                found.extend(_from_count(parse, count, words.tolls, so_far=(found, first)))
        for one in singles(parse, sentence, words.tolls):
            here = _from_single(parse, one, words.tolls)
            if not any(f.start < here.end and here.start < f.end for f in found[first:]):
                found.append(here)
    return _in_order(found)


def _may_hold(parse: Parse, sentence: int, words: Words) -> bool:
    """Sift sentences without any word of a toll; cheap."""
    tolls = words.tolls
    return any(
        tolls.verb(lemma)
        or lower in tolls.states
        or lemma in tolls.counts
        or lemma in tolls.deeds
        or lemma in tolls.rows.toll_nouns
        or lower in _PARTITIVES
        or lower == "including"
        for lemma, lower in ((t.lemma.lower(), t.lower) for t in parse.sentence_tokens(sentence))
    )


def _from_count(
    parse: Parse, count: Count, words: TollWords, *, so_far: tuple[list[Found], int]
) -> Iterator[Found]:
    found, first = so_far
    whole = _whole(parse, count, found, first=first)
    if whole is not None and not _fared_otherwise(parse, count, words, found[whole]):
        yield _part(parse, count, words, whole=(found, whole))
        return
    noun = count.noun
    if noun is not None and noun.lemma.lower() in words.rows.not_people:
        return
    last = parse.between(count.end - 1, count.end)[-1]
    told = (
        after_verb(parse, count.first, words)
        or fate(parse, count.head, words)
        or next_state(parse, last, words)
        or toll_before(parse, count.first, words)
        or _of_state(count, words)
    )
    if told is None or (told.kind == "protesters" and _is_fighter(parse, count, words)):
        return
    figure = count.figure
    real = reality(parse, told.anchor, words)
    if real == "unreal" and figure.high != 0:
        return
    if real == "feared":
        figure = qualified(figure, "up_to")
    made = _found(parse, count, words, told=told)
    if count.noun is None and told.anchor.lemma not in words.rows.update_verbs:
        named = next((f for f in _latest(found, first) if f.part_of is None), None)
        if named is not None:
            made = msgspec.structs.replace(made, who=named.who, group=named.group)
    yield msgspec.structs.replace(made, figure=figure)


def _fared_otherwise(parse: Parse, count: Count, words: TollWords, bigger: Found) -> bool:
    """Whether another thing happened to these ("police arrested 23 of them", the marchers)."""
    if not count.of_them:
        return False
    own = after_verb(parse, count.first, words) or fate(parse, count.head, words)
    return own is not None and own.kind != bigger.fate.kind


def _of_state(count: Count, words: TollWords) -> Fate | None:
    """Read "seven of the dead"."""
    kind = words.states.get(count.noun.lower) if count.noun is not None else None
    return Fate(kind, count.noun) if kind and count.noun is not None else None


def _found(parse: Parse, count: Count, words: TollWords, *, told: Fate) -> Found:
    noun = count.noun
    return Found(
        fate=told,
        figure=count.figure,
        start=count.start,
        end=count.end,
        noun=noun,
        who=_who(parse, count, words),
        group=_group(parse, noun, words) if noun is not None else "unknown",
        scope=scope(parse, told, words, head=count.head),
        families=noun is not None and noun.lemma.lower() in words.rows.families,
    )


def _whole(parse: Parse, count: Count, found: list[Found], *, first: int) -> int | None:
    """Find the toll that this one is included in ("including seven children")."""
    top = parse.first_conjunct(count.head)
    lead = parse.tokens[count.first.i - 1] if count.first.i else None
    included = parse.head(top).lower == "including" or (
        lead is not None and lead.lower == "including"
    )
    among = count.of_them or _among(parse, top)
    if not (included or among):
        return None
    numbers = range(len(found) - 1, (0 if among else first) - 1, -1)
    return next((n for n in numbers if found[n].is_number and found[n].part_of is None), None)


def _latest(found: list[Found], first: int) -> Iterator[Found]:
    return (found[n] for n in range(len(found) - 1, first - 1, -1))


def _among(parse: Parse, top: Token) -> bool:
    """Whether "among them", "among the dead" hangs on the verb or on the phrase itself."""
    for holder in (top, parse.head(top)):
        for prep in parse.children(holder, "prep"):
            whom = parse.child(prep, "pobj") if prep.lower == "among" else None
            if whom is not None and (
                whom.lower in _PARTITIVES
                or whom.lower in ("dead", "killed", "wounded", "injured")
                or whom.lemma.lower() in ("victim", "casualty")
            ):
                return True
    return False


def _part(parse: Parse, count: Count, words: TollWords, *, whole: tuple[list[Found], int]) -> Found:
    found, number = whole
    bigger = found[number]
    if count.of_them:
        noun = _noun_after(parse, count, words)
        of = next(t for t in parse.tokens[count.last.i + 1 :] if t.lower in _PARTITIVES | {"of"})
        if noun is not None:
            count = count._replace(noun=noun, end=noun.end, number=parse.tokens[of.i + 1])
    made = _found(parse, count, words, told=bigger.fate)
    return msgspec.structs.replace(made, scope=bigger.scope, part_of=number)


def _noun_after(parse: Parse, count: Count, words: TollWords) -> Token | None:
    """Find who "three of them" were: the people named right after."""
    noun = None
    for token in parse.tokens[count.last.i + 1 : count.last.i + 7]:
        if token.lemma.lower() in words.people:
            noun = token
        elif noun is not None:
            break
    return noun


def _from_single(parse: Parse, one: Single, words: TollWords) -> Found:
    return Found(
        fate=one.fate,
        figure=Figure(1, 1, 1),
        start=one.first.start,
        end=one.head.end,
        noun=one.head,
        who=parse.text[one.who.start : one.head.end],
        group=_group(parse, one.head, words),
        scope="event",
        is_number=False,
    )


def _who(parse: Parse, count: Count, words: TollWords) -> str | None:
    noun = count.noun
    if noun is None:
        return None
    if noun.lemma.lower() in words.counts and noun.lemma.lower() not in words.people:
        return None
    start = min(count.number.i + 1, noun.i)
    while start < noun.i and parse.tokens[start].lower in _FILLERS:
        start += 1
    return parse.text[parse.tokens[start].start : noun.end]


def _is_fighter(parse: Parse, count: Count, words: TollWords) -> bool:
    return count.noun is not None and _group(parse, count.noun, words) == "fighter"


def _group(parse: Parse, noun: Token, words: TollWords) -> Group:
    modifiers = {c.lower for c in parse.children(noun, "compound", "amod", "nmod")}
    if modifiers & words.rows.fighter_modifiers and noun.lemma.lower() not in words.rows.civilians:
        return "fighter"
    return "civilian" if "civilian" in modifiers else words.group(noun.lemma.lower())


def _in_order(found: list[Found]) -> list[Found]:
    order = sorted(range(len(found)), key=lambda n: found[n].start)
    place = {old: new for new, old in enumerate(order)}
    return [
        msgspec.structs.replace(found[n], part_of=place[found[n].part_of])  # type: ignore[index]
        if found[n].part_of is not None
        else found[n]
        for n in order
    ]
