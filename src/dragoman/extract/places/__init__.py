"""Finds the places an article names, and says which ones they are and how the name is used."""

from dragoman.extract.places.area import smallest_area
from dragoman.extract.places.layer import Places, component

__all__ = ["Places", "component", "smallest_area"]
