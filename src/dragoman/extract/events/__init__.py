"""Who did what to whom: from a full reading to mentions."""

from dragoman.registry import Component


def _build() -> object:
    from dragoman.extract.events.coder import EventCoder
    from dragoman.extract.events.reader.reader import load_reader

    return EventCoder(load_reader())


def _build_by_rules() -> object:
    from dragoman.extract.events.coder import EventCoder

    return EventCoder(None)


component = Component(
    name="events",
    version="1",
    build=_build,
    needs=frozenset({"parse", "times", "places", "parties", "attributions", "tolls"}),
    gives=frozenset({"mentions"}),
)
by_rules = Component(
    name="events-by-rules",
    version="1",
    build=_build_by_rules,
    needs=component.needs,
    gives=component.gives,
)
"""The same without the trained reader: what the lexicon alone codes."""
