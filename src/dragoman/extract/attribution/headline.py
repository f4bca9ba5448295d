"""Speakers before a colon: headlines ("Minister: talks failed") and transcripts ("SMITH: no")."""

import re
from collections.abc import Iterator

from dragoman.extract.attribution.draft import Draft, Range
from dragoman.ontology.attribution import Cues, SpeakerKinds
from dragoman.records import Parse, Token

_HEADLINE = re.compile(r"(?P<source>[^:\n]{2,60}?)(?P<cue>:)\s+(?P<content>[^\n]*\S)")
_TURN = re.compile(
    r"^(?P<source>(?:[A-Z][A-Z.'’-]+|Q|A)(?: [A-Z][A-Z.'’-]+){0,4}(?: \([^)\n]{1,40}\))?)"
    r"(?P<cue>:)\s+(?P<content>[^\n]*\S)",
    re.MULTILINE,
)
_LONGEST_HEADLINE = 200
_SPEAKING = frozenset({"PERSON", "ORG", "NORP"})
_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD"})


def read_colons(parse: Parse, cues: Cues, kinds: SpeakerKinds) -> Iterator[Draft]:
    """Read the speaker before a headline's colon, and the turns of a transcript."""
    line = parse.text.partition("\n")[0]
    found = _HEADLINE.match(line) if len(line) <= _LONGEST_HEADLINE else None
    if found and found["source"].strip().lower() not in cues.labels:
        head = _names_speaker(parse, found, kinds)
        if head is not None:
            yield _draft(found, head, "headline")
    turns = list(_TURN.finditer(parse.text))
    for turn in turns:
        if len(turns) > 1 and turn["source"].lower() not in cues.labels:
            tokens = parse.between(turn.start("source"), turn.end("source"))
            yield _draft(turn, tokens[-1] if tokens else None, "transcript")


def _names_speaker(parse: Parse, found: re.Match[str], kinds: SpeakerKinds) -> Token | None:
    start, end = found.span("source")
    tokens = parse.between(start, end)
    if not tokens or any(t.tag in _VERBS for t in tokens):
        return None
    head = parse.root_of(start, end)
    if head is None:
        return None
    last = tokens[-1]
    speaks = any(
        t.ent in _SPEAKING or t.lemma.lower() in kinds.nouns or t.lemma.lower() in kinds.papers
        for t in (head, last)
    )
    return head if speaks else None


def _draft(found: re.Match[str], head: Token | None, rule: str) -> Draft:
    source, cue, content = (Range(*found.span(g)) for g in ("source", "cue", "content"))
    return Draft(
        at=-1,
        cue=(cue,),
        source=(source,),
        content=(content,),
        head=head,
        stance="asserts",
        rule=rule,
        group=Range(source.start, cue.end),
    )
