"""What Dragoman raises. Input it cannot use is not here: that is a `Problem` record.

DragomanError
├── UsageError          the command, its options or its configuration are wrong (exit code 2)
├── DataFileError       a data file of ours does not say what it must
├── MissingExtraError   an optional dependency is not installed
├── PipelineOrderError  the stages cannot work in the order given
└── StoreError          the store cannot be opened, read or written (exit code 3)
    └── NoStoreError    what was named as a store is none, or none of ours (exit code 2)
"""

from collections.abc import Iterable


class DragomanError(Exception):
    """Anything Dragoman raises on purpose."""


class UsageError(DragomanError):
    """What was asked for cannot be done as asked; nothing was done."""


class DataFileError(DragomanError):
    """A data file is broken. Names the file and the entry, so that it can be mended."""

    def __init__(self, file: str, entry: str, said: str) -> None:
        super().__init__(f"{file}: {entry}: {said}")


class MissingExtraError(DragomanError):
    """A component was asked for whose optional dependency is not installed."""

    def __init__(self, component: str, extra: str) -> None:
        super().__init__(
            f"{component!r} needs the extra {extra!r}: pip install 'dragoman[{extra}]'"
        )


class PipelineOrderError(DragomanError):
    """A stage needs a layer that no earlier stage gives. Raised before any article is read."""

    def __init__(self, stage: str, lacks: str, givers: Iterable[str]) -> None:
        offer = ", ".join(sorted(givers)) or "none is installed"
        super().__init__(
            f"{stage!r} needs {lacks!r}, which no stage before it gives (stages that do: {offer})"
        )


class StoreError(DragomanError):
    """The store cannot be used. Says which, why, and what to do."""


class NoStoreError(StoreError, UsageError):
    """What was named as the store is none that this Dragoman can open; nothing was done."""
