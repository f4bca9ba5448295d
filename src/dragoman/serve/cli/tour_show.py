"""The tour in a terminal of 80 columns."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.records import Mention
from dragoman.serve.cli.render import (
    COLOURS,
    LABELS,
    coloured,
    count,
    speakers,
    toll,
    when,
    where,
)
from dragoman.serve.cli.table import GLUE, Column, Part, event_table, grid
from dragoman.serve.cli.tour_story import (
    Account,
    Story,
    Told,
    event_fields,
    is_counted,
    paragraph,
)

_ROWS = 8
"""Events in the tour's table: what fits on a screen or two; the page has them all."""

_SIDE_BY_SIDE = 3
"""Accounts next to each other in 80 columns; more would leave no room for words."""

_LINE = 80
"""Columns of prose, however wide the terminal."""


def show(out: Console, story: Story, *, page: Path, folder: Path) -> None:
    """Print the tour: a sentence, the events, two accounts, what was left alone, what to type."""
    show_sentence(out, story)
    show_events(out, story)
    _accounts(out, story)
    _left_alone(out, story)
    _heading(out, "5  Look for yourself", after_gap=True)
    _say(out, f"Every event with its words: open {page} in a browser. Then paste:")
    for line in _commands(story, folder):
        out.print(line, soft_wrap=True, markup=False)


def show_sentence(out: Console, story: Story) -> None:
    """Print one sentence in colours, and what each word is taken for."""
    _heading(out, "1  One sentence, and what each word is taken for")
    mention = story.fullest
    if mention is None:
        _say(out, "No sentence of this folder names who says so: nothing to show here.")
        return
    out.print(coloured(mention.evidence[0], [mention]), width=_wide(out))
    out.print(_origin_line(mention), style="dim", width=_wide(out))
    out.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    for field, words, value in _taken_for(mention):
        style = COLOURS.get(field, "")
        label = LABELS.get(field, field)
        table.add_row(*(Text.assemble((part, style)) for part in (label, words)), Text(value))
    out.print(table, width=_wide(out))


def _taken_for(mention: Mention) -> list[tuple[str, str, str]]:
    """Give field, words and value, who says so first."""
    about = " ".join((mention.type, *mention.modes))
    rows = [("speaker", s.text, s.code or s.kind or "") for s in mention.said_by]
    rows += [("actor", p.text, p.code or "") for p in mention.actors]
    rows.append(("trigger", mention.trigger.quote, about))
    rows += [("recipient", p.text, p.code or "") for p in mention.recipients]
    rows += [("place", p.text, where(p)) for p in mention.places]
    if mention.time is not None:
        rows.append(("time", mention.time.text, when(mention.time)))
    rows += [("toll", t.text, f"{count(t.low, t.high)} {t.kind}") for t in mention.tolls]
    rows.append(("status", "", mention.status))
    return rows


def show_events(out: Console, story: Story) -> None:
    """Print the events with most fields filled."""
    _heading(out, "2  The events")
    if not story.told:
        _say(out, "No event was found in this folder.")
        return
    listed = [told.event for told in story.told]
    chosen = sorted(listed, key=lambda e: (not is_counted(e), -event_fields(e)))[:_ROWS]
    kept = {event.id for event in chosen}
    out.print(event_table((e for e in listed if e.id in kept), width=out.width))
    counted = sum(is_counted(event) for event in listed)
    out.print()
    _say(
        out,
        f"{len(listed)} events, {counted} of them happened and are counted. "
        f"These {len(chosen)} have most fields filled; the page has them all.",
    )


def _accounts(out: Console, story: Story) -> None:
    _heading(out, "3  One happening, told more than once")
    told = story.twice
    if told is None:
        _say(out, "No event of this folder is told by two reports of different origin.")
        return
    event = told.event
    figures = ", ".join(f"{count(t.low, t.high)} {t.kind}" for t in event.tolls)
    _say(
        out,
        f"{event.articles} articles, {event.origins} origins: a copy adds an article and no "
        f"origin. Toll over all accounts: {figures or 'none given'}.",
    )
    out.print()
    out.print(_beside(told, story.denial, width=_wide(out)))


