"""From what was named on the command line to one `RawItem` after the other."""

import glob
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from dragoman.ingest.columns import Named
from dragoman.ingest.content import read_content
from dragoman.ingest.given import Given, shown_name
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
    columns: Mapping[str, str] | None = None,
) -> Iterator[RawItem | Problem]:
    """Give every item of every input in the order named, folders sorted, and what went wrong.

    `published` and `source` are the caller's word for inputs that carry none; `fetched` is when
    the bytes were taken: no clock is read here; `columns` says which column of a table, or key of
    JSON, holds a field. One item is held at a time; a file that is named twice is read once.
    """
    done: set[str] = set()
    for name in inputs:
        for found in _read_input(name, stdin, named=columns or {}, done=done):
            if isinstance(found, RawItem):
                yield msgspec.structs.replace(
                    found, published=published, source=source, fetched=fetched
                )
            else:
                yield found


def _read_input(
    name: str, stdin: BinaryIO | None, *, named: Named, done: set[str]
) -> Iterator[RawItem | Problem]:
    if name == "-":
        yield from _read_stdin(stdin, named)
    elif _URL.match(name):
        yield lost("urls-not-read-yet", shown_name(name), "urls are not read yet")
    else:
        for found in _paths(name):
            if isinstance(found, Problem):
                yield found
            elif (true := os.path.realpath(found)) not in done:
                done.add(true)
                yield from _read_file(found, named, is_named=str(found) == name)


def _read_stdin(stdin: BinaryIO | None, named: Named) -> Iterator[RawItem | Problem]:
    if stdin is None or stdin.closed:
        yield lost("missing-file", "-", "there is no standard input")
    elif stdin.isatty():
        yield lost("no-standard-input", "-", "standard input is a terminal")
    else:
        yield from read_content(Given(name="-", path=None, columns=named), stdin)


def _paths(name: str) -> Iterator[Path | Problem]:
    """Give the files that a name stands for, sorted; a name of nothing is a problem."""
    if "\0" in name or not name:
        yield lost("missing-file", shown_name(name), "no file can have this name")
    elif os.path.isdir(name):  # noqa: PTH112 - unlike Path, it never raises
        yield from _folder(Path(name))
    elif os.path.lexists(name):
        yield Path(name)
    elif _GLOB.search(name):
        yield from _matches(name)
    else:
        yield lost("missing-file", shown_name(name), "there is no such file or folder")


def _matches(pattern: str) -> Iterator[Path | Problem]:
    names = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - takes absolute patterns
    if not names:
        yield lost("missing-file", shown_name(pattern), "nothing matches this pattern")
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
        refused.append(lost("unreadable-file", shown_name(name), error.strerror or str(error)))

    empty = True
    for here, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            empty = False
            yield Path(here, name)
    yield from refused
    if empty and not refused:
        yield lost("empty-folder", shown_name(str(folder)), "there is no file in this folder")


def _read_file(path: Path, named: Named, *, is_named: bool) -> Iterator[RawItem | Problem]:
    name = shown_name(str(path))
    try:
        mode = path.stat().st_mode
        if refused := _refused(mode, is_named=is_named):
            yield lost("unreadable-file", name, refused)
            return
        with _opened(path, is_pipe=stat.S_ISFIFO(mode)) as stream:
            sought = path if stat.S_ISREG(mode) else None
            yield from read_content(Given(name=name, path=sought, columns=named), stream)
    except OSError as error:
        is_loose = isinstance(error, FileNotFoundError) and path.is_symlink()
        said = "a link to nothing" if is_loose else error.strerror or str(error)
        yield lost("unreadable-file", name, said)


def _refused(mode: int, *, is_named: bool) -> str | None:
    """Say why this is nothing to be read. A pipe is read only where the caller named it."""
    if stat.S_ISFIFO(mode):
        return None if is_named else "this is a pipe, not a file"
    return None if stat.S_ISREG(mode) else "this is a device or a socket, not a file"


def _opened(path: Path, *, is_pipe: bool) -> BinaryIO:
    """Open a file. A pipe that nobody writes into is at its end at once, and not waited for."""
    if not is_pipe:
        return path.open("rb")
    number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(number, True)
    return os.fdopen(number, "rb")
