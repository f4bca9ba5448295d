"""Codes thousands of small articles into a store and prints the memory of every process.

The articles are made up: names, places, figures and days vary, and surnames are put together of
syllables, so that what remembers words has ever new words to remember. Linux only (`/proc`).
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from dragoman.pipeline.intake import Intake
from dragoman.pipeline.run import Coding
from dragoman.store import open_store

PLACES = [
    "Goma",
    "Bukavu",
    "Bunia",
    "Beni",
    "Nyala",
    "Kassala",
    "Mosul",
    "Tikrit",
    "Homs",
    "Idlib",
    "Taiz",
    "Aden",
    "Lviv",
    "Kherson",
]
COUNTRIES = [
    "Kenya",
    "Sudan",
    "Iraq",
    "Syria",
    "Yemen",
    "Ukraine",
    "Chad",
    "Mali",
    "Niger",
    "Somalia",
    "Turkey",
    "Iran",
]
NATIONS = [
    "Kenyan",
    "Sudanese",
    "Iraqi",
    "Syrian",
    "Yemeni",
    "Ukrainian",
    "Chadian",
    "Malian",
    "Turkish",
    "Iranian",
]
TITLES = [
    "President",
    "Foreign Minister",
    "General",
    "Governor",
    "Colonel",
    "Senator",
    "Mayor",
    "Spokesman",
]
SYLLABLES = [
    "ba",
    "ke",
    "lo",
    "mi",
    "nu",
    "ra",
    "sa",
    "ti",
    "vo",
    "wa",
    "ze",
    "cha",
    "dra",
    "gul",
    "hin",
    "jor",
    "kal",
    "mar",
    "nov",
    "pet",
]
SMALLEST = 50
"""MiB; a smaller child process is no worker."""
PATTERNS = (
    "{nation} troops shelled the town of {place} on {weekday}, killing {n} and wounding {m}.",
    "{title} {name} met {nation2} officials in {place} to discuss a truce, an aide said.",
    "Gunmen abducted {n} teachers near {place} on {weekday}, according to {title} {name}.",
    "{country} imposed sanctions on {n} companies owned by {name} and accused {country2} of lying.",
    "About {m} people protested in {place} against {title} {name}, police said.",
    "{name}, {m}, who runs a shop in {place}, said that he had seen nothing like it since {year}.",
    "The price of bread in {place} rose by {n} percent, traders named {name} and {name2} said.",
    "{country} and {country2} signed an agreement on trade in {place}, {title} {name2} said.",
)


def main() -> None:
    """Run and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20_000, metavar="N")
    options.add_argument("--jobs", type=int, default=2, metavar="N")
    options.add_argument("--every", type=int, default=1_000, metavar="N")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "in.jsonl")
        with given.open("wb") as file:
            for row in rows(chosen.articles):
                file.write(msgspec.json.encode(row) + b"\n")
        with open_store(str(Path(folder, "bench.db"))) as store:
            run = Coding(store, now=lambda: datetime.now(UTC), jobs=chosen.jobs)
            watch = Watcher(chosen.every)
            run(Intake(inputs=(str(given),)), stdin=None, watch=watch)
            watch.tell(len(run.report.articles))
    print(f"{run.report.new_articles} articles, {run.report.new_mentions} mentions")


def rows(number: int) -> Iterator[dict[str, str]]:
    """Give articles of 60 to 120 words, as JSON lines have them."""
    draw = random.Random(1)
    for n in range(number):
        day = date(2024, 1, 1) + timedelta(days=n % 500)
        text = "\n".join(sentence(draw, day) for _ in range(draw.randint(4, 7)))
        yield {"id": str(n), "text": text, "published": day.isoformat(), "source": "Bench"}


def sentence(draw: random.Random, day: date) -> str:
    """Fill one pattern."""
    return draw.choice(PATTERNS).format(
        nation=draw.choice(NATIONS),
        nation2=draw.choice(NATIONS),
        country=draw.choice(COUNTRIES),
        country2=draw.choice(COUNTRIES),
        place=draw.choice(PLACES),
        title=draw.choice(TITLES),
        name=name(draw),
        name2=name(draw),
        weekday=(day - timedelta(days=draw.randint(0, 6))).strftime("%A"),
        n=draw.randint(2, 40),
        m=draw.randint(41, 9_000),
        year=draw.randint(1950, 2020),
    )


def name(draw: random.Random) -> str:
    """Make up a name of two words."""
    given, family = ("".join(draw.choices(SYLLABLES, k=k)).capitalize() for k in (2, 4))
    return f"{given} {family}"


class Watcher:
    """Prints a row whenever so many more articles are done."""

    def __init__(self, every: int) -> None:
        self._every = every
        self._next = every
        self._began = time.monotonic()
        print(f"{'articles':>9}{'seconds':>9}{'this process':>14}   workers (MiB resident)")

    def __call__(self, articles: int, _mentions: int) -> None:
        """Be told how far the run is."""
        if articles >= self._next:
            self._next = articles + self._every
            self.tell(articles)

    def tell(self, articles: int) -> None:
        """Print a row now."""
        workers = "  ".join(f"{resident(pid):5}" for pid in children())
        took = time.monotonic() - self._began
        print(f"{articles:9}{took:9.0f}{resident(os.getpid()):14}   {workers}", flush=True)


def children() -> list[int]:
    """Give the processes that this one started and that hold a pipeline."""
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return [int(pid) for pid in listed if resident(int(pid)) > SMALLEST]


def resident(pid: int) -> int:
    """Give a process's resident memory in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)


if __name__ == "__main__":
    main()