def _beside(told: Told, denial: Mention | None, *, width: int) -> Table:
    """Draw one account of each origin side by side, and the denial at the end."""
    first: dict[str | None, Account] = {}
    for account in told.accounts:
        first.setdefault(account.mention.article.origin, account)
    room = _SIDE_BY_SIDE - (denial is not None)
    sides = [
        (a.mention, ", ".join(a.outlets) + (" (one report)" if a.articles > 1 else ""))
        for a in list(first.values())[:room]
    ]
    if denial is not None:
        sides.append((denial, denial.article.source or "an unnamed outlet"))
    names = ("who says so", "printed by", "toll", "status", "words")
    label = Column(
        heading="", cells=tuple((Part(name.replace(" ", GLUE), "dim"),) for name in names)
    )
    columns = [label]
    for mention, outlets in sides:
        cells = (
            (Part(speakers(mention.said_by), COLOURS["speaker"]),),
            (Part(outlets),),
            (Part(toll(mention.tolls) or "none given", COLOURS["toll"]),),
            (Part(mention.status),),
            (Part(mention.evidence[0].quote),),
        )
        columns.append(Column(heading="", cells=cells))
    wide = max(len(name) for name in names)
    each = (width - wide - 2 * len(sides)) // len(sides)
    return grid(columns, width=width, widths=[wide, *[each] * len(sides)], headed=False)


def _left_alone(out: Console, story: Story) -> None:
    _heading(out, "4  Three things left alone, and why")
    refused = max(story.refused, key=lambda r: len(r.rejected), default=None)
    if refused is None or not refused.rejected:
        _item(out, "Nothing was refused in an article without events.", "")
    else:
        first = refused.rejected[0]
        _item(
            out,
            paragraph(refused.article, first),
            f"No event: {first.trigger.quote!r} is no {first.type} here ({first.said}).",
        )
    hedged = story.hedged
    if hedged is None or hedged.status_cue is None:
        _item(out, "No sentence of this folder says that something may happen.", "")
    else:
        _item(
            out,
            hedged.evidence[0].quote,
            f"Not counted: {hedged.status_cue.quote!r} makes it {hedged.status}.",
        )
    undated = story.undated
    if undated is None or undated.time is None:
        _item(out, "No event of this folder lacks its day for want of a publication date.", "")
    else:
        _item(
            out,
            undated.evidence[0].quote,
            f"No day: {undated.time.text!r} stays empty, for the article has no publication date.",
        )


def _commands(story: Story, folder: Path) -> Sequence[str]:
    """Give three commands to paste, none of their lines wider than 80 columns."""
    name = Path(sys.argv[0])
    program = ".venv/bin/dragoman" if name.parent.name == "bin" else "dragoman"
    mention = story.fullest
    lines: list[str] = []
    if mention is not None:
        day = mention.article.published
        lines += _pasted(f'{program} explain "{_quoted(mention.evidence[0].quote)}"')
        lines[-1] += f" \\\n    --published {day}" if day else ""
    files = sorted(p for p in folder.rglob("*.txt")) if folder.is_dir() else [folder]
    read = files[0] if files else folder
    return [
        *lines,
        f"{program} code my-article.txt --published {_any_day(story)}",
        f"{program} read {read} --show attributions",
    ]


def _any_day(story: Story) -> str:
    days = [a.published for a in story.articles if a.published is not None]
    return max(days).isoformat() if days else "2025-01-31"


def _pasted(line: str) -> list[str]:
    """Break a command at spaces inside its double quotes; the shell joins the lines again."""
    lines = [""]
    for word in line.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) + 3 > _LINE:
            lines[-1] += " \\"
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def _quoted(text: str) -> str:
    r"""Escape what a shell reads inside double quotes.

    >>> print(_quoted('he said "no"'))
    he said \"no\"
    """
    return "".join(f"\\{c}" if c in '\\"$`' else c for c in text.replace("\n", " "))


def _origin_line(mention: Mention) -> str:
    parts = (mention.article.source, mention.article.published, mention.article.title)
    return " · ".join(str(part) for part in parts if part)


def _heading(out: Console, text: str, *, after_gap: bool = False) -> None:
    if not after_gap:
        out.print()
    out.print(f"── {text} {'─' * max(0, _wide(out) - len(text) - 4)}", style="bold", no_wrap=True)
    out.print()


def _say(out: Console, text: str) -> None:
    out.print(text, width=_wide(out), markup=False)


def _item(out: Console, quote: str, why: str) -> None:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_row("·", Text(quote, style="italic"))
    if why:
        table.add_row("", Text(why))
    out.print(table, width=_wide(out))
    out.print()


def _wide(out: Console) -> int:
    return min(_LINE, out.width)
