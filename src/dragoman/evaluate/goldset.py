"""What a gold set is: rows read from its files, the articles to code for them, how to score."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import msgspec

from dragoman.errors import DragomanError
from dragoman.evaluate.coding import Answer
from dragoman.evaluate.figures import Wanted
from dragoman.evaluate.scored import Scored
from dragoman.records import Article


class GoldError(DragomanError):
    """A gold file does not say what it must. Names the file and the line."""

    def __init__(self, file: Path | str, line: int | None, said: str) -> None:
        self.line, self.said = line, said
        at = f", line {line}" if line is not None else ""
        super().__init__(f"{file}{at}: {said}")


class AbsentError(DragomanError):
    """None of a set's files are in the folder of gold sets: it is not measured."""


class Row(Protocol):
    """One row of a set: where it stands, and the articles whose coding answers it."""

    @property
    def where(self) -> str:
        """Name the file and line."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give what is to be coded; none where a set asks something else."""


R = TypeVar("R", bound=Row)

Answers = Mapping[str, Answer]
"""What coding gave, by article id."""


class GoldSet(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """One set: its name, the files it is made of (globs below the folder), how to read and score.

    `score` gives one `Scored` a unit that is drawn as a whole in the bootstrap. `needs_reading`
    says that the layers are scored, not only the mentions. `at` is the folder of a set that is
    not among the gold sets, `beside` that of a set that may lie elsewhere where `folder` has none.
    """

    name: str
    files: tuple[str, ...]
    read: Callable[[Sequence[Path]], Sequence[R]]
    score: Callable[[Sequence[R], Answers], Sequence[Scored]]
    wanted: tuple[Wanted, ...]
    needs_reading: bool = False
    at: Path | None = None
    beside: Path | None = None

    def home(self, folder: Path) -> Path:
        """Give the folder that the set is read from."""
        if self.at is not None:
            return self.at
        is_there = any(True for name in self.files for _ in folder.glob(name))
        return folder if is_there or self.beside is None else self.beside

    def paths(self, folder: Path) -> list[Path]:
        """Find the set's files; raise where there are none."""
        found = sorted({path for name in self.files for path in folder.glob(name)})
        if not found:
            raise AbsentError(f"no {' or '.join(self.files)} in {folder}")
        return found


def digest_of_files(paths: Sequence[Path], folder: Path) -> str:
    """Digest names and bytes of a set's files, so that a figure names what it was measured on."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def sampled(rows: Sequence[R], size: int | None) -> Sequence[R]:
    """Give `size` rows spread evenly over the set, all where it is None or larger."""
    if size is None or size >= len(rows):
        return rows
    return [rows[n * len(rows) // size] for n in range(size)]


T = TypeVar("T")


def json_lines(path: Path, row: type[T]) -> Iterator[tuple[str, T]]:
    """Read JSON lines as records, each with its file and line; raise at the first broken one."""
    decoder = msgspec.json.Decoder(row)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield f"{path.name}:{number}", decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as broken:
                raise GoldError(path, number, str(broken)) from broken


def check_span(path: Path | str, line: int | None, *, start: int, end: int, text: str) -> str:
    """Give the words at an offset; raise where it does not fit the text."""
    if not 0 <= start < end <= len(text):
        raise GoldError(path, line, f"offsets {start}..{end} don't fit a text of {len(text)}")
    return text[start:end]
