"""The only room that opens a database."""

from dragoman.store.opening import open_database
from dragoman.store.store import Store
from dragoman.store.writing import Added, Coder, Replaced

__all__ = ["Added", "Coder", "Replaced", "Store", "open_store"]


def open_store(url: str, *, create: bool = True, timeout_s: float = 30.0) -> Store:
    """Open the store at a path, `sqlite:///` or `postgresql://` URL, and bring it up to date.

    Raises `StoreError` where it cannot be used, with `create=False` also where there is none;
    `UsageError` where the words name no store. `timeout_s` is how long another writer is waited
    for, in seconds.
    """
    return Store(open_database(url, create=create, timeout_s=timeout_s))
