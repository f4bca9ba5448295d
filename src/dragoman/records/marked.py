"""The marked-sentence notation that data files, the corpus and tests share.

`[role words]` marks an answer, `*words*` the trigger: "[actor Gunmen] *opened fire on*
[recipient a bus] near [place Gao]." Roles are field names: actor, recipient, place, time, toll,
speaker, supporting. A role may stand several times. Marks do not nest, except that a trigger may
stand inside a mark.
"""

import msgspec

from dragoman.records.marks import MarkError, read_marks


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
    read = read_marks(sentence)
    for one in read.marks:
        if any(m is not one and m.start <= one.start < one.end <= m.end for m in read.marks):
            raise MarkError(f"a mark inside a mark: {sentence!r}")
    found = [
        *((m.role, m.start, m.end) for m in read.marks),
        *(("trigger", *s) for s in read.stars),
    ]
    answers = (Answer(role=r, words=read.text[s:e], start=s, end=e) for r, s, e in found)
    return Marked(text=read.text, answers=tuple(sorted(answers, key=lambda a: a.start)))
