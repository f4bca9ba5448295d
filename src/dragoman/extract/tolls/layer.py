"""The layer of tolls."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from dragoman.extract.attribution import TELLING, holding
from dragoman.extract.protocol import Layer
from dragoman.extract.tolls.found import Found, Words, found_in
from dragoman.ontology import numbers, tolls
from dragoman.records import Attribution, Parse, Parsed, Reading, Speaker, Token, Toll


class Tolls:
    """Adds every count of people killed, hurt, arrested and so on, in title and text."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def __call__(self, parsed: Parsed, reading: Reading) -> Reading:
        """Fill `tolls`, numbered t1, t2 and on from the title to the end of the text."""
        out: list[Toll] = []
        for parse in parsed.passages:
            taken = frozenset(
                n for t in reading.times if t.in_ == parse.in_ for n in range(t.start, t.end)
            )
            ids: dict[int, str] = {}
            for number, found in enumerate(found_in(parse, self._words, skip=taken)):
                if _is_place(reading, parse, found):
                    continue
                ids[number] = f"t{len(out) + 1}"
                whole = None if found.part_of is None else ids.get(found.part_of)
                toll = _toll(parse, found, id_=ids[number], part_of=whole)
                out.append(replace(toll, said_by=said_by(toll, reading.attributions)))
        return replace(reading, tolls=tuple(out))


def _is_place(reading: Reading, parse: Parse, found: Found) -> bool:
    """Whether the one victim is a town: "captured Marib"."""
    return any(
        place.start is not None
        and place.end is not None
        and place.in_ == parse.in_
        and place.start <= found.start
        and found.end <= place.end
        for place in reading.places
    )


def _toll(parse: Parse, found: Found, *, id_: str, part_of: str | None) -> Toll:
    return Toll(
        id=id_,
        kind=found.fate.kind,
        low=found.figure.low,
        best=found.figure.best,
        high=found.figure.high,
        unit="families" if found.families else "people",
        group=found.group,
        who=found.who,
        scope=found.scope,
        part_of=part_of,
        text=parse.text[found.start : found.end],
        start=found.start,
        end=found.end,
        in_=parse.in_,
    )


def said_by(toll: Toll, attributions: Iterable[Attribution]) -> tuple[Speaker, ...]:
    """Give the speakers in whose words a toll stands, the outermost first."""
    over = holding(attributions, toll.start, toll.end, in_=toll.in_)
    telling = [a for a in over if a.stance in TELLING]
    out: list[Speaker] = []
    for attribution in telling:
        one = (attribution.speaker,) if attribution.speaker else ()
        out.extend(s for s in attribution.speakers or one if s not in out)
    return tuple(out)


def toll_anchor(parse: Parse, toll: Toll) -> Token | None:
    """Give the word a toll hangs on ("killed", "deaths"), so that an event can be found for it.

    A toll that is part of another hangs on the other's word. Null where the toll is not of this
    passage.
    """
    if toll.in_ != parse.in_:
        return None
    return _anchors(parse).get((toll.start, toll.end))


@lru_cache(maxsize=2)
def _anchors(parse: Parse) -> dict[tuple[int, int], Token]:
    """Find the anchors of a whole passage once: every event candidate asks for them."""
    return {(f.start, f.end): f.fate.anchor for f in found_in(parse, _words())}


def _words() -> Words:
    return Words(numbers.load(), tolls.load())


def build() -> Layer:
    """Load the words of numbers and tolls."""
    return Tolls(_words())
