"""From what was named on the command line to one `RawItem` after the other."""

import glob
import os
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from dragoman.ingest.content import read_content
from dragoman.ingest.trouble import lost
from dragoman.records import Problem, RawItem

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_GLOB = re.compile(r"[*?\[]")


def read_inputs(
    inputs: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    published: date | None = None,
    source: str | None = None,
    fetched: datetime | None = None,
) -> Iterator[RawItem | Problem]:
    """Give every item of every input in the order named, folders sorted, and what went wrong.

    `published` and `source` are the caller's word for inputs that carry none; `fetched` is when
    the bytes were taken: no clock is read here. One item is held at a time.
    """
    for name in inputs:
        for found in _read_input(name, stdin):
            if isinstance(found, RawItem):
                yield msgspec.structs.replace(
                    found, published=published, source=source, fetched=fetched
                )
            else:
                yield found


def _read_input(name: str, stdin: BinaryIO | None) -> Iterator[RawItem | Problem]:
    if name == "-":
        yield from _read_stdin(stdin)
    elif _URL.match(name):
        yield lost("urls-not-read-yet", name, "urls are not read yet")
    else:
        for path in _paths(name):
            yield from [path] if isinstance(path, Problem) else _read_file(path)


def _read_stdin(stdin: BinaryIO | None) -> Iterator[RawItem | Problem]:
    if stdin is None:
        yield lost("missing-file", "-", "there is no standard input")
    else:
        yield from read_content("-", stdin)


def _paths(name: str) -> Iterator[Path | Problem]:
    """Give the files that a name stands for, sorted; a name of nothing is a problem."""
    if "\0" in name or not name:
        yield lost("missing-file", name, "no file can have this name")
    elif os.path.isdir(name):  # noqa: PTH112 - unlike Path, it never raises
        yield from _folder(Path(name))
    elif os.path.exists(name):  # noqa: PTH110 - likewise
        yield Path(name)
    elif _GLOB.search(name):
        yield from _matches(name)
    else:
        yield lost("missing-file", name, "there is no such file or folder")


def _matches(pattern: str) -> Iterator[Path | Problem]:
    names = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - takes absolute patterns
    if not names:
        yield lost("missing-file", pattern, "nothing matches this pattern")
    covered: set[str] = set()
    for name in names:
        if any(str(parent) in covered for parent in Path(name).parents):
            continue  # `**` gives a folder and then all that is in it
        if Path(name).is_dir():
            covered.add(name.rstrip(os.sep))
            yield from _folder(Path(name))
        else:
            yield Path(name)


def _folder(folder: Path) -> Iterator[Path | Problem]:
    """Walk a folder in sorted order, without what is hidden; links to folders are not followed."""
    refused: list[Problem] = []

    def refuse(error: OSError) -> None:
        name = str(error.filename or folder)
        refused.append(lost("unreadable-file", name, error.strerror or str(error)))

    empty = True
    for here, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            empty = False
            yield Path(here, name)
    yield from refused
    if empty and not refused:
        yield lost("empty-folder", str(folder), "there is no file in this folder")


def _read_file(path: Path) -> Iterator[RawItem | Problem]:
    try:
        if not path.is_file() and not path.is_fifo() and not path.is_char_device():
            yield lost("unreadable-file", str(path), "this is not a file")
            return
        with path.open("rb") as stream:
            yield from read_content(str(path), stream)
    except OSError as error:
        yield lost("unreadable-file", str(path), error.strerror or str(error))
