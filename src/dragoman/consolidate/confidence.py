"""How sure it is that an event happened as told. A stated formula, not a measured probability."""

from dragoman.consolidate.across import origin_of
from dragoman.consolidate.group import Group
from dragoman.consolidate.sides import folded

ORIGIN = 0.5
"""Each further independent report halves the doubt that the surest mention leaves."""

SPEAKER = 0.8
"""Each further voice that asserts it leaves four fifths of the doubt."""

DENIED = 0.8
"""A voice that denies it takes a fifth of the confidence."""

HIGHEST = 0.99


def confidence(group: Group) -> float:
    """Start from the surest mention; further origins and voices lessen the doubt, denial adds.

    `1 - (1 - surest) * ORIGIN ** (origins - 1) * SPEAKER ** (voices - 1)`, at most `HIGHEST`,
    times `DENIED` if any voice denies it; rounded to three places.
    """
    surest = max(m.confidence for m in group.mentions)
    origins = {origin_of(m) for m in group.mentions}
    speakers = [s for m in group.mentions for s in m.said_by]
    voices = {folded(s.name or s.text) for s in speakers if s.stance in ("asserts", "reports")}
    doubt = (1 - surest) * ORIGIN ** (len(origins) - 1) * SPEAKER ** max(0, len(voices) - 1)
    sure = min(HIGHEST, 1 - doubt) if len(origins) + len(voices) > 1 else surest
    return round(sure * (DENIED if any(s.stance == "denies" for s in speakers) else 1.0), 3)
