"""Reads every attribution of an article: the layer itself."""

from bisect import bisect_right
from collections.abc import Iterator

from msgspec.structs import replace

from dragoman.extract.attribution.draft import Draft
from dragoman.extract.attribution.headline import read_colons
from dragoman.extract.attribution.nouns import read_adjective, read_noun, read_verbless
from dragoman.extract.attribution.phrases import read_adverb, read_phrase
from dragoman.extract.attribution.quoted import with_quotes
from dragoman.extract.attribution.quotes import Quote, find_quotes
from dragoman.extract.attribution.speakers import Speakers
from dragoman.extract.attribution.tails import without_tails
from dragoman.extract.attribution.verbs import read_verb
from dragoman.ontology.attribution import Cues, SpeakerKinds
from dragoman.records import Attribution, Parse, Parsed, Problem, Reading, Speaker, Where

_LONGEST = 250
"""Tokens of a sentence in which cues are looked for; no real sentence is as long."""
_PRONOUNS = frozenset({"he", "she"})
_VERBAL = frozenset({"VERB", "AUX"})


class AttributionLayer:
    """Fills `attributions`, outermost first where they nest."""

    def __init__(self, cues: Cues, kinds: SpeakerKinds) -> None:
        self._cues = cues
        self._kinds = kinds

    def __call__(self, parsed: Parsed, reading: Reading) -> Reading:
        """Give the same reading with its attributions and its unclosed quotations."""
        found: list[Attribution] = []
        problems: list[Problem] = []
        for parse in parsed.passages:
            quotes = find_quotes(parse.text)
            drafts = with_quotes(
                parse, without_tails(parse, _outside(tuple(self._drafts(parse)), quotes)), quotes
            )
            speakers = Speakers(parse, reading.parties, self._kinds)
            found += speaking_on(
                [_attribution(parse, d, speakers) for d in outermost_first(drafts)]
            )
            problems += _unclosed(parsed, parse, quotes)
            problems += _too_long(parsed, parse)
        return replace(
            reading,
            attributions=(*reading.attributions, *found),
            problems=(*reading.problems, *problems),
        )

    def _drafts(self, parse: Parse) -> Iterator[Draft]:
        for sentence in parse.sentences:
            for number in range(*sentence)[:_LONGEST]:
                token = parse.tokens[number]
                if token.lower in self._cues.phrases:
                    draft = read_phrase(parse, token, self._cues, self._kinds)
                    if draft is not None:
                        yield draft
                        continue
                yield from self._by_tag(parse, number)
        yield from read_colons(parse, self._cues, self._kinds)

    def _by_tag(self, parse: Parse, number: int) -> Iterator[Draft]:
        token = parse.tokens[number]
        draft = None
        if token.pos in _VERBAL:
            draft = read_verb(parse, token, self._cues, self._kinds)
        elif token.pos == "NOUN":
            draft = read_noun(parse, token, self._cues) or read_verbless(parse, token, self._kinds)
        elif token.pos == "ADV":
            draft = read_adverb(parse, token, self._cues)
        if draft is None and token.pos in {"ADJ", "VERB"}:
            draft = read_adjective(parse, token, self._cues)
        if draft is not None:
            yield draft


def _outside(drafts: tuple[Draft, ...], quotes: tuple[Quote, ...]) -> tuple[Draft, ...]:
    """Leave out cues inside a quotation, where its speaker speaks for himself.

    What he says that others said stays ("the army told us that ...").
    """
    starts = [q.start for q in quotes]
    out = []
    for draft in drafts:
        n = bisect_right(starts, draft.cue[0].start) - 1
        if n < 0 or quotes[n].end <= draft.cue[0].start or _of_others(draft):
            out.append(draft)
    return tuple(out)


def _of_others(draft: Draft) -> bool:
    by_clause = draft.class_ == "speech" and draft.rule in {"verb:clause", "phrase:according"}
    return by_clause and draft.head is not None and draft.head.pos == "NOUN"


def outermost_first(drafts: tuple[Draft, ...]) -> list[Draft]:
    """Order by where an attribution begins, the one that holds the other before it."""
    return sorted(drafts, key=lambda d: (_start(d), -_end(d)))


def _start(draft: Draft) -> int:
    return min(draft.group.start, *(r.start for r in draft.content))


def _end(draft: Draft) -> int:
    return max(draft.group.end, *(r.end for r in draft.content))


def _attribution(parse: Parse, draft: Draft, speakers: Speakers) -> Attribution:
    who = speakers.of(draft)
    stance = draft.stance
    if stance == "asserts" and who[0].stance == "reports":
        stance = "reports"
    return Attribution(
        source=tuple(parse.span(*r) for r in draft.source),
        cue=tuple(parse.span(*r) for r in draft.cue),
        content=tuple(parse.span(*r) for r in draft.content),
        speaker=who[0],
        speakers=who,
        stance=stance,
        rule=f"{draft.class_}:{draft.rule}",
    )


def speaking_on(found: list[Attribution]) -> list[Attribution]:
    """Let "she remarked" after "she noted" be the same woman, whoever is spoken of between."""
    out: list[Attribution] = []
    for here in found:
        before = out[-1] if out else None
        if before is not None and _is_same_pronoun(here, before):
            who = _as_before(here.speakers[0], before.speakers[0])
            out.append(replace(here, speaker=who, speakers=(who, *here.speakers[1:])))
        else:
            out.append(here)
    return out


def _is_same_pronoun(here: Attribution, before: Attribution) -> bool:
    return (
        here.speakers[0].text.lower() in _PRONOUNS
        and here.speakers[0].text.lower() == before.speakers[0].text.lower()
        and before.speakers[0].via is not None
    )


def _as_before(speaker: Speaker, before: Speaker) -> Speaker:
    known = ("name", "id", "country", "sectors", "code", "via", "antecedent", "kind", "named")
    return replace(speaker, **{field: getattr(before, field) for field in known})


def _unclosed(parsed: Parsed, parse: Parse, quotes: tuple[Quote, ...]) -> Iterator[Problem]:
    for quote in quotes:
        if not quote.closed and not quote.continued:
            yield Problem(
                code="quote-unclosed",
                subject=parsed.article.id,
                said=f"a quotation opens and is not closed: {parse.text[quote.start :][:40]!r}",
                remedy="it was taken to end with its paragraph; see whether it does",
                where=Where(start=quote.start, end=quote.end),
            )


def _too_long(parsed: Parsed, parse: Parse) -> Iterator[Problem]:
    for first, last in parse.sentences:
        if last - first > _LONGEST:
            start, end = parse.tokens[first + _LONGEST].start, parse.tokens[last - 1].end
            yield Problem(
                code="sentence-too-long",
                subject=parsed.article.id,
                said=f"a sentence of {last - first} words; no speaker was sought after {_LONGEST}",
                remedy="see whether the text is a list or a table",
                where=Where(start=start, end=end),
            )
