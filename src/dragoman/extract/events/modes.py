"""How and in which field: modes from the words around the trigger, contexts from the sentence."""

import re
from collections.abc import Mapping
from functools import cache

from dragoman.extract.events.candidates import Candidate
from dragoman.extract.events.scene import CLAUSE, Scene
from dragoman.ontology.modes import ModeCue, load_modes
from dragoman.records import Token


@cache
def _patterns() -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    return {
        type_: tuple((cue.mode, _pattern(cue)) for cue in cues)
        for type_, cues in load_modes().items()
    }


def _pattern(cue: ModeCue) -> re.Pattern[str]:
    listed = "|".join(re.escape(w) for w in sorted(cue.words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


def modes_of(scene: Scene, candidate: Candidate) -> tuple[str, ...]:
    """Give the rule's own modes and those that words of the trigger's clause imply, sorted."""
    found = {*candidate.rule.modes}
    for other in candidate.absorbed:
        found.update(other.rule.modes)
    words = _clause(scene, candidate)
    text = f"{' '.join(t.lower for t in words)} | {' '.join(t.lemma.lower() for t in words)}"
    text += f" | {text.replace(' - ', '-')}"
    for mode, pattern in _patterns().get(candidate.rule.type, ()):
        if mode not in found and pattern.search(text):
            found.add(mode)
    return tuple(sorted(found))


def _clause(scene: Scene, candidate: Candidate) -> list[Token]:
    """The trigger's clause: what it governs, without clauses of other events."""
    parse = scene.parse
    top = candidate.anchor
    out: list[Token] = []
    todo = [top, *(c.head for c in candidate.absorbed)]
    seen: set[int] = set()
    while todo:
        here = todo.pop()
        if here.i in seen:
            continue
        seen.add(here.i)
        out.append(here)
        todo += [
            c
            for c in parse.children(here)
            if c.dep not in CLAUSE - {"xcomp", "acl"} and not (c.dep == "conj" and c.pos == "VERB")
        ]
    if candidate.is_noun and candidate.head.dep in ("pobj", "dobj"):
        out.append(parse.head(candidate.head))
    return sorted(out, key=lambda t: t.i)
