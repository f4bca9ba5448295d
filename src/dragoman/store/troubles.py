"""What can be wrong with a store, told in words with what to do."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from sqlalchemy.exc import DBAPIError

from dragoman.errors import NoStoreError, StoreError

_SQLITE = b"SQLite format 3\x00"

_AGAIN = "wait for its end and run again"
_DAMAGED = "the file is damaged; restore a copy, or name another store"
_REMEDIES = {
    "lock timeout": f"another run is writing; {_AGAIN}",
    "locked": f"another run is writing, or another program holds the file; {_AGAIN}",
    "disk is full": "free some space and run again, what was committed stands",
    "No space left": "free some space and run again, what was committed stands",
    "disk I/O error": "free some space or mend the disk and run again; what was committed stands",
    "malformed": _DAMAGED,
    "not a database": _DAMAGED,
    "decode to UTF-8": _DAMAGED,
    "readonly": "the file or its folder cannot be written; change its permissions",
    "unable to open": "the file is gone or cannot be opened; run again to make it anew, or check "
    "its permissions",
    "no such table": "the file was replaced while it was in use; put it back, or run again",
    "authentication failed": "check the user and the password in the URL",
    "no password supplied": "give the password in the URL or in PGPASSWORD",
    "does not exist": "check the name in the URL, or make it: createdb NAME",
    "Connection refused": "start the server, or check the host and the port in the URL",
    "could not translate host": "check the host in the URL",
    "failed to resolve host": "check the host in the URL",
}
"""By words of the database's message, the first that fits."""

_SETTINGS = ("readonly", "authentication failed", "no password supplied", "does not exist")
"""Messages that, when a store is opened, say that it was set up or named wrongly."""


def check_file(path: Path, *, create: bool) -> None:
    """Raise where the path can hold no store; make the file, still empty, where it may be."""
    try:
        _check_place(path)
        if path.exists():
            _check_content(path)
        elif not create:
            raise NoStoreError(
                f"there is no store at {path}: 'dragoman code INPUT --db {path}' makes one"
            )
        else:
            path.touch()
    except OSError as refused:
        said = f"{path} cannot be opened or made: {refused.strerror}"
        if refused.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise StoreError(f"{said}: free some space and run again") from refused
        raise NoStoreError(f"{said}: name another file, or change the permissions") from refused
    if create and not is_writable(path):
        raise NoStoreError(
            f"{path}: the file or its folder cannot be written: change its permissions, or name "
            "another file"
        )


def is_writable(path: Path) -> bool:
    """Whether the file and its folder, where SQLite keeps its log, can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise NoStoreError(
            f"{path} is a folder: give the name of a file in it, as {path}/dragoman.db"
        )
    if not path.parent.is_dir():
        raise NoStoreError(f"{path}: there is no folder {path.parent}: make it first")


def _check_content(path: Path) -> None:
    if not path.is_file():
        raise NoStoreError(f"{path} is no file: name another one")
    with path.open("rb") as file:
        start = file.read(len(_SQLITE))
    if start and start != _SQLITE:
        raise NoStoreError(f"{path} is no database: name another file, or move this one away")


@contextmanager
def translated(name: str, *, opening: bool = False) -> Iterator[None]:
    """Tell the database's failures as ours; what is wrong as set up is wrong usage."""
    try:
        yield
    except msgspec.DecodeError as broken:
        raise StoreError(f"{name}: a record cannot be read ({broken}): {_DAMAGED}") from broken
    except DBAPIError as failed:
        said = " ".join(str(failed.orig).split())
        raise StoreError(f"{name}: {said}: {_remedy(said)}") from failed
    except StoreError as failed:
        if opening and any(words in str(failed) for words in _SETTINGS):
            raise NoStoreError(str(failed)) from failed
        raise


def _remedy(said: str) -> str:
    for words, remedy in _REMEDIES.items():
        if words in said:
            return remedy
    return "check that the store is there, whole and can be reached, then run again"
