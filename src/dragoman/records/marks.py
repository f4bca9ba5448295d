r"""The one parser of marks in sentences, which data files, tests and the corpus share.

`[role words]` marks words, `[role words =values]` says what they mean, `*words*` is the trigger
and may be in pieces. Marks nest; stars may cross them. A literal `[`, `]`, `*` or backslash has a
backslash before it; so has, in a mark, a `=` after a space.
"""

import re

import msgspec

_OPEN = re.compile(r"\[(?P<role>[a-z]+(?:[_-][a-z]+)*)(?P<number>\d?)(?: (?!=)|(?= =))")
_VALUES = re.compile(r" =(?P<values>(?:\\.|[^\]\[\\])*)\]")
_PLAIN = re.compile(r"[^\\\[\]* ]+| ")
ESCAPED = r"\[]*=_#"
"""What a backslash may stand before."""


class MarkError(ValueError):
    """A marked sentence does not say what it must. Says what to write instead."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One mark. `start` and `end` count in the plain text; a mark without words has them equal.

    `number` tells marks of one role apart ("speaker2"). `values` are the words after `=` as they
    stand, None where there is no `=`.
    """

    role: str
    number: int | None = None
    start: int
    end: int
    values: tuple[str, ...] | None = None


class MarkedText(msgspec.Struct, frozen=True, kw_only=True):
    """A plain text, its marks in the order in which they open, and the pieces of the trigger."""

    text: str
    marks: tuple[Mark, ...]
    stars: tuple[tuple[int, int], ...]


def read_marks(sentence: str) -> MarkedText:
    """Take the marks out of a sentence.

    >>> read_marks("[dead Four [recipient soldiers =SYRMIL] =4] *died*.").marks[1].values
    ('SYRMIL',)
    """
    reading = _Reading(sentence)
    while reading.at < len(sentence):
        reading.step()
    return reading.done()


class _Reading:
    """Where reading a sentence stands. Make one for each sentence."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.at = 0
        self._text = ""
        self._marks: list[Mark] = []
        self._open: list[int] = []
        self._star: int | None = None
        self._stars: list[tuple[int, int]] = []

    def step(self) -> None:
        """Read the next sign or run of plain words."""
        if self._open and (found := _VALUES.match(self.sentence, self.at)):
            self.at = found.end()
            self._close(tuple(t for t in found["values"].split(" ") if t))
        elif plain := _PLAIN.match(self.sentence, self.at):
            self._text += plain[0]
            self.at = plain.end()
        else:
            self._sign(self.sentence[self.at])

    def _sign(self, sign: str) -> None:
        if sign == "[":
            self._begin()
            return
        self.at += 1
        if sign == "*":
            self._turn_star()
        elif sign == "]":
            self._close(None)
        else:
            self._text += self._escaped()
            self.at += 1

    def _escaped(self) -> str:
        after = self.sentence[self.at : self.at + 1]
        if not after or after not in ESCAPED:
            raise MarkError(
                f"a backslash before {after or 'the end'!r}: write \\\\ for a literal backslash"
            )
        return after

    def _begin(self) -> None:
        found = _OPEN.match(self.sentence, self.at)
        if found is None:
            words = self.sentence[self.at : self.at + 20]
            raise MarkError(
                f"no mark begins so: {words!r}; write \\[ for a bracket, [role words] for a mark"
            )
        number = int(found["number"]) if found["number"] else None
        start = len(self._text)
        self._open.append(len(self._marks))
        self._marks.append(Mark(role=found["role"], number=number, start=start, end=start))
        self.at = found.end()

    def _close(self, values: tuple[str, ...] | None) -> None:
        if not self._open:
            raise MarkError("a bracket that closes nothing: write \\] for a literal one")
        n = self._open.pop()
        kept, end = self._marks[n], len(self._text)
        if end == kept.start and values is None:
            raise MarkError(f"a mark without words: write [{kept.role} words] or [{kept.role} =…]")
        self._marks[n] = msgspec.structs.replace(kept, end=end, values=values)

    def _turn_star(self) -> None:
        end = len(self._text)
        if self._star is None:
            self._star = end
            return
        if self._star == end:
            raise MarkError("stars around nothing: write \\* for a literal star")
        self._stars.append((self._star, end))
        self._star = None

    def done(self) -> MarkedText:
        """Give what was read; raise where a mark is still open."""
        if self._open:
            role = self._marks[self._open[-1]].role
            raise MarkError(f"a mark that is not closed: [{role} … needs its ]")
        if self._star is not None:
            raise MarkError("a mark that is not closed: a trigger needs a star on both sides")
        return MarkedText(text=self._text, marks=tuple(self._marks), stars=tuple(self._stars))


def escaped(text: str) -> str:
    r"""Write a text without marks so that it reads back the same.

    >>> print(escaped("He [the mayor] won*"))
    He \[the mayor\] won\*
    """
    return re.sub(r"[\\\[\]*]", lambda sign: "\\" + sign[0], text)


def write_marks(marked: MarkedText) -> str:
    """Put the marks into the text; raise where two overlap without one holding the other."""
    worded = [m for m in marked.marks if m.start < m.end]
    for one in worded:
        if any(one.start < m.start < one.end < m.end for m in worded):
            raise MarkError(f"[{one.role} at {one.start}..{one.end} crosses another mark")
    written, depth = "", 0
    for at in range(len(marked.text) + 1):
        closing = [m for m in reversed(worded) if m.end == at]
        opening = [m for m in worded if m.start == at]
        written += "".join(_ending(m) for m in sorted(closing, key=lambda m: -m.start))
        written += "*" * sum(at in star for star in marked.stars)
        written += "".join(_beginning(m) for m in sorted(opening, key=lambda m: -m.end))
        depth += len(opening) - len(closing)
        letter = marked.text[at : at + 1]
        is_values = depth and letter == "=" and (opening or marked.text[at - 1 : at] in (" ", ""))
        written += "\\=" if is_values else escaped(letter)
    wordless = (m for m in marked.marks if m.start == m.end)
    return written + "".join(f"[{_name(m)}{_ending(m)}" for m in wordless)


def _name(mark: Mark) -> str:
    return mark.role + (str(mark.number) if mark.number is not None else "")


def _beginning(mark: Mark) -> str:
    return f"[{_name(mark)} "


def _ending(mark: Mark) -> str:
    return "]" if mark.values is None else f" ={' '.join(mark.values)}]"


_WORDED = {" ": "_", "_": r"\_", "\\": r"\\", "[": r"\[", "]": r"\]", "#": r"\#"}


def value_of(words: str) -> str:
    r"""Write words as one value: `_` for a blank.

    >>> print(value_of("Tel Aviv"))
    Tel_Aviv
    """
    return "".join(_WORDED.get(letter, letter) for letter in words)


def words_of_value(value: str) -> str:
    r"""Read one value as words.

    >>> words_of_value(r"Tel_Aviv")
    'Tel Aviv'
    """
    return re.sub(r"\\(.)|_", lambda sign: sign[1] or " ", value)
