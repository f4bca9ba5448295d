"""`dragoman unknown`: which names and words the data files lack, most frequent first."""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import click
import msgspec
from rich.console import Console
from rich.table import Table

from dragoman.records import Article, Problem
from dragoman.serve.cli.problems import end
from dragoman.serve.cli.render import console


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(("actor", "place", "verb", "noun")),
    multiple=True,
    help="Only this kind; may be given several times.",
)
@click.option("--top", type=click.IntRange(1), default=25, show_default=True, metavar="N")
@click.option("--json", "as_json", is_flag=True, help="Write all of them, one JSON object a line.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N")
def command(
    inputs: tuple[str, ...], *, kinds: tuple[str, ...], top: int, as_json: bool, jobs: int
) -> int:
    """List the actors, places, verbs and nouns of INPUT that no data file knows.

    Where to add them: docs/how-to/event-lexicon.md and docs/how-to/add-a-place.md.
    """
    from dragoman.evaluate.unknown import KINDS, unknown_in
    from dragoman.pipeline.intake import Intake, articles_of, check_inputs, is_readable

    intake = Intake(inputs=check_inputs(inputs))
    problems: list[Problem] = []

    def articles() -> Iterator[Article]:
        found = articles_of(intake, stdin=sys.stdin.buffer, fetched=datetime.now(UTC))
        for each in found:
            if isinstance(each, Problem):
                problems.append(each)
            elif is_readable(each):
                yield each

    wanted = kinds or KINDS
    found = [each for each in unknown_in(articles(), jobs=jobs) if each.kind in wanted]
    if as_json:
        for each in found:
            click.echo(msgspec.json.encode(each))
    else:
        out = console()
        for kind in wanted:
            its = [each for each in found if each.kind == kind]
            out.rule(f"{kind}s that no data file knows: {len(its)}", align="left", style="dim")
            _table(out, [(str(e.count), str(e.articles), e.words, e.example) for e in its[:top]])
    return end(console(stderr=True), problems)


def _table(out: Console, rows: Sequence[tuple[str, str, str, str]]) -> None:
    if not rows:
        out.print("none")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column("times", justify="right")
    table.add_column("articles", justify="right")
    table.add_column("words", min_width=16, max_width=32)
    table.add_column("first met in", style="dim", no_wrap=True, overflow="ellipsis", ratio=1)
    for row in rows:
        table.add_row(*(cell.replace("\n", " ") for cell in row))
    out.print(table)
