"""Read-only products of the store: files in the formats that people open."""

from dragoman.publish.export import export, exporter

__all__ = ["export", "exporter"]
