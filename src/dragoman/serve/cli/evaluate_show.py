"""How an evaluation looks in a terminal: figures with intervals, peers beside them, errors."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dragoman.evaluate.against import Compared, compare
from dragoman.evaluate.cards import Yardstick, cards
from dragoman.evaluate.figures import Figure
from dragoman.evaluate.goldset import GoldSet, Row
from dragoman.evaluate.report import Evaluation, SetReport
from dragoman.evaluate.scored import Slip
from dragoman.pipeline.articles import article_of_text
from dragoman.pipeline.order import Pipeline
from dragoman.serve.cli.explain import show_outcome


def show(out: Console, evaluation: Evaluation) -> None:
    """Print each set's figures, over all and by group, with ceilings and peers."""
    for each in evaluation.sets:
        out.rule(each.name, align="left", style="dim")
        card = cards().get(each.name)
        if card is not None:
            out.print(f"measures {card.measures}", soft_wrap=True)
        if each.status != "measured":
            out.print(f"{each.status}: {each.said}", soft_wrap=True)
            continue
        lost = f"; {each.lost} could not be coded" if each.lost else ""
        out.print(f"{each.rows} of {each.of} rows, digest {each.digest}{lost}", style="dim")
        out.print(_figures([f for f in each.figures if not f.group]))
        _by_group(out, each)
        if card is not None:
            _yardsticks(out, "people", card.ceiling)
            _yardsticks(out, "peers", card.peers)


def value(figure: Figure) -> str:
    """Write a figure with two digits, or why there is none.

    >>> value(Figure(metric="f1", field="type", value=0.5, n=2))
    '.50'
    """
    return (figure.why or "") if figure.value is None else short(figure.value)


def short(number: float | None) -> str:
    """Write a number with two digits, without the zero before the point."""
    return (
        ""
        if number is None
        else f"{number:.2f}".removeprefix("0")
        if number < 1
        else f"{number:.2f}"
    )


def interval(figure: Figure) -> str:
    """Write the interval that holds 95 % of the draws."""
    return "" if figure.low is None else f"{short(figure.low)} to {short(figure.high)}"


def _figures(figures: Sequence[Figure]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("figure")
    table.add_column("of")
    table.add_column("", justify="right")
    table.add_column("95 %")
    table.add_column("rows", justify="right")
    for figure in figures:
        name = figure.metric + (" (less is better)" if figure.lower_is_better else "")
        table.add_row(name, figure.field, value(figure), interval(figure), str(figure.n))
    return table


def _by_group(out: Console, report: SetReport) -> None:
    """Print one table a metric, groups down and fields across."""
    grouped = sorted((f for f in report.figures if f.group), key=lambda f: f.metric)
    for metric, figures in groupby(grouped, key=lambda f: f.metric):
        cells: dict[str, dict[str, Figure]] = defaultdict(dict)
        for figure in figures:
            cells[figure.group][figure.field] = figure
        fields = list(dict.fromkeys(field for row in cells.values() for field in row))
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(metric)
        for field in fields:
            table.add_column(field, justify="right")
            table.add_column("rows", justify="right", style="dim")
        for group, row in sorted(cells.items()):
            line = [group]
            for field in fields:
                its = row.get(field)
                line += ["", ""] if its is None else [value(its), str(its.n)]
            table.add_row(*line)
        out.print(table)


def _yardsticks(out: Console, title: str, sticks: Sequence[Yardstick]) -> None:
    for stick in sticks:
        same = "" if stick.same_data else ", other rows"
        line = f"{title}: {stick.who} {stick.value} {stick.metric} ({stick.source}{same})"
        out.print(line, style="dim", soft_wrap=True)


def show_errors(out: Console, evaluation: Evaluation, *, sentences: int, kinds: int) -> None:
    """Print the errors by kind, the most frequent first, each sentence as explain codes it."""
    pipeline = Pipeline()
    for each in evaluation.sets:
        by_kind: dict[str, list[Slip]] = defaultdict(list)
        for slip in each.slips:
            by_kind[slip.kind].append(slip)
        most = Counter({kind: len(slips) for kind, slips in by_kind.items()}).most_common(kinds)
        if most:
            out.rule(f"errors on {each.name}", align="left", style="dim")
        for kind, count in most:
            out.print(f"\n{count} x {kind}", style="bold", soft_wrap=True)
            for slip in by_kind[kind][:sentences]:
                _show_slip(out, pipeline, slip)


def _show_slip(out: Console, pipeline: Pipeline, slip: Slip) -> None:
    out.print(f"\n{slip.where}  {slip.text}", soft_wrap=True)
    out.print(f"  expected  {slip.expected}", style="green", soft_wrap=True)
    out.print(f"  came      {slip.got}", style="red", soft_wrap=True)
    published = date.fromisoformat(slip.published) if slip.published else None
    article = article_of_text(slip.text, title=slip.title, published=published)
    (outcome,) = pipeline.code([article])
    show_outcome(out, outcome)


def show_compared(
    out: Console,
    sets: Sequence[GoldSet[Row]],
    *,
    folder: Path,
    revision: str,
    jobs: int,
    samples: Mapping[str, int],
) -> int:
    """Print, set by set, which mentions another revision did not have, had, or had otherwise."""
    for gold in sets:
        size = samples.get(gold.name)
        found = compare(gold, folder, revision=revision, jobs=jobs, size=size)
        out.rule(f"{gold.name} against {revision}", align="left", style="dim")
        if isinstance(found, SetReport):
            out.print(f"{found.status}: {found.said}", soft_wrap=True)
        else:
            _show_compared(out, found)
    return 0


def _show_compared(out: Console, found: Compared) -> None:
    counts = Counter(each.what for each in found.differences)
    for what in ("gained", "lost", "changed"):
        out.print(f"{counts[what]} {what}", style="bold")
        for each in found.differences:
            if each.what == what:
                out.print(f"  {each.text}", soft_wrap=True)
                for sign, line, style in (("-", each.before, "red"), ("+", each.after, "green")):
                    if line is not None:
                        out.print(f"    {sign} {line}", style=style, soft_wrap=True)
    for figure in found.after.figures:
        before = found.before.figure(figure.key)
        if not figure.group and before is not None and before.value != figure.value:
            line = f"{figure.metric} {figure.field}: {value(before)} -> {value(figure)}"
            out.print(line, soft_wrap=True)
