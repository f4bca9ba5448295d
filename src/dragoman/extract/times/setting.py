"""What a time phrase is resolved against, and what comes of it."""

from datetime import date
from typing import Literal, NamedTuple

from dragoman.extract.times.calendar import Days
from dragoman.extract.times.found import Found
from dragoman.ontology.times import TimeWords

Anchor = Literal["absolute", "published", "mention"]


class UnresolvedError(Exception):
    """A phrase that cannot be given days, with the reason for the record."""

    def __init__(self, why: str, anchor: Anchor) -> None:
        super().__init__(why)
        self.why = why
        self.anchor: Anchor = anchor


class Setting(NamedTuple):
    """What a phrase is resolved against. `near` is another time of the text."""

    words: TimeWords
    published: date | None
    future: bool = False
    near: Days | None = None
    why_not_near: str = "no-anchor"
    why_no_day: str = "no-publication-date"

    @property
    def today(self) -> date:
        """The day of publication; raises where it is not known."""
        if self.published is None:
            raise UnresolvedError(self.why_no_day, "published")
        return self.published


class Meaning(NamedTuple):
    """Days with an end that may be open or unknown."""

    first: date | None
    last: date | None
    anchor: Anchor
    why: str | None = None


def unit_of(found: Found, words: TimeWords) -> str:
    """Name the unit that a phrase counts in."""
    if found.row.unit:
        return found.row.unit
    slots = (found.values.get(slot) for slot in ("unit", "units", "long_unit"))
    named = next((word for word in slots if word), "day")
    return words.unit(named)
