"""Running twice changes nothing and says so, in whatever order, shape or company articles come."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from contents import contents

from dragoman.pipeline import run as pipeline_run
from dragoman.pipeline.coder import CodeArticle, Coded
from dragoman.pipeline.intake import Intake
from dragoman.pipeline.run import Coding, Report
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
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def code(db: Path, *inputs: Path) -> Report:
    with open_store(str(db)) as store:
        coding = Coding(store, now=lambda: datetime.now(UTC), build=coder)
        intake = Intake(inputs=tuple(map(str, inputs)))
        return coding(intake, stdin=None, watch=lambda *_: None)


@pytest.fixture
def once(tmp_path):
    """Code all articles in one run."""
    db = tmp_path / "once.db"
    code(db, write(tmp_path / "in.jsonl", ROWS))
    return db


@pytest.mark.parametrize("shard", [1, 7, 16, 100])
def test_the_size_of_shards_changes_nothing(once, tmp_path, monkeypatch, shard):
    monkeypatch.setattr(pipeline_run, "SHARD", shard)

    code(tmp_path / "d.db", tmp_path / "in.jsonl")

    assert contents(tmp_path / "d.db") == contents(once)


@pytest.mark.parametrize("step", [-1, 7, 13])
def test_the_order_of_articles_changes_nothing(once, tmp_path, step):
    rows = [ROWS[n * step % len(ROWS)] for n in range(len(ROWS))]

    code(tmp_path / "d.db", write(tmp_path / "other.jsonl", rows))

    assert contents(tmp_path / "d.db") == contents(once)


def test_many_runs_over_parts_give_the_store_of_one_run(once, tmp_path):
    for n in (3, 0, 2, 1):
        code(tmp_path / "d.db", write(tmp_path / f"{n}.jsonl", ROWS[n::4]))

    assert contents(tmp_path / "d.db") == contents(once)


def test_a_second_run_under_another_name_and_order_knows_every_article(once, tmp_path):
    before = contents(once)

    report = code(once, write(tmp_path / "renamed.jsonl", ROWS[::-1]))

    assert (report.new_articles, report.new_mentions, report.known) == (0, 0, len(ROWS))
    assert report.outdated == {}
    assert contents(once) == before
