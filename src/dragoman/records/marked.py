"""The marked-sentence notation that data files, the corpus and tests share.

`[role words]` marks an answer, `*words*` the trigger: "[actor Gunmen] *opened fire on*
[recipient a bus] near [place Gao]." Roles are field names: actor, recipient, place, time, toll,
speaker, supporting. A role may stand several times. Marks do not nest, except that a trigger may
stand inside a mark.
"""

import re

import msgspec

_MARK = re.compile(r"\[(?P<role>[a-z]+) |(?P<close>\])|(?P<star>\*)")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One marked run of words. `start` and `end` count in the plain sentence."""

    role: str
    words: str
    start: int
    end: int


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A plain sentence and the answers that were marked in it."""

    text: str
    answers: tuple[Answer, ...]

    def words(self, role: str) -> tuple[str, ...]:
        """Give the words marked with one role, in text order."""
        return tuple(a.words for a in self.answers if a.role == role)

    @property
    def triggers(self) -> tuple[Answer, ...]:
        """Give the marked triggers, in text order."""
        return tuple(a for a in self.answers if a.role == "trigger")


def marked(sentence: str) -> Marked:
    """Split a marked sentence into its plain text and the answers; raise where marks don't close.

    >>> m = marked("[actor Gunmen] *fired on* [recipient a bus].")
    >>> m.text, m.words("actor"), m.triggers[0].words
    ('Gunmen fired on a bus.', ('Gunmen',), 'fired on')
    """
    text, answers = "", []
    open_role: tuple[str, int] | None = None
    open_star: int | None = None
    last = 0
    for mark in _MARK.finditer(sentence):
        text += sentence[last : mark.start()]
        last = mark.end()
        if mark["star"]:
            if open_star is None:
                open_star = len(text)
            else:
                answers.append(_answer("trigger", open_star, text))
                open_star = None
        elif mark["role"]:
            if open_role is not None:
                raise ValueError(f"a mark inside a mark: {sentence!r}")
            open_role = (mark["role"], len(text))
        elif open_role is None:
            raise ValueError(f"a bracket that closes nothing: {sentence!r}")
        else:
            answers.append(_answer(*open_role, text))
            open_role = None
    if open_role is not None or open_star is not None:
        raise ValueError(f"a mark that is not closed: {sentence!r}")
    text += sentence[last:]
    return Marked(text=text, answers=tuple(sorted(answers, key=lambda a: a.start)))


def _answer(role: str, start: int, text: str) -> Answer:
    return Answer(role=role, words=text[start:], start=start, end=len(text))
