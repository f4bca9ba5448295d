"""`dragoman evaluate`: how good the coding is, on gold sets, told with intervals and errors."""

import os
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec
from rich.console import Console

from dragoman.errors import UsageError
from dragoman.evaluate.goldset import GoldSet, Row
from dragoman.evaluate.parts import HIDDEN
from dragoman.evaluate.report import Evaluation
from dragoman.serve.cli.options import check_file
from dragoman.serve.cli.problems import number
from dragoman.serve.cli.render import console, is_lively


@click.command()
@click.argument("sets", nargs=-1, metavar="[SET|FOLDER]...")
@click.option("--data", metavar="DIR", help="Where the gold sets are; else DRAGOMAN_GOLD says it.")
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
@click.option(
    "--errors",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="Show the errors, kinds by frequency, N sentences of each with what explain says.",
)
@click.option(
    "--kinds",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    metavar="K",
    help="Kinds of errors shown.",
)
@click.option("--sample", type=click.IntRange(1), metavar="N", help="N rows of each set, evenly.")
@click.option("--against", metavar="REV", help="List mentions gained and lost against a revision.")
@click.option("--require-all", is_flag=True, help="Fail where a set could not be measured.")
@click.option("--page", metavar="FILE", help="Write the figures as a page (docs/quality.md).")
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, metavar="N")
def command(  # noqa: PLR0913 - one parameter an option
    sets: tuple[str, ...],
    *,
    data: str | None,
    errors: int | None,
    kinds: int,
    sample: int | None,
    against: str | None,
    page: str | None,
    jobs: int,
    as_json: bool,
    require_all: bool,
) -> int:
    """Measure the coding on gold sets: all of them, or those named.

    A FOLDER of sentences and articles in our own notation can be named as a set too.
    """
    from dragoman.evaluate.sets import find_sets

    found = find_sets(sets)
    folder = _folder(data, found if sets else [])
    check_file(Path(page) if page else None)
    if errors is not None:
        _check_errors(found)
    samples = {gold.name: sample for gold in found} if sample else {}
    out, stderr = console(), console(stderr=True)
    if against is not None:
        from dragoman.serve.cli.evaluate_show import show_compared

        return show_compared(
            out, found, folder=folder, revision=against, jobs=jobs, samples=samples
        )
    evaluation = _measured(stderr, found, folder=folder, jobs=jobs, samples=samples)
    if page is not None:
        named = [gold.name for gold in found] if sets else []
        _write_page(Path(page), evaluation, named=named, sample=sample)
    if as_json:
        bare = [msgspec.structs.replace(each, slips=()) for each in evaluation.sets]
        whole = evaluation if errors else msgspec.structs.replace(evaluation, sets=tuple(bare))
        click.echo(msgspec.json.format(msgspec.json.encode(whole), indent=1))
    else:
        from dragoman.serve.cli.evaluate_show import show, show_errors

        show(out, evaluation)
        if errors is not None:
            show_errors(out, evaluation, sentences=errors, kinds=kinds)
            if any(gold.name in ("corpus", "stories-own") for gold in found):
                out.print(f"\nErrors of the corpus' {HIDDEN} part are not shown.", soft_wrap=True)
    return _end(stderr, evaluation, require_all=require_all)


def _check_errors(found: Sequence[GoldSet[Row]]) -> None:
    """Refuse to show the part that nobody looks at while rules and models are made."""
    hidden = [gold.name for gold in found if gold.name.endswith(f"-{HIDDEN}")]
    if hidden:
        raise UsageError(
            f"the errors of {hidden[0]} are not shown, so that nothing is fitted to it: take "
            f"{hidden[0].replace(HIDDEN, 'dev')}, or leave --errors out"
        )


def _folder(data: str | None, sets: Sequence[GoldSet[Row]]) -> Path:
    named = data or os.environ.get("DRAGOMAN_GOLD")
    if not named:
        if sets and all(gold.at or gold.beside for gold in sets):
            return Path()
        raise UsageError(
            "no folder of gold sets: name it with --data DIR or in DRAGOMAN_GOLD "
            "(the sets are not part of Dragoman: their licences differ)"
        )
    folder = Path(named)
    if not folder.is_dir():
        raise UsageError(f"the folder of gold sets {named!r} is not there")
    return folder


def _measured(
    stderr: Console,
    found: Sequence[GoldSet[Row]],
    *,
    folder: Path,
    jobs: int,
    samples: dict[str, int],
) -> Evaluation:
    from dragoman.evaluate.report import evaluate

    if not is_lively(stderr):
        return evaluate(found, folder, jobs=jobs, samples=samples)
    with stderr.status("loading the model …") as status:
        return evaluate(
            found,
            folder,
            jobs=jobs,
            samples=samples,
            tell=lambda name, done, of: status.update(f"{name}: {done} of {of} texts"),
        )


def _write_page(
    page: Path, evaluation: Evaluation, *, named: Sequence[str], sample: int | None
) -> None:
    """Write the page with the command that made it; paths stay out, since pages are passed on."""
    from datetime import UTC, datetime

    from dragoman.evaluate.page import quality_page
    from dragoman.evaluate.revision import commit_of

    rows = ["--sample", str(sample)] if sample else []
    maker = " ".join(["dragoman evaluate", *named, *rows, "--page", page.name])
    today = datetime.now(UTC).date()
    written = quality_page(evaluation, maker=maker, commit=commit_of(), today=today)
    page.write_text(written, encoding="utf-8")


def _end(stderr: Console, evaluation: Evaluation, *, require_all: bool) -> int:
    """Say which sets have no figures; a broken one fails, an absent one if all are required."""
    for each in evaluation.unmeasured:
        stderr.print(f"{each.name}: {each.status}: {each.said}", soft_wrap=True)
    broken = [each for each in evaluation.sets if each.status == "broken"]
    lacking = list(evaluation.unmeasured) if require_all else broken
    if lacking:
        stderr.print(f"{number(len(lacking), 'set')} could not be measured")
    return 1 if lacking else 0
