"""Running twice changes nothing and says so, in whatever order, shape or company articles come."""

import pytest
from contents import contents
from quick_runs import ROWS, code, write

from dragoman.pipeline import run as pipeline_run


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
