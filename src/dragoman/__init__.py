"""Dragoman reads news and gives sourced event data: who did what to whom, and who says so.

>>> from dragoman import Pipeline, article_of_text
>>> article = article_of_text("Rebels attacked Malian troops near Gao.")
>>> [(m.type, m.place.name) for o in Pipeline().code([article]) for m in o.mentions]
[('ASSAULT', 'Gao')]
"""

from importlib import import_module

__version__ = "0.1.0"

_FROM = {
    "Article": "dragoman.records",
    "Event": "dragoman.records",
    "Mention": "dragoman.records",
    "Outcome": "dragoman.records",
    "Pipeline": "dragoman.pipeline.order",
    "Problem": "dragoman.records",
    "Reading": "dragoman.records",
    "article_of_text": "dragoman.pipeline.articles",
    "consolidate": "dragoman.consolidate",
    "export": "dragoman.publish",
    "open_store": "dragoman.store",
    "to_json": "dragoman.records",
}

__all__ = list(_FROM)


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: importing the package loads nothing."""
    if name in _FROM:
        return getattr(import_module(_FROM[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
