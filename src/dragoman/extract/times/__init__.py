"""Finds time expressions and resolves them against the publication date."""

from dragoman.extract.times.layer import build
from dragoman.registry import Component

component = Component(
    name="times",
    version="1",
    build=build,
    needs=frozenset({"parse"}),
    gives=frozenset({"times"}),
)
