"""Input that could not be used, kept beside the results instead of being hidden."""

import msgspec


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """A place in an input: a file, perhaps a line, perhaps code points of it."""

    file: str | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be used: a fixed `code`, of what, what was seen, and what to do about it.

    `subject` is an article id where there is an article, else the input's name.
    `costs_input` is true where the whole input was lost, not a part of one that was read;
    only those count for exit code 1.
    """

    schema: str = "dragoman.problem/1"
    code: str
    subject: str
    said: str
    remedy: str
    where: Where | None = None
    costs_input: bool = False
