"""Mentions gained and lost against another revision: sentences teach more than a figure."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from dragoman.errors import UsageError
from dragoman.evaluate.coding import Answer, Coder
from dragoman.evaluate.goldset import GoldSet, Row
from dragoman.evaluate.report import SetReport, load, report
from dragoman.evaluate.revision import git
from dragoman.evaluate.saying import said
from dragoman.records import Article, Mention

_RUN = "import sys; from dragoman.serve.cli.main import main; main(sys.argv[1:])"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A mention that one revision has and the other has not, or has otherwise.

    `before` and `after` write it in a line each, null where it is not there.
    """

    text: str
    before: str | None
    after: str | None

    @property
    def what(self) -> str:
        """Say whether it was gained, lost or changed."""
        if self.before is None:
            return "gained"
        return "lost" if self.after is None else "changed"


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One set, before (the other revision) and after (what stands here)."""

    name: str
    before: SetReport
    after: SetReport
    differences: tuple[Difference, ...]


def compare(
    gold: GoldSet[Row], folder: Path, *, revision: str, jobs: int, size: int | None
) -> Compared | SetReport:
    """Code a set with both revisions; a set that can't be compared gives the report of why.

    Sets that look at layers and not at mentions can't: another revision's command gives mentions.
    """
    loaded = load(gold, folder, size=size)
    if isinstance(loaded, SetReport):
        return loaded
    articles = loaded.articles
    if gold.needs_reading or not articles:
        said = "looks at what is read before events are coded, which revisions can't be asked for"
        return SetReport(name=gold.name, status="not measured", said=said)
    before = coded_by(revision, articles, jobs=jobs)
    with Coder(jobs, keeps_readings=False) as code:
        after = code(articles)
    return Compared(
        name=gold.name,
        before=report(gold, loaded, before),
        after=report(gold, loaded, after),
        differences=tuple(differences(loaded.shown, before, after)),
    )


def coded_by(revision: str, articles: Sequence[Article], *, jobs: int) -> dict[str, Answer]:
    """Code articles with another revision of this checkout, by its own command line."""
    with _checkout(revision) as tree, TemporaryDirectory() as scratch:
        rows, out = Path(scratch, "rows.jsonl"), Path(scratch, "mentions.jsonl")
        rows.write_bytes(b"".join(_line(article) for article in articles))
        arguments = ["code", str(rows), "--out", str(out), "--jobs", str(jobs), "--quiet"]
        arguments += ["--db", f"{scratch}/store.db"]
        done = subprocess.run(  # noqa: S603 - our own command, of another revision
            [sys.executable, "-c", _RUN, *arguments],
            env={**os.environ, "PYTHONPATH": str(tree / "src")},
            capture_output=True,
            text=True,
            check=False,
        )
        if not out.exists():
            raise UsageError(f"{revision} could not code the sets: {done.stderr.strip()[-400:]}")
        mentions = msgspec.json.Decoder(Mention)
        answers = {article.id: Answer(article=article.id) for article in articles}
        for line in out.read_bytes().splitlines():
            mention = mentions.decode(line)
            id_ = mention.article.external_id or ""
            answers[id_] = msgspec.structs.replace(
                answers[id_], mentions=(*answers[id_].mentions, mention)
            )
        return answers


def differences(
    articles: Sequence[Article], before: Mapping[str, Answer], after: Mapping[str, Answer]
) -> Iterator[Difference]:
    """Give what was gained, lost and changed, in the order of the articles and their words."""
    for article in articles:
        old = _by_trigger(before[article.id].mentions)
        new = _by_trigger(after[article.id].mentions)
        for key in sorted(old.keys() | new.keys()):
            was, now = old.get(key), new.get(key)
            if _content(was) != _content(now):
                evidence = (now or was or next(iter(old.values()))).evidence[0].quote
                yield Difference(
                    text=evidence,
                    before=said(was) if was else None,
                    after=said(now) if now else None,
                )


def _by_trigger(mentions: Sequence[Mention]) -> dict[tuple[str, int, int], Mention]:
    return {(m.trigger.in_, m.trigger.start, m.trigger.end): m for m in mentions}


def _content(mention: Mention | None) -> tuple[object, ...] | None:
    """Give what a reader would see as another answer; how it came about does not count."""
    if mention is None:
        return None
    sides = [tuple((p.text, p.code) for p in s) for s in (mention.actors, mention.recipients)]
    place = (mention.place.name, mention.place.geonames_id) if mention.place else None
    time = (mention.time.from_, mention.time.to) if mention.time else None
    tolls = tuple((t.kind, t.low, t.best, t.high) for t in mention.tolls)
    voices = tuple((s.text, s.stance) for s in mention.said_by)
    return (mention.type, mention.status, mention.modes, *sides, place, time, tolls, voices)


def _line(article: Article) -> bytes:
    row = {
        "id": article.id,
        "text": article.text,
        "title": article.title,
        "published": article.published,
        "source": article.source,
        "language": article.language,
    }
    return msgspec.json.encode({k: v for k, v in row.items() if v is not None}) + b"\n"


@contextmanager
def _checkout(revision: str) -> Iterator[Path]:
    """Give another revision's tree, gone afterwards."""
    with TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        added = git("worktree", "add", "--detach", str(tree), revision)
        if added.returncode:
            raise UsageError(f"no revision {revision!r} here: {added.stderr.strip()}")
        try:
            yield tree
        finally:
            git("worktree", "remove", "--force", str(tree))
