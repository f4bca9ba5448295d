"""Runs over articles that code in no time and give much to consolidate."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from dragoman.pipeline.coder import CodeArticle, Coded
from dragoman.pipeline.intake import Intake
from dragoman.pipeline.run import Coding, Report
from dragoman.pipeline.work import Watch
from dragoman.records import Article
from dragoman.store import open_store
from dragoman.testing import day_of, mention_of, party_of, place_of, toll_of

DAY = date(2024, 3, 12)
PLACES = [
    place_of(name, "MLI", at=at) for name, at in (("Gao", (16.27, -0.04)), ("Kidal", (18.44, 1.41)))
]
SIDES = [party_of("the army", "MLI", "MIL"), party_of("rebels", "MLI", "REB"), party_of("gunmen")]
ROWS = [
    {
        "id": str(n),
        "text": f"Troops attacked at {n % 3} o'clock.\nLater {n % 7} were told of it in {n}.",
        "published": DAY.isoformat(),
        "source": f"S{n % 4}",
    }
    for n in range(60)
]


def coder() -> CodeArticle:
    """Code what an article's number asks for: quickly, and with much to consolidate."""
    return _code


def _code(article: Article) -> Coded:
    n = int(article.external_id or 0)
    attack = mention_of(
        article,
        "attacked",
        actors=(SIDES[n % 3],),
        place=PLACES[n % 2] if n % 5 else None,
        time=day_of(DAY) if n % 4 else None,
        tolls=(toll_of("dead", n % 6),) if n % 2 else (),
    )
    talks = mention_of(article, "told", type="CONSULT", actors=tuple(SIDES[n % 2 :]))
    return Coded(article=article.external_id or "", mentions=(attack, talks)[: 1 + n % 2])


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    """Write rows as JSON lines."""
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def code(db: Path, *inputs: Path, watch: Watch = lambda *_: None) -> Report:
    """Run over the inputs."""
    with open_store(str(db)) as store:
        coding = Coding(store, now=lambda: datetime.now(UTC), build=coder)
        intake = Intake(inputs=tuple(map(str, inputs)))
        return coding(intake, stdin=None, watch=watch)
