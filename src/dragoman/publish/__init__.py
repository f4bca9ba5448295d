"""Read-only products of the store: files in the formats that people open."""

from dragoman.publish.as_of import events_as_of
from dragoman.publish.export import check_out, export

__all__ = ["check_out", "events_as_of", "export"]
