"""Stories and event coreference over several articles, with rows of our own."""

import json
from pathlib import Path

import pytest
from coding import pipeline

from dragoman.evaluate.coding import Answer
from dragoman.evaluate.figures import figures
from dragoman.evaluate.goldset import AbsentError, GoldError, GoldSet, Row
from dragoman.evaluate.scored import Key, Scored
from dragoman.evaluate.sets.event_coref import Topic
from dragoman.evaluate.sets.event_coref import gold as coref
from dragoman.evaluate.sets.stories import gold as stories

RAID = "Rebels killed four soldiers in Bria on Tuesday."
AGAIN = "Four soldiers were killed by rebels in Bria on Tuesday, and a bridge was closed."


def stories_file(folder: Path, *rows: dict[str, str]) -> Path:
    (folder / "stories").mkdir()
    path = folder / "stories" / "some.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def row(id_: str, text: str, story: str) -> dict[str, str]:
    return {"id": id_, "text": text, "story": story, "published": "2024-05-16T00:00:00"}


def scored(folder: Path, given: GoldSet[Row]) -> list[Scored]:
    rows = given.read(given.paths(folder))
    articles = [a for each in rows for a in each.articles]
    outcomes = zip(articles, pipeline().code(articles), strict=True)
    answers = {a.id: Answer(article=a.id, mentions=o.mentions) for a, o in outcomes}
    return list(given.score(rows, answers))


def total(units: list[Scored], field: str, part: str) -> float:
    return sum(unit.counts.get(Key(field, "", part), 0.0) for unit in units)


def test_articles_of_one_event_are_joined_and_others_are_not(tmp_path: Path) -> None:
    other = "The minister met her colleague in Lima on Monday."
    stories_file(tmp_path, row("a", RAID, "x"), row("b", AGAIN, "x"), row("c", other, "x"))

    units = scored(tmp_path, stories)

    assert [total(units, "event", part) for part in ("tp", "fp", "fn")] == [1, 0, 2]
    assert total(units, "origin", "tp") == 0


def test_where_no_pair_is_given_there_is_no_figure(tmp_path: Path) -> None:
    stories_file(tmp_path, row("a", "The sun shone.", "x"), row("b", "It rained all day.", "x"))

    units = scored(tmp_path, stories)

    assert {figure.value for figure in figures(units, stories.wanted)} == {None}


def test_a_line_without_a_story_and_a_date_that_is_none_are_named(tmp_path: Path) -> None:
    bad = row("a", RAID, "x") | {"published": "yesterday"}
    path = stories_file(tmp_path, row("b", RAID, "x"), bad)

    with pytest.raises(GoldError, match=r"some.jsonl, line 2: published"):
        stories.read([path])
    path.write_text('{"id": "a", "text": "b"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"some.jsonl, line 1: .*story"):
        stories.read([path])
    with pytest.raises(AbsentError):
        stories.paths(tmp_path / "nothing")


CORPUS = """
1_1ecb\t0\t0\tRebels\t-
1_1ecb\t0\t1\tkilled\tACT1
1_1ecb\t0\t2\tfour\t-
1_1ecb\t0\t3\tsoldiers\t-
1_1ecb\t0\t4\tin\t-
1_1ecb\t0\t5\tBria\t-
1_1ecb\t0\t6\t.\t-

1_2ecbplus\t3\t0\tThe\t-
1_2ecbplus\t3\t1\tbridge\t-
1_2ecbplus\t3\t2\tgleamed\tACT2
1_2ecbplus\t3\t3\t.\t-
"""


def entry(doc: str, sentence: int, token: int, chain: str) -> dict[str, object]:
    place = {"doc_id": doc, "sent_id": sentence, "tokens_number": [token]}
    return {"coref_chain": chain, "tokens_str": "words", **place}


def coref_files(folder: Path, *entries: dict[str, object], corpus: str = CORPUS) -> list[Path]:
    (folder / "event-coref").mkdir(exist_ok=True)
    (folder / "event-coref" / "My_corpus.txt").write_text(corpus, encoding="utf-8")
    mentions = folder / "event-coref" / "My_Event_gold_mentions.json"
    mentions.write_text(json.dumps(entries), encoding="utf-8")
    return coref.paths(folder)


def test_tokens_become_text_and_mentions_stand_in_it(tmp_path: Path) -> None:
    paths = coref_files(tmp_path, entry("1_1ecb", 0, 1, "ACT1"))

    (topic,) = coref.read(paths)

    assert isinstance(topic, Topic)
    assert topic.articles[0].text == "Rebels killed four soldiers in Bria."
    assert topic.mentions[0].runs == ((7, 13),)


def test_what_is_not_found_is_a_singleton_of_all_and_none_of_those_found(tmp_path: Path) -> None:
    coref_files(tmp_path, entry("1_1ecb", 0, 1, "ACT1"), entry("1_2ecbplus", 3, 2, "ACT1"))

    (unit,) = scored(tmp_path, coref)

    assert total([unit], "found", "right") == 1
    assert total([unit], "found", "asked") == 2
    assert total([unit], "b-cubed, mentions found", "r_above") == 1
    # Both stand alone with us: each has half of its chain.
    assert total([unit], "b-cubed, all mentions", "r_above") == 1
    assert total([unit], "b-cubed, all mentions", "r_below") == 2


def test_tokens_that_are_not_there_and_broken_lines_are_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"entry 1: 1_1ecb has no tokens \[\(0, 99\)\]"):
        coref.read(coref_files(tmp_path, entry("1_1ecb", 0, 99, "A")))
    with pytest.raises(GoldError, match=r"My_corpus.txt, line 2"):
        coref.read(coref_files(tmp_path, corpus="\none\ttwo"))
