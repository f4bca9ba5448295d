"""The corpus is split by digest; nobody is shown an error of its test part."""

from collections import Counter
from pathlib import Path

import pytest
from coding import pipeline
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluate.coding import Answer
from dragoman.evaluate.parts import is_split, split_of
from dragoman.evaluate.report import Loaded, load
from dragoman.evaluate.sets import SETS, find_sets
from dragoman.evaluate.sets.corpus import gold, gold_of_folder
from dragoman.serve.cli.main import _run

WORDS = ("Gunmen attacked a bus", "Rebels shelled a clinic", "Soldiers burned a school")
SENTENCES = [f"{words} near Goma on day {n}." for n in range(4) for words in WORDS]
STORY = """story: {name}
events:
  e1:
    ASSAULT happened: "[actor Rebels =CODREB] *burned* a bus."
articles:
  - {{id: a, text: Rebels burned a bus., mentions: []}}
  - {{id: b, text: A bus was burned by rebels., mentions: []}}
"""


@pytest.fixture
def corpus(tmp_path) -> Path:
    """Sentences without an event, says the gold, in which any coder finds one."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    lines = "".join(f"  - NONE: {text}\n" for text in SENTENCES)
    (folder / "some.yml").write_text(f"sentences:\n{lines}", encoding="utf-8")
    return folder


@given(st.text())
def test_any_text_has_one_part_whatever_its_blanks(text: str):
    assert split_of(text) == split_of(f"  {text}\n")


def test_three_fifths_are_to_learn_from():
    parts = Counter(split_of(f"sentence {n}") for n in range(5000))

    assert {p: round(n / 5000, 1) for p, n in parts.items()} == {
        "train": 0.6,
        "dev": 0.2,
        "test": 0.2,
    }


def test_the_parts_are_sets_that_share_no_row_and_leave_none_out(corpus):
    rows = {}
    for each in find_sets(["corpus", "corpus-train", "corpus-dev", "corpus-test"]):
        loaded = load(each, corpus.parent, size=None)
        assert isinstance(loaded, Loaded)
        rows[each.name] = [row.where for row in loaded.rows]

    whole = rows.pop("corpus")
    assert all(rows.values())
    assert sorted(where for part in rows.values() for where in part) == sorted(whole)


def test_parts_are_no_sets_of_their_own_where_all_are_asked_for():
    assert [each.name for each in find_sets([])] == list(SETS)


def test_reports_go_with_their_story(corpus):
    for name in ("kutum", "gao", "lyman", "yei", "mopti"):
        (corpus / f"{name}.yml").write_text(STORY.format(name=name), encoding="utf-8")
    reports = [row for row in gold.read(gold.paths(corpus.parent)) if row.kind == "article"]

    assert {(row.where.split(".")[0], row.part) for row in reports} == {
        (name, split_of(name)) for name in ("kutum", "gao", "lyman", "yei", "mopti")
    }
    assert len({row.part for row in reports}) > 1


def test_no_error_of_the_test_part_is_told(corpus):
    rows = gold.read(gold.paths(corpus.parent))
    answers = {}
    for row in rows:
        (outcome,) = pipeline().code([row.article])
        answers[row.article.id] = Answer(article=row.article.id, mentions=outcome.mentions)

    told = {slip.where for unit in gold.score(rows, answers) for slip in unit.slips}

    assert told == {row.where for row in rows if split_of(row.text) != "test"}
    assert len(told) < len(rows)


def test_a_folder_that_is_not_the_corpus_is_not_split(corpus):
    other = corpus.rename(corpus.parent / "mine")

    rows = gold_of_folder(other).read([other / "some.yml"])

    assert not is_split(other / "some.yml")
    assert {row.part for row in rows} == {None}


def test_errors_of_the_test_part_are_refused(corpus, capsys):
    wanted = ["evaluate", "corpus-test", "--data", str(corpus.parent), "--errors", "1"]

    assert _run(wanted) == 2
    assert "corpus-dev" in capsys.readouterr().err


def test_the_corpus_is_found_beside_without_a_folder_of_gold_sets(corpus, capsys, monkeypatch):
    monkeypatch.chdir(corpus.parent)
    monkeypatch.delenv("DRAGOMAN_GOLD", raising=False)

    assert _run(["evaluate", "corpus-dev", "--jobs", "1"]) == 0
    assert "rows, digest" in capsys.readouterr().out
