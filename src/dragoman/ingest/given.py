"""One file, pipe or stream as it was given, and what is known of it before it is read."""

import os
from pathlib import Path
from typing import NamedTuple

from dragoman.ingest.columns import Named


class Given(NamedTuple):
    """What is being read: `name` as records show it, `path` where it is a file that can be sought.

    `columns` is the caller's map of fields to columns.
    """

    name: str
    path: Path | None
    columns: Named


def shown_name(name: str) -> str:
    r"""Write a file's name in characters that every record can hold.

    >>> shown_name("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return os.fsencode(name.replace("\0", "\\0")).decode("utf-8", "backslashreplace")
