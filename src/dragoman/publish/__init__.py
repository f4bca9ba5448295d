"""Read-only products of the store: files in the formats that people open."""

from dragoman.publish.as_of import events_as_of
from dragoman.publish.export import export, exporter

__all__ = ["events_as_of", "export", "exporter"]
