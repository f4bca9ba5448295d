"""`dragoman code`: the main job."""

import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

import click
from rich.console import Console

from dragoman.records import Event
from dragoman.serve.cli.earlier import show_earlier
from dragoman.serve.cli.options import a_date, columns_option
from dragoman.serve.cli.problems import end, number
from dragoman.serve.cli.render import console, is_lively
from dragoman.serve.cli.table import event_table

_MOST = 200
"""Events printed at most; the rest is in the store and in --out."""


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--published", metavar="DATE", callback=a_date, help="Date of undated inputs.")
@click.option("--source", metavar="NAME", help="Outlet of inputs that name none.")
@columns_option
@click.option("--db", default="dragoman.db", metavar="URL", show_default=True, help="The store.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the inputs' mentions, of every status (.jsonl .csv .parquet .geojson).",
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N")
@click.option("--quiet", is_flag=True, help="No table and no progress.")
def command(  # noqa: PLR0913 - one parameter an option
    inputs: tuple[str, ...],
    published: date | None,
    source: str | None,
    db: str,
    out: Path | None,
    jobs: int,
    *,
    columns: Mapping[str, str],
    quiet: bool,
) -> int:
    """Read INPUT (files, folders, globs, - for standard input) and code its events.

    Prints who says so, who did what to whom, where, when, with what toll; keeps everything in
    the store, where running twice changes nothing.
    """
    from dragoman.pipeline.intake import Intake, check_inputs
    from dragoman.pipeline.run import Coding
    from dragoman.publish import check_out, export
    from dragoman.store import open_store

    if out is not None:
        check_out(out)
    stderr = console(stderr=True)
    intake = Intake(
        inputs=check_inputs(inputs), published=published, source=source, columns=columns
    )
    with open_store(db) as store:
        coding = Coding(store, now=lambda: datetime.now(UTC), jobs=jobs)
        with _Progress(stderr, quiet=quiet) as progress:
            report = coding(intake, stdin=sys.stdin.buffer, watch=progress.tell)
        mentions = list(store.mentions_of(report.articles))
        if out is not None:
            export(mentions, "mentions", out)
        if not quiet:
            events = sorted(
                store.events_with([m.id for m in mentions]),
                key=lambda e: (e.status != "happened", e.aggregate, e.first_reported or date.max),
            )
            _show(console(), events, store.counts())
    show_earlier(stderr, report, quiet=quiet)
    if not quiet:
        stderr.print(_sum_up(report.new_articles, report.new_mentions, report.known))
    return end(stderr, report.problems)


class _Progress:
    """A line on standard error that tells how far the run is; a pipe gets one each 100 articles."""

    def __init__(self, out: Console, *, quiet: bool) -> None:
        self._out = out
        self._quiet = quiet
        self._told = 0
        self._status = out.status("loading the model …") if is_lively(out) and not quiet else None

    def __enter__(self) -> Self:
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(self, *raised: object) -> None:
        if self._status is not None:
            self._status.stop()

    def tell(self, articles: int, mentions: int) -> None:
        """Take note of a committed shard."""
        line = f"{articles} articles read, {mentions} mentions"
        if self._status is not None:
            self._status.update(line)
        elif not self._quiet and articles // 100 > self._told:
            self._told = articles // 100
            self._out.print(line)


def _show(out: Console, events: Sequence[Event], counts: Mapping[str, int]) -> None:
    if not events:
        out.print("no event was found")
        return
    out.print(event_table(events[:_MOST], width=out.width))
    if len(events) > _MOST:
        out.print(f"and {len(events) - _MOST} more events: dragoman export events lists them")
    happened = sum(e.status == "happened" and not e.aggregate for e in events)
    out.print(
        f"\n{happened} of {number(len(events), 'event')} happened and are counted; the store "
        f"holds {number(counts['events'], 'event')} of {number(counts['articles'], 'article')}",
        style="dim",
    )


def _sum_up(articles: int, mentions: int, known: int) -> str:
    if not articles:
        read = f"{number(known, 'article')} known already" if known else "no article was read"
        return f"nothing changed: {read}"
    more = f", {known} known already" if known else ""
    return f"{number(articles, 'new article')}{more}, {number(mentions, 'new mention')}"
