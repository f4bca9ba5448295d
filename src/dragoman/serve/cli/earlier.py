"""What a run found of earlier ones: articles of other versions, and runs that never ended."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console

from dragoman.serve.cli.problems import number

if TYPE_CHECKING:
    from dragoman.pipeline.run import Report
    from dragoman.store import Coder


def show_earlier(out: Console, report: "Report", *, quiet: bool) -> None:
    """Tell of known articles that stay as another version coded them, and of runs taken up."""
    if report.took_up and not quiet:
        began = report.took_up[-1].started.strftime("%Y-%m-%d %H:%M UTC")
        out.print(f"took up {number(len(report.took_up), 'unfinished run')}, begun {began}")
    for coder, count in sorted(report.outdated.items(), key=lambda item: str(item[0])):
        were, stay = ("was", "stays as it is") if count == 1 else ("were", "stay as they are")
        out.print(
            f"{number(count, 'known article')} {were} coded with {' and '.join(_other(coder))} and "
            f"{stay}: to code anew, name a new store (--db)",
            style="yellow",
        )


def _other(coder: "Coder") -> Iterator[str]:
    from dragoman.pipeline.run import CODER

    named = {
        "Dragoman": (coder.program, CODER.program),
        "ontology": (coder.ontology, CODER.ontology),
    }
    for name, (then, now) in named.items():
        if then is not None and then != now:
            yield f"{name} {then} (now {now})"
