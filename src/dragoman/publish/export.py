"""Writes records to a file whose ending names the format; the file is there whole or not at all."""

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import StoreError, UsageError
from dragoman.publish.sheet import Exported, Exporter, Quotes, What, checked, sheet_of
from dragoman.registry import find, names


def export(
    records: Iterable[Exported], what: What, out: Path, *, quotes: Quotes | None = None
) -> int:
    """Write records of one sort to `out` and give their number; empty is a valid file, too.

    `quotes` gives the sentences of mentions by id (`Store.quotes`) and fills the column
    `evidence` of events. Raises `UsageError` before anything is read where `out` cannot be
    written, `StoreError` where the disk stops it.
    """
    write = _exporter(out)
    sheet = sheet_of(what, quotes)
    with _whole(out) as file, _uncollected():
        return write(checked(records, what), sheet, file)


def check_out(out: Path) -> None:
    """Raise `UsageError` where `out` cannot be written, before any work is done for it."""
    _exporter(out)


def _exporter(out: Path) -> Exporter:
    """Find the exporter for a file's ending."""
    formats = names("exporters")
    ending = out.suffix.casefold().lstrip(".")
    if out.is_dir():
        raise UsageError(f"--out {out} is a folder: give a file in it, as {out}/mentions.csv")
    if not out.parent.is_dir():
        raise UsageError(f"--out {out}: there is no folder {out.parent}")
    if ending not in formats:
        offer = " ".join(f".{name}" for name in formats)
        raise UsageError(f"--out {out}: the ending chooses the format; there are: {offer}")
    return cast(Exporter, find("exporters", ending).build())


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the cycle collector off: records hold no cycles, and looking costs a lot of time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _whole(out: Path) -> Iterator[BinaryIO]:
    """Open a file beside `out` that takes its place at the end; a failure leaves `out` alone."""
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(out)
    except OSError as stopped:
        raise StoreError(f"{out} cannot be written: {stopped.strerror or stopped}") from stopped
    finally:
        part.unlink(missing_ok=True)
