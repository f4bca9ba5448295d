"""Events of one text or story: mentions of one label are of one type, members name an aggregate."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from dragoman.evaluate.checking.finding import Said, Told, refused
from dragoman.evaluate.notation import GoldMention


def check_labels(mention: GoldMention, together: Sequence[GoldMention]) -> Iterator[Said]:
    """Compare a mention with the others of its label; `together` are those of text or story."""
    same = [m for m in together if m.label is not None and m.label == mention.label]
    first = same[0] if same else mention
    if mention.type != first.type:
        yield refused(
            f"{mention.label} is {first.type} and {mention.type}: one event has one type, give "
            "the other a label of its own"
        )
    if mention.aggregate != first.aggregate:
        yield refused(
            f"{mention.label} is an aggregate in one mention and not in another: what is wider "
            "than one settlement and one day has a label of its own"
        )
    yield from _members(mention, together)


def _members(mention: GoldMention, together: Sequence[GoldMention]) -> Iterator[Said]:
    if mention.part_of is None:
        return
    wholes = [m for m in together if m.label == mention.part_of]
    if mention.part_of == mention.label:
        yield refused(f"{mention.label} is part of itself")
    elif not wholes:
        yield refused(f"part_of:{mention.part_of}: no mention here has the label {mention.part_of}")
    elif not all(m.aggregate for m in wholes):
        yield refused(f"part_of:{mention.part_of}: that event must be an aggregate")
    if mention.aggregate:
        yield refused("an aggregate is no part of another: point its members to it")


def check_twice(told: Told) -> Iterator[Said]:
    """Say where two mentions of one passage are the same in all but a number."""
    mine = _content(told.mention)
    earlier = takewhile(lambda m: m is not told.mention, told.text.mentions)
    if any(_content(m) == mine for m in earlier):
        yield refused("this mention stands twice in its sentence: take one away")


def _content(mention: GoldMention) -> tuple[object, ...]:
    return (
        *(mention.type, mention.status, mention.trigger, mention.evidence, mention.about),
        *(mention.actors, mention.recipients, mention.place, mention.time, mention.tolls),
    )
