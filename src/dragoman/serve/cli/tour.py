"""`dragoman tour`: what Dragoman does, shown on a folder of articles in a few seconds."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Self

import click
from msgspec.structs import replace
from rich.console import Console

from dragoman.serve.cli.earlier import show_earlier
from dragoman.serve.cli.problems import end, number
from dragoman.serve.cli.render import console, is_lively

if TYPE_CHECKING:
    from dragoman.pipeline.coder import CodeArticle, Coded
    from dragoman.pipeline.run import Report
    from dragoman.records import Article
    from dragoman.serve.cli.tour_story import Refused, Story


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    metavar="DIR",
    help="Where the page and its store go.",
)
def command(folder: Path, out: Path) -> int:
    """Code FOLDER and show what was found, what was left alone, and why.

    Writes DIR/index.html, a page that needs no network, and keeps its store at DIR/dragoman.db:
    a second run reads nothing anew and says so.
    """
    shown = console()
    files = sum(p.is_file() for p in folder.rglob("*")) if folder.is_dir() else 1
    shown.print("Dragoman: who did what to whom, and first of all who says so.", style="bold")
    shown.print(f"reading {number(files, 'file')} …")
    out.mkdir(parents=True, exist_ok=True)
    begun = perf_counter()
    report, story = read(shown, folder, out)
    show_earlier(shown, report, quiet=False)
    shown.print(_changed(report, perf_counter() - begun), style="bold")
    target = out / "index.html"
    _present(shown, story, target=target, folder=folder)
    return end(shown, report.problems)


def read(shown: Console, folder: Path, out: Path) -> tuple["Report", "Story"]:
    """Code what is new, and look again at the articles that gave no event."""
    from dragoman.pipeline.intake import Intake, is_readable
    from dragoman.pipeline.run import Coding
    from dragoman.serve.cli.tour_story import story_of, without_events
    from dragoman.store import open_store

    with (
        _Watched(shown) as watched,
        open_store(str(out / "dragoman.db")) as store,
    ):
        coding = Coding(store, now=lambda: datetime.now(UTC), build=watched.build)
        report = coding(Intake(inputs=(str(folder),)), stdin=None, watch=watched.commit)
        story = story_of(store, report.articles)
        refused = watched.refused([a for a in without_events(story) if is_readable(a)])
    return report, replace(story, refused=refused)


def _present(shown: Console, story: "Story", *, target: Path, folder: Path) -> None:
    from dragoman.serve.cli.tour_page import page
    from dragoman.serve.cli.tour_show import show

    target.write_text(page(story), encoding="utf-8")
    show(shown, story, page=target, folder=folder)


def _changed(report: "Report", seconds: float) -> str:
    if not report.new_articles:
        return f"nothing changed: {number(report.known, 'article')} known already"
    new = f"{number(report.new_articles, 'new article')} in {seconds:.1f} seconds"
    return f"{new}, {report.known} known already" if report.known else new


class _Watched:
    """Codes articles and tells how far it is: one line that changes, or a few lines in a pipe."""

    def __init__(self, shown: Console) -> None:
        self._shown = shown
        self._coded: dict[str, Coded] = {}
        self._code: CodeArticle | None = None
        self._status = shown.status("opening the store …") if is_lively(shown) else None

    def __enter__(self) -> Self:
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(self, *raised: object) -> None:
        if self._status is not None:
            self._status.stop()

    def build(self) -> "CodeArticle":
        """Load the model, and give what codes one article."""
        from dragoman.pipeline.coder import pipeline_coder

        if self._code is None:
            self._tell("loading the language model")
            self._code = pipeline_coder()
            self._tell("coding events")
        return self.code

    def code(self, article: "Article") -> "Coded":
        """Code one article and keep what came of it."""
        coded = (self._code or self.build())(article)
        self._coded[article.id] = coded
        if self._status is not None:
            self._status.update(f"{number(len(self._coded), 'article')} coded …")
        return coded

    def commit(self, articles: int, mentions: int) -> None:
        """Take note of a shard that is in the store."""
        self._tell(f"{number(articles, 'article')} read, {number(mentions, 'mention')} found")

    def refused(self, articles: Sequence["Article"]) -> tuple["Refused", ...]:
        """Say what was refused in these articles; those coded by an earlier run are coded again."""
        from dragoman.serve.cli.tour_story import Refused

        return tuple(
            Refused(
                article=article,
                rejected=(self._coded.get(article.id) or self.code(article)).rejected,
            )
            for article in articles
        )

    def _tell(self, line: str) -> None:
        if self._status is not None:
            self._status.update(f"{line} …")
        else:
            self._shown.print(f"  {line} …", style="dim")
