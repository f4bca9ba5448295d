"""Seconds and memory that `dragoman export` takes for 100,000 mentions and as many events.

The mentions are those of the samples, varied in article, parties, place and day. Each export is
a command of its own, start-up counted: seconds by the clock, and those of the processor, which a
busy machine changes less. Memory below this program's own (about 100 MiB) is not seen.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from multiprocessing import Process
from pathlib import Path

from msgspec.structs import replace

from dragoman.pipeline.intake import Intake
from dragoman.pipeline.run import Coding
from dragoman.records import Article, ArticleRef, Event, Mention, Party, Time, digest_of
from dragoman.store import Store, open_store

SAMPLES = Path(__file__).parents[1] / "samples"
SHARD = 5000
"""Mentions added at a time."""
KINDS = ("mentions", "events")
FORMATS = ("jsonl", "csv", "parquet", "geojson")
FIRST_DAY = date(2015, 1, 1)
DAYS = 4000
COUNTRIES = ("SYR", "NGA", "COD", "UKR", "COL", "MMR", "SDN", "ISR", "IRN", "MLI")
MIB = 1024 * 1024 if sys.platform == "darwin" else 1024
"""What `ru_maxrss` counts in, as a part of one MiB."""


class Coded:
    """The samples, coded once: what all records are varied from."""

    def __init__(self, folder: Path) -> None:
        with open_store(str(folder / "samples.db")) as store:
            run = Coding(store, now=lambda: datetime.now(UTC))
            run(Intake(inputs=(str(SAMPLES),)), stdin=None, watch=lambda *_: None)
            articles = {article.id: article for article in store.articles()}
            self.mentions: dict[str, list[Mention]] = {}
            for mention in store.mentions():
                self.mentions.setdefault(mention.article.id, []).append(mention)
            self.articles = [articles[id_] for id_ in self.mentions]
            self.event_of = {m: e for e in store.events() for m in e.mentions}


def stories(coded: Coded, seed: int) -> Iterator[tuple[Article, list[Mention], list[Event]]]:
    """Give articles without end, each with its mentions and one event a mention."""
    draw = random.Random(seed)
    n = 0
    while True:
        n += 1
        model = draw.choice(coded.articles)
        day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
        article = replace(
            model, id=f"a_{digest_of(f'bench {n}')}", external_id=f"bench-{n:06}",
            title=f"{model.title} ({n})", published=day, origin=f"o_{digest_of(str(n // 2))}",
        )  # fmt: skip
        mentions = [
            varied(mention, article, draw, n * 100 + k)
            for k, mention in enumerate(coded.mentions[model.id])
        ]
        events = [
            event_of(coded.event_of[old.id], new)
            for old, new in zip(coded.mentions[model.id], mentions, strict=True)
        ]
        yield article, mentions, events


def varied(mention: Mention, article: Article, draw: random.Random, number: int) -> Mention:
    """Give the mention to another article, day, country and point."""
    country = draw.choice(COUNTRIES)
    return replace(
        mention,
        id=f"m_{digest_of(f'bench {number}')}",
        event=None,
        article=ArticleRef.to(article),
        actors=tuple(elsewhere(party, country, number) for party in mention.actors),
        place=mention.place and replace(
            mention.place, country=country, name=f"{mention.place.name} {number % 5000}",
            lat=round(draw.uniform(-60, 60), 5), lon=round(draw.uniform(-170, 170), 5),
        ),
        time=mention.time and moved(mention.time, draw),
    )  # fmt: skip


def elsewhere(party: Party, country: str, number: int) -> Party:
    """Give a party another country and name."""
    code = country + (party.sectors[0] if party.sectors else "")
    return replace(party, country=country, code=code, name=f"{party.text} {number % 300}")


def moved(time_: Time, draw: random.Random) -> Time:
    """Put a time on another day."""
    day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
    return replace(time_, from_=day, to=day)


def event_of(event: Event, mention: Mention) -> Event:
    """Give an event to one mention alone."""
    return replace(
        event, id=f"e_{mention.id[2:]}", mentions=(mention.id,), actors=mention.actors,
        place=mention.place, time=mention.time, first_reported=mention.article.published,
        last_reported=mention.article.published, part_of=None, refines=None,
    )  # fmt: skip


def made(db: Path, number: int) -> None:
    """Make the store in a process of its own, whose memory the exports are not charged with."""
    child = Process(target=_make, args=(db, number))
    child.start()
    child.join()
    if child.exitcode:
        raise SystemExit(f"the store could not be made: {child.exitcode}")


def _make(db: Path, number: int) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(str(db)) as store:
        fill(store, Coded(Path(folder)), number)


def fill(store: Store, coded: Coded, number: int) -> None:
    """Add so many mentions and events."""
    rest = stories(coded, seed=1)
    held = 0
    while held < number:
        batch = list(islice(rest, SHARD // 5))
        mentions = [m for _, some, _ in batch for m in some][: number - held]
        kept = {m.id for m in mentions}
        store.add([article for article, _, _ in batch], mentions)
        store.replace_events([e for _, _, es in batch for e in es if e.mentions[0] in kept])
        held += len(mentions)


def exported(db: Path, what: str, out: Path) -> tuple[float, float, int]:
    """Run one export; give its seconds, the processor's, and its peak memory in MiB."""
    command = [
        str(Path(sys.executable).with_name("dragoman")), "export", what,
        "--db", str(db), "--out", str(out), "--status", "any",
    ]  # fmt: skip
    began = time.perf_counter()
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss // MIB


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mentions", type=int, default=100_000, metavar="N")
    options.add_argument("--db", type=Path, help="keep the store here, or use the one there")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        db = given.db or folder / "bench.db"
        if not db.exists():
            made(db, given.mentions)
        with open_store(str(db)) as store:
            held = store.counts()
        print(f"store: {held['mentions']} mentions, {held['events']} events")
        print(f"{'':10}{'':10}{'seconds':>10}{'processor':>10}{'peak MiB':>10}{'file MiB':>10}")
        for what in KINDS:
            for ending in FORMATS:
                out = folder / f"{what}.{ending}"
                seconds, cpu, peak = exported(db, what, out)
                size = out.stat().st_size // (1024 * 1024)
                print(
                    f"{what:10}{ending:10}{seconds:10.1f}{cpu:10.1f}{peak:10}{size:10}", flush=True
                )
                out.unlink()


if __name__ == "__main__":
    main()
