"""From mentions to events: all at once, or only the events that new mentions can touch."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from dragoman.consolidate.across import block_of, join_copies, join_reports, origin_of
from dragoman.consolidate.events import event_of, revised
from dragoman.consolidate.geography import holds, same_name
from dragoman.consolidate.group import Group
from dragoman.consolidate.naming import name_of
from dragoman.consolidate.sides import Match
from dragoman.consolidate.within import groups_within, sides_agree
from dragoman.records import Event, Mention
from dragoman.records.candidates import Block, Candidates


def consolidate(mentions: Iterable[Mention], existing: Iterable[Event] = ()) -> list[Event]:
    """Make the events of these mentions, each mention in exactly one; the lowest id first.

    The order of the mentions doesn't matter. `existing` are the events they belonged to before:
    ids go on, and an event that changed gets its next revision. Mentions that are not given are
    not known: give all, or use `consolidate_new`.
    """
    return _events(join_copies(groups_within(_once(mentions))), existing, only=None)


def consolidate_new(new: Iterable[Mention], past: Candidates) -> list[Event]:
    """Make the events that new mentions touch, with what was known before of them.

    Gives what `consolidate` would give of all mentions together, less the events that stay as
    they are. `past` may or may not hold the new mentions already.
    """
    fresh = _once(new)
    if not fresh:
        return []
    fresh_ids = {m.id for m in fresh}
    near = _once([*fresh, *past.in_origins({origin_of(m) for m in fresh})])
    after = join_copies(groups_within(near))
    before = join_copies(groups_within(m for m in near if m.id not in fresh_ids))
    touched = {b for g in (*before, *after) if (b := block_of(g)) is not None}
    far = past.origins_in(touched) - {origin_of(m) for m in near}
    kinds = {(b.day.type, b.day.status) for b in touched}
    # Groups lie within an origin, so those of others leave these as they are.
    groups = [*after, *join_copies(groups_within(_once(past.in_origins(far, kinds=kinds))))]
    alone = {m.id for g in after if block_of(g) is None for m in g.mentions}
    asked = [g for g in groups if _is_asked(g, touched, alone) or g.mentions[0].aggregate]
    existing = past.events_with({m.id for g in asked for m in g.mentions})
    return _events(asked, existing, only=(touched, alone))


def _is_asked(one: Group, touched: Collection[Block], alone: Collection[str]) -> bool:
    block = block_of(one)
    return one.mentions[0].id in alone if block is None else block in touched


def _once(mentions: Iterable[Mention]) -> list[Mention]:
    return list({m.id: m for m in mentions}.values())


def _events(
    groups: Sequence[Group],
    existing: Iterable[Event],
    *,
    only: tuple[Collection[Block], Collection[str]] | None,
) -> list[Event]:
    """Join the groups of each block, or of the blocks touched, and write the events."""
    blocks: dict[Block, list[Group]] = defaultdict(list)
    single: list[Group] = []
    for one in groups:
        block = block_of(one)
        if block is None:
            single.append(one)
        elif only is None or block in only[0]:
            blocks[block].append(one)
    standing = {e.id: e for e in existing}
    wholes = _aggregates(single, standing)
    kept = [g for g in single if only is None or g.mentions[0].id in only[1]]
    joined = [*kept, *(g for block in blocks.values() for g in join_reports(block))]
    made = []
    for one in joined:
        id_, whole = name_of(one.mentions, standing), _whole_of(one, wholes)
        before = standing.get(id_)
        if only is None or before is None or not _stays(before, one, whole):
            made.append(revised(event_of(one, id_=id_, part_of=whole), before))
    return sorted(made, key=lambda e: e.id)


def _stays(before: Event, one: Group, whole: str | None) -> bool:
    """Whether an event is made of the same mentions as before: they never change, nor does it."""
    return before.part_of == whole and before.mentions == tuple(sorted(m.id for m in one.mentions))


Wholes = dict[str, list[tuple[str, Group]]]


def _aggregates(groups: Iterable[Group], standing: Collection[str]) -> Wholes:
    """Give the aggregate events that each article tells of, with their ids."""
    wholes: Wholes = defaultdict(list)
    for one in groups:
        if one.mentions[0].aggregate:
            named = (name_of(one.mentions, standing), one)
            for article in {m.article.id for m in one.mentions}:
                wholes[article].append(named)
    return wholes


def _whole_of(member: Group, wholes: Wholes) -> str | None:
    """Give the aggregate of one of its articles that it is part of; the lowest id of several."""
    if member.mentions[0].aggregate:
        return None
    told = {id_: whole for m in member.mentions for id_, whole in wholes.get(m.article.id, ())}
    return min((id_ for id_, whole in told.items() if _contains(whole, member)), default=None)


def _contains(whole: Group, member: Group) -> bool:
    """Whether type, status and a side are the same and place and time of the member lie within."""
    first, other = whole.mentions[0], member.mentions[0]
    if (first.type, first.status) != (other.type, other.status):
        return False
    if sides_agree(whole, member, first.type) is not Match.SAME:
        return False
    if whole.place and member.place and not same_name(whole.place, member.place):
        if not holds(whole.place, member.place):
            return False
    elif whole.place and not member.place:
        return False
    return _within(whole, member)


def _within(whole: Group, member: Group) -> bool:
    if whole.time is None:
        return True
    if member.time is None or member.time.from_ is None or member.time.to is None:
        return False
    after_start = whole.time.from_ is None or whole.time.from_ <= member.time.from_
    return after_start and (whole.time.to is None or member.time.to <= whole.time.to)
