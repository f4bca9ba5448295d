"""A run of the main job: inputs to events in the store, in shards, so that a kill loses little."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import BinaryIO

import msgspec

from dragoman import __version__
from dragoman.consolidate import consolidate_new
from dragoman.dedupe import Grouped, Remembered, origins
from dragoman.ingest import shown_name
from dragoman.ontology.files import VERSION as ONTOLOGY
from dragoman.pipeline.coder import Batch, BuildCoder, Coded, pipeline_coder
from dragoman.pipeline.intake import Intake, articles_of, is_readable
from dragoman.pipeline.work import Watch, Workers
from dragoman.records import Article, Problem, digest_of
from dragoman.records.run import Run
from dragoman.records.sketch import Sketch
from dragoman.store import Coder, Store

SHARD = 16
"""Articles a shard: what a kill can cost, and how often progress is told."""


CODER = Coder(program=__version__, ontology=ONTOLOGY)


class Report(msgspec.Struct, kw_only=True):
    """What a run did. `articles` are those of the inputs named, new or known, in their order.

    `lost` articles could not be coded; they are not kept, so that the next run tries them again.
    `took_up` are the runs over the same inputs, begun and never finished, that this one finished.
    `outdated` counts the known articles that other versions coded.
    """

    run: str
    articles: list[str] = []
    new_articles: int = 0
    known: int = 0
    lost: int = 0
    new_mentions: int = 0
    unread: int = 0
    rejected: int = 0
    problems: list[Problem] = []
    took_up: list[Run] = []
    outdated: Counter[Coder] = Counter()


class Coding:
    """One run over one store. Create it, call it once, look at its report."""

    def __init__(
        self,
        store: Store,
        *,
        now: Callable[[], datetime],
        jobs: int = 1,
        build: BuildCoder = pipeline_coder,
    ) -> None:
        self._store = store
        self._now = now
        self._jobs = jobs
        self._build = build
        self._sketches: dict[str, Sketch] = {}
        self._copies = Remembered(store.sketches())
        self._in_flight: deque[Grouped] = deque()
        self.report = Report(run="")

    def __call__(self, intake: Intake, *, stdin: BinaryIO | None, watch: Watch) -> Report:
        """Read, clean, dedupe, code and consolidate; commit shard by shard."""
        run = self._begin(intake)
        self._store.settle(consolidate_new)
        found = articles_of(intake, stdin=stdin, fetched=run.started)
        with Workers(self._jobs, build=self._build) as workers:
            for batch, coded in workers.code(self._batches(found)):
                self._commit(batch, coded)
                watch(len(self.report.articles), self.report.new_mentions)
        self._store.add((), (), self.report.problems)
        self._finish(run)
        return self.report

    def _begin(self, intake: Intake) -> Run:
        started = self._now()
        run = Run(
            id="r_" + digest_of(started.isoformat(), *intake.inputs),
            started=started,
            inputs=tuple(map(shown_name, intake.inputs)),
            versions={"dragoman": __version__},
            ontology=ONTOLOGY,
        )
        self._store.begin_run(run)
        self.report.run = run.id
        self.report.took_up = self._unfinished(run)
        return run

    def _unfinished(self, run: Run) -> list[Run]:
        held = list(self._store.runs())
        done = {id_ for r in held if r.finished for id_ in (r.id, *r.took_up)} | {run.id}
        return [r for r in held if r.id not in done and set(r.inputs) == set(run.inputs)]

    def _finish(self, run: Run) -> None:
        report = self.report
        counts = {
            "articles": len(report.articles),
            "new_articles": report.new_articles,
            "new_mentions": report.new_mentions,
            "known": report.known,
            "lost": report.lost,
            "rejected": report.rejected,
        }
        done = msgspec.structs.replace(
            run,
            finished=self._now(),
            counts=counts,
            problems=dict(Counter(p.code for p in report.problems)),
            took_up=tuple(r.id for r in report.took_up),
        )
        self._store.finish_run(done)

    def _batches(self, found: Iterator[Article | Problem]) -> Iterator[Batch]:
        """Gather new articles in shards, each with its origin; known ones are only noted."""
        seen: set[str] = set()
        shard: list[Article] = []
        for item in found:
            if isinstance(item, Problem):
                self.report.problems.append(item)
                continue
            if item.id in seen:
                continue
            seen.add(item.id)
            self.report.articles.append(item.id)
            self.report.problems += item.problems
            shard.append(item)
            if len(shard) >= SHARD:
                yield from self._prepared(shard)
                shard = []
        yield from self._prepared(shard)

    def _prepared(self, shard: list[Article]) -> Iterator[Batch]:
        known = self._store.coders([a.id for a in shard])
        self.report.outdated.update(c for c in known.values() if not is_current(c))
        new = [a for a in shard if a.id not in known]
        self.report.known += len(shard) - len(new)
        grouped = origins(new, self._known_copies())
        self._sketches.update((s.article, s) for s in grouped.sketches)
        unread = [a for a in grouped.articles if not is_readable(a)]
        self.report.unread += len(unread)
        self._keep(unread, ())
        readable = [a for a in grouped.articles if is_readable(a)]
        if readable:
            self._in_flight.append(grouped)
            yield readable

    def _known_copies(self) -> Remembered:
        """Know the store's articles and those of shards that are still being coded."""
        known = Remembered(self._store.sketches())
        for grouped in self._in_flight:
            known.remember(grouped)
        return known

    def _commit(self, batch: Batch, coded: tuple[Coded, ...]) -> None:
        for each in coded:
            self.report.rejected += len(each.rejected)
            self.report.problems += each.problems
        kept = [a for a, each in zip(batch, coded, strict=True) if not each.is_lost]
        self.report.lost += len(batch) - len(kept)
        self._keep(kept, coded)
        self._in_flight.popleft()

    def _keep(self, articles: Batch, coded: tuple[Coded, ...]) -> None:
        if not articles and not coded:
            return
        sketches = [self._sketches.pop(a.id) for a in articles if a.id in self._sketches]
        added = self._store.commit(
            articles,
            {m.id: m for each in coded for m in each.mentions}.values(),
            [p for each in coded for p in each.problems],
            sketches=sketches,
            coder=CODER,
            settle=consolidate_new,
        )
        self.report.new_articles += added.articles
        self.report.new_mentions += added.mentions


def is_current(coder: Coder) -> bool:
    """Whether these versions are the installed ones, as far as they are known."""
    return all(c in (None, now) for c, now in zip(coder, CODER, strict=True))
