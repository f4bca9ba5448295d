"""An article that crashes, hangs or kills its process costs only itself."""

import time
from datetime import UTC, datetime

import pytest
from stand_ins import broken, obedient

from dragoman.errors import DragomanError
from dragoman.pipeline.coder import code_batch
from dragoman.pipeline.intake import Intake
from dragoman.pipeline.pool import Pool
from dragoman.pipeline.run import Coding
from dragoman.pipeline.work import Workers
from dragoman.store import open_store
from dragoman.testing import article_of

ORDERS = ["go one", "crash now", "go two", "sleep long", "go three", "die here", "go four", "go on"]


def articles(*orders: str):
    return [article_of(order) for order in orders]


def codes(coded) -> list[str | None]:
    return [each.problems[0].code if each.is_lost else None for each in coded]


def test_a_crash_costs_one_article_and_names_its_exception():
    coded = code_batch(articles("go one", "crash now", "go two"), build=obedient, limit_s=9)

    assert codes(coded) == [None, "article-crashed", None]
    (problem,) = coded[1].problems
    assert "KeyError" in problem.said
    assert problem.subject == coded[1].article
    assert problem.costs_input


def test_an_article_that_takes_too_long_is_left():
    began = time.monotonic()
    coded = code_batch(articles("sleep long", "go one"), build=obedient, limit_s=0.1)

    assert codes(coded) == ["article-timed-out", None]
    assert time.monotonic() - began < 5


def test_a_broken_data_file_stops_the_run():
    with (
        pytest.raises(DragomanError, match=r"words\.yml"),
        Workers(1, build=broken) as workers,
    ):
        list(workers.code(iter([articles("go one")])))


def test_a_broken_data_file_stops_a_pool_with_its_own_words():
    with (
        pytest.raises(DragomanError, match=r"words\.yml: entry 3: has no example"),
        Workers(2, build=broken) as workers,
    ):
        list(workers.code(iter([articles("go one")])))


def test_a_pool_loses_only_the_articles_that_crash_hang_or_kill():
    batches = [articles(*ORDERS[n : n + 2]) for n in range(0, len(ORDERS), 2)]
    with Workers(2, build=obedient, limit_s=0.3) as workers:
        given = list(workers.code(iter(batches)))

    assert [batch for batch, _ in given] == batches
    assert [codes(coded) for _, coded in given] == [
        [None, "article-crashed"],
        [None, "article-timed-out"],
        [None, "article-killed-worker"],
        [None, None],
    ]


def test_a_pool_gives_batches_whole_and_in_order_whatever_their_length():
    batches = [articles("go one", "go two", "go three", "go four", "go on"), [], articles("go six")]
    with Workers(2, build=obedient) as workers:
        given = list(workers.code(iter([*batches, []])))

    assert [batch for batch, _ in given] == [*batches, []]
    assert all([a.id for a in b] == [c.article for c in coded] for b, coded in given)


def test_a_pool_ends_a_process_that_no_alarm_can_stop():
    # The alarm is set far beyond what the pool waits for.
    pool = Pool(2, build=obedient, limit_s=9, slack_s=-8)
    try:
        ((_, coded),) = pool.code(iter([articles("sleep long")]))
    finally:
        pool.close(at_once=True)

    assert codes(coded) == ["article-timed-out"]
    assert "hung" in coded[0].problems[0].said


@pytest.mark.parametrize("jobs", [1, 2])
def test_lost_articles_are_told_and_the_next_run_tries_them_again(tmp_path, jobs):
    folder = tmp_path / "in"
    folder.mkdir()
    for order in ("go one", "crash now", "go two"):
        (folder / f"{order}.jsonl").write_text(f'{{"id": "1", "text": "{order}"}}')
    intake = Intake(inputs=(str(folder),))

    def code():
        coding = Coding(store, now=lambda: datetime.now(UTC), jobs=jobs, build=obedient)
        return coding(intake, stdin=None, watch=lambda *_: None)

    with open_store(str(tmp_path / "d.db")) as store:
        first, second = code(), code()
        counts = store.counts()

    assert [(r.new_articles, r.known, r.lost) for r in (first, second)] == [(2, 0, 1), (0, 2, 1)]
    assert [[p.code for p in r.problems] for r in (first, second)] == [["article-crashed"]] * 2
    assert (counts["articles"], counts["mentions"], counts["problems"]) == (2, 2, 1)


def test_copies_in_shards_side_by_side_have_one_origin(tmp_path):
    words = "go tell that rebels entered the border town of Kasindi at dawn on Friday, he said"
    rows = [f'{{"id": "{n}", "text": "go {n} {"x" * (n + 1)}"}}' for n in range(40)]
    rows[2], rows[38] = (f'{{"id": "{n}", "text": "{words}", "source": "S{n}"}}' for n in (2, 38))
    given = tmp_path / "in.jsonl"
    given.write_text("\n".join(rows))

    with open_store(str(tmp_path / "d.db")) as store:
        coding = Coding(store, now=lambda: datetime.now(UTC), jobs=2, build=obedient)
        coding(Intake(inputs=(str(given),)), stdin=None, watch=lambda *_: None)
        origins = {a.external_id: a.origin for a in store.articles()}

    assert len(origins) == 40
    assert origins["2"] == origins["38"]
