"""Finds the sides of an article: who is named, what they are, whose, and who "he" is."""

from dragoman.extract.actors.layer import PartyLayer, build
from dragoman.extract.actors.lookup import parties_at, party_at
from dragoman.registry import Component

component = Component(
    name="parties",
    version="1",
    build=build,
    needs=frozenset({"parse", "places"}),
    gives=frozenset({"parties"}),
)

__all__ = ["PartyLayer", "build", "component", "parties_at", "party_at"]
