"""`dragoman read`: everything that is read before events are coded."""

import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from dragoman.pipeline.attempt import LIMIT_S, attempt
from dragoman.pipeline.intake import Intake, articles_of, check_inputs, is_readable
from dragoman.pipeline.order import Pipeline
from dragoman.records import Article, Problem, Reading, to_json
from dragoman.serve.cli.options import a_date, check_lines_file, columns_option
from dragoman.serve.cli.problems import end
from dragoman.serve.cli.render import COLOURS, console, party_name, speakers, when, where

LAYERS = ("sentences", "parties", "places", "times", "tolls", "attributions")


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--published", metavar="DATE", callback=a_date, help="Date of undated inputs.")
@click.option("--source", metavar="NAME", help="Outlet of inputs that name none.")
@columns_option
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.jsonl")
@click.option("--show", type=click.Choice(LAYERS), help="Print one layer in colour instead.")
def command(
    inputs: tuple[str, ...],
    published: date | None,
    source: str | None,
    columns: Mapping[str, str],
    out: Path | None,
    show: str | None,
) -> int:
    """Read every sentence of INPUT and write one reading a line (standard output without --out)."""
    check_lines_file(out)
    intake = Intake(
        inputs=check_inputs(inputs), published=published, source=source, columns=columns
    )
    found = articles_of(intake, stdin=sys.stdin.buffer, fetched=datetime.now(UTC))
    problems: list[Problem] = []
    lines = out.open("wb") if out is not None else None
    try:
        for reading in _readings(found):
            if isinstance(reading, Problem):
                problems.append(reading)
                continue
            if lines is not None:
                lines.write(to_json(reading) + b"\n")
            if show is not None:
                _show(console(), reading, show)
            elif lines is None:
                click.echo(to_json(reading))
    finally:
        if lines is not None:
            lines.close()
    return end(console(stderr=True), problems)


def _readings(found: Iterator[Article | Problem]) -> Iterator[Reading | Problem]:
    """Read articles; every problem of an article and of its reading stands beside it.

    An article in a language that is not read has a reading too: its problems and no layer.
    """
    pipeline = cache(Pipeline)
    for article in found:
        if isinstance(article, Problem):
            yield article
            continue
        yield from article.problems
        if is_readable(article):
            reading = attempt(article, partial(_reading, pipeline()), limit_s=LIMIT_S)
            if isinstance(reading, Reading):
                yield from reading.problems
            yield reading
        else:
            yield Reading(article=article, problems=article.problems)


def _reading(pipeline: Pipeline, article: Article) -> Reading:
    ((_, reading),) = pipeline.read([article])
    return reading


def _show(out: Console, reading: Reading, layer: str) -> None:
    title = reading.article.title or reading.article.text[:60]
    out.rule(Text(title), style="dim", align="left")
    if layer == "attributions":
        for attribution in reading.attributions:
            line = Text(speakers(attribution.speakers) or "?", style=COLOURS["speaker"])
            line.append(f" [{attribution.stance}] ", style="dim")
            line.append(" … ".join(span.quote for span in attribution.content))
            out.print(line)
        return
    for found in _lines(reading, layer):
        out.print(found, soft_wrap=True)


def _lines(reading: Reading, layer: str) -> list[str]:
    if layer == "sentences":
        return [span.quote for span in reading.sentences]
    if layer == "parties":
        return [f"{party_name(p)}: {p.name or ''} via {p.via}" for p in reading.parties]
    if layer == "places":
        return [f"{p.text}: {where(p)} ({p.precision}, {p.use})" for p in reading.places]
    if layer == "times":
        return [f"{t.text}: {when(t)} ({t.precision}, {t.anchor or t.why})" for t in reading.times]
    return [f"{t.text}: {t.kind} {t.low}..{t.high} {t.unit}" for t in reading.tolls]
