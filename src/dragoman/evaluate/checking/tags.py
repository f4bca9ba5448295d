"""The tags of the corpus: form, region and style of each sentence, and why one has no event."""

from collections.abc import Iterator, Mapping

from dragoman.evaluate.checking.finding import Said, refused
from dragoman.evaluate.notation import GoldText
from dragoman.evaluate.notation.heading import known
from dragoman.records.marks import MarkError

FORMS = ("verbal", "nominal", "passive", "conjoined", "quoted", "headline", "none")
REGIONS = (
    *("africa", "asia", "europe", "middle_east", "north_america", "latin_america"),
    *("oceania", "world"),
)
STYLES = ("agency", "broadcaster", "broadsheet", "tabloid", "local", "online", "official")
REASONS = (
    *("sport", "markets", "weather", "film", "metaphor", "accident", "court", "history"),
    *("anniversary", "analysis", "hypothetical", "name_like", "other_topic"),
)
FREE = "x-"
"""What a tag begins with that is the writer's own."""
_GROUPS: Mapping[str, tuple[str, ...]] = {"form": FORMS, "region": REGIONS, "style": STYLES}
_ALL = (*FORMS, *REGIONS, *STYLES, *REASONS)


def tag_of(text: GoldText, group: tuple[str, ...]) -> str | None:
    """Give a text's tag of a group, None where it has none."""
    return next((tag for tag in text.tags if tag in group), None)


def check_tags(text: GoldText) -> Iterator[Said]:
    """Say which tags a text lacks, has twice, or may not have."""
    yield from _unknown(text)
    if text.kind == "sentence":
        yield from _lacking(text)
        yield from _agree_with_events(text)
    yield from _double(text)


def _unknown(text: GoldText) -> Iterator[Said]:
    for tag in text.tags:
        try:
            if not tag.startswith(FREE):
                known(tag, _ALL, "tag")
        except MarkError as wrong:
            yield refused(f"{wrong}; a tag of your own begins with {FREE}")


def _lacking(text: GoldText) -> Iterator[Said]:
    lacking = {name: group for name, group in _GROUPS.items() if tag_of(text, group) is None}
    if lacking:
        said = "; ".join(f"{name}: {', '.join(group)}" for name, group in lacking.items())
        yield refused(f"no tag for {said}")


def _double(text: GoldText) -> Iterator[Said]:
    for name, group in _GROUPS.items():
        found = sorted({tag for tag in text.tags if tag in group})
        if len(found) > 1:
            yield refused(
                f"two tags for the {name}, {' and '.join(found)}: keep one (the tags at the head "
                "of the file hold for every entry)"
            )


def _agree_with_events(text: GoldText) -> Iterator[Said]:
    reasons = sorted({tag for tag in text.tags if tag in REASONS})
    if text.mentions and reasons:
        yield refused(
            f"the tag {reasons[0]} says why there is no event, but there is: take it away"
        )
    if text.mentions and "none" in text.tags:
        yield refused("the form none is of sentences without an event: write verbal, nominal, …")
    if not text.mentions and len(reasons) != 1:
        had = f"has {' and '.join(reasons)}" if reasons else "lacks it"
        yield refused(
            f"a NONE sentence has one tag that says why; this {had}: {', '.join(REASONS)}"
        )
