"""How records look in a terminal: words in the colour of their field, tables within the width."""

import os
from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from dragoman.records import Event, Mention, Party, Place, Span, Speaker, Time, Toll

COLOURS = {
    "speaker": "magenta",
    "actor": "bold red",
    "recipient": "bold yellow",
    "trigger": "bold underline",
    "place": "green",
    "time": "cyan",
    "toll": "blue",
    "cue": "dim magenta",
}
"""One colour a field, the same in the terminal and on the demo's page."""

LABELS = {
    "speaker": "says so",
    "actor": "who",
    "trigger": "what",
    "recipient": "whom",
    "place": "where",
    "time": "when",
    "toll": "toll",
    "cue": "cue",
}
"""What each field is called where people read it, who says so first."""


class _Screen(Console):
    """A console that prints no control character of an article: it could command the terminal."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Give the segments to print, made safe."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else safe(text), style, control)


def console(*, stderr: bool = False) -> Console:
    """Open a console: a pipe gets no colour and 80 columns, NO_COLOR no escape code at all."""
    if os.environ.get("NO_COLOR"):
        return _Screen(stderr=stderr, highlight=False, markup=False, emoji=False, color_system=None)
    return _Screen(stderr=stderr, highlight=False, markup=False, emoji=False)


def safe(text: str) -> str:
    r"""Put a question mark in a box for each control character but tab and line feed.

    >>> safe("two\x1b[31m killed")
    'two�[31m killed'
    """
    return text.translate(_CONTROLS)


_CONTROLS = {
    code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"
}


def is_lively(out: Console) -> bool:
    """Whether lines that overwrite themselves may be drawn."""
    return out.is_terminal and out.color_system is not None


def party_name(party: Party | Speaker) -> str:
    """Write a party by its words and code."""
    name = party.text
    return f"{name} ({party.code})" if party.code else name


def dyad(actors: Sequence[Party], recipients: Sequence[Party]) -> str:
    """Write who does it to whom; an actor that nobody names is an ellipsis.

    Where the words are a pronoun, those that it refers to are written instead.
    """
    left = _side([(_words(p), p.role) for p in actors]) or "…"
    right = _side([(_words(p), p.role) for p in recipients])
    return f"{left} → {right}" if right else left


def codes(actors: Sequence[Party], recipients: Sequence[Party]) -> str:
    """Write the same in codes; empty where no party has one."""
    if not any(p.code for p in (*actors, *recipients)):
        return ""
    left = _side([(p.code or "?", p.role) for p in actors]) or "…"
    right = _side([(p.code or "?", p.role) for p in recipients])
    return f"{left} → {right}" if right else left


def _words(party: Party) -> str:
    if party.via == "coreference" and party.antecedent is not None:
        return party.antecedent.quote
    return party.text


def _side(named: Sequence[tuple[str, str]]) -> str:
    """Join one side's names, each once; supporting parties stand after a plus."""
    main = ", ".join(dict.fromkeys(name for name, role in named if role == "main"))
    more = ", ".join(dict.fromkeys(name for name, role in named if role == "supporting"))
    return f"{main} + {more}" if more else main


def speakers(listed: Sequence[Speaker], *, own_voice: bool = False) -> str:
    """Write who says so; an empty list is the article's own voice."""
    named = [
        s.text + (f" ({s.stance})" if s.stance in ("denies", "doubts") else "") for s in listed
    ]
    return ", ".join(["the article", *named] if own_voice or not named else named)


def where(place: Place | None) -> str:
    """Write a place with its country; what was not found in the gazetteer gets a question mark."""
    if place is None:
        return ""
    if place.name is None:
        return f"{place.text}?"
    return f"{place.name}, {place.country}" if place.country else place.name


def when(time: Time | None) -> str:
    """Write days ("2025-07-28 to 08-03"); words and a question mark where they are not known."""
    if time is None:
        return ""
    if time.from_ is None and time.to is None:
        return f"{time.text}?"
    ends = [d.isoformat() if d is not None else "…" for d in (time.from_, time.to)]
    if time.from_ is not None and time.precision in ("year", "month"):
        short = time.from_.isoformat()[: 4 if time.precision == "year" else 7]
        if time.to is not None and time.to.isoformat().startswith(short):
            return short
    if time.from_ is not None and time.to is not None and time.from_.year == time.to.year:
        ends[1] = ends[1][len("2025-") :]
    return ends[0] if time.from_ == time.to else f"{ends[0]} to {ends[1]}"


def count(low: int | None, high: int | None) -> str:
    """Write a range of people.

    >>> count(4, None), count(2000, 9999), count(None, 12), count(12, 12)
    ('4+', '2,000-9,999', '0-12', '12')
    """
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return f"{low:,}+" if low is not None else "?"
    return f"{low if low is not None else 0:,}-{high:,}"


def toll(listed: Iterable[Toll]) -> str:
    """Write a mention's tolls, those that are part of another left out."""
    return ", ".join(
        f"{count(t.low, t.high)} {t.kind}" + (" (families)" if t.unit == "families" else "")
        for t in listed
        if t.part_of is None
    )


def event_toll(event: Event) -> list[str]:
    """Write an event's tolls, one each."""
    return [
        f"{count(t.low, t.high)} {t.kind}" + (" (families)" if t.unit == "families" else "")
        for t in event.tolls
    ]


def fields_of(mention: Mention) -> list[tuple[str, str, int, int]]:
    """Give each coded field's words: field, passage, start, end."""
    listed: list[tuple[str, Sequence[Party | Speaker | Place | Toll | Time | Span]]] = [
        ("toll", mention.tolls),
        ("place", mention.places),
        ("time", (mention.time,) if mention.time is not None else ()),
        ("recipient", mention.recipients),
        ("actor", mention.actors),
        ("speaker", mention.said_by),
        ("cue", [s.cue for s in mention.said_by if s.cue is not None]),
        ("trigger", (mention.trigger,)),
    ]
    return [
        (field, value.in_, value.start, value.end)
        for field, values in listed
        for value in values
        if value.start is not None and value.end is not None
    ]


def coloured(sentence: Span, mentions: Iterable[Mention]) -> Text:
    """Colour the words of one sentence by the fields that they prove."""
    text = Text(sentence.quote)
    for mention in mentions:
        for field, in_, start, end in fields_of(mention):
            if sentence.holds(start, end, "title" if in_ == "title" else "text"):
                text.stylize(COLOURS[field], start - sentence.start, end - sentence.start)
    return text


def legend() -> Text:
    """Name the colours."""
    shown = [Text(label, style=COLOURS[field]) for field, label in LABELS.items() if field != "cue"]
    return Text("  ").join(shown)
