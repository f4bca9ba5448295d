"""Finds how many people were killed, hurt, arrested and so on, as ranges."""

from dragoman.extract.tolls.layer import build, said_by, toll_anchor
from dragoman.registry import Component

__all__ = ["component", "said_by", "toll_anchor"]

component = Component(
    name="tolls",
    version="1",
    build=build,
    needs=frozenset({"parse", "places", "attributions"}),
    gives=frozenset({"tolls"}),
)
