"""What comparing an answer with the gold one gives: counts to add up, and the errors to read."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec


class Key(NamedTuple):
    """What a count counts: of which field, of which group within it, which part of a metric.

    `field` may carry a reading of the gold, after a space ("type strict", "type lenient"). `group`
    is empty where a field has no groups. `part` is one a metric asks for: `tp`, `fp`, `right`…
    """

    field: str
    group: str
    part: str


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """One error: its kind, where the row stands, its sentence, what was expected and what came.

    `kind` groups errors that one mend could take away ("type: REJECT read as ACCUSE"). `published`
    and `title` are what `explain` needs to say the same again.
    """

    kind: str
    where: str
    text: str
    expected: str
    got: str
    published: str | None = None
    title: str | None = None


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of one unit of a set (a sentence, an article, a cluster), drawn as one later."""

    counts: Mapping[Key, float]
    slips: tuple[Slip, ...] = ()


def hits(field: str, group: str, *, tp: float, fp: float, fn: float) -> dict[Key, float]:
    """Write the three counts that precision, recall and F1 ask for."""
    return {
        Key(field, group, "tp"): tp,
        Key(field, group, "fp"): fp,
        Key(field, group, "fn"): fn,
    }


def verdict(field: str, group: str, *, is_right: bool) -> dict[Key, float]:
    """Write one answer that is right or not, as `accuracy` asks for it."""
    return {Key(field, group, "right"): float(is_right), Key(field, group, "asked"): 1.0}
