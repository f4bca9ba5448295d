"""Makes events of mentions: every piece of evidence kept, every choice with its rule."""

from dragoman.consolidate.events import revised
from dragoman.consolidate.naming import event_id
from dragoman.consolidate.run import consolidate, consolidate_new

__all__ = ["consolidate", "consolidate_new", "event_id", "revised"]
