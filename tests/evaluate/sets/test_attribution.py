"""Attributions: which two are one, what is soft and what exact; and what a broken row says."""

import json

import pytest

from dragoman.evaluate.coding import Answer
from dragoman.evaluate.figures import figures
from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.report import evaluate
from dragoman.evaluate.sets.attribution import gold, read, score
from dragoman.records import Reading, Span
from dragoman.records.reading import Attribution

TEXT = "The duke said that the old bridge was closed. Rudolf hopes it will rain, Rudolf knows."
SAID = ("The duke", "said", "that the old bridge was closed")
HOPES = ("Rudolf", "hopes", "it will rain")
PARTS = ("source", "cue", "content")


def pieces(words):
    return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []


def marked(*parts):
    return {part: pieces(words) for part, words in zip(PARTS, parts, strict=True) if words}


def given(*parts):
    spans = {
        part: tuple(Span(start=s, end=e, quote=TEXT[s:e]) for s, e in pieces(words))
        for part, words in zip(PARTS, parts, strict=True)
    }
    return Attribution(**spans, speaker=None, stance="asserts")


def row(*attributions, annotator="a"):
    return {"id": "r-1", "annotator": annotator, "text": TEXT, "attributions": list(attributions)}


def written(folder, *rows):
    path = folder / "attribution" / "own.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    return path


def measured(folder, rows, attributions):
    found = read([written(folder, *rows)])
    (article,) = found[0].articles
    reading = Reading(article=article, attributions=tuple(attributions))
    scored = score(found, {article.id: Answer(article=article.id, reading=reading)})
    kinds = [slip.kind for unit in scored for slip in unit.slips]
    return {f.key: f.value for f in figures(scored, gold.wanted)}, kinds


def test_the_same_words_are_right_in_every_way(tmp_path):
    by_key, kinds = measured(tmp_path, [row(marked(*SAID))], [given(*SAID)])
    assert by_key["f1:found strict"] == by_key["f1:content words"] == 1.0
    assert kinds == []


def test_a_part_of_the_content_is_right_softly_and_counted_by_words(tmp_path):
    part = given("The duke", "said", "the old bridge")
    by_key, _ = measured(tmp_path, [row(marked(*SAID))], [part])
    assert by_key["f1:found lenient"] == 1.0
    assert by_key["f1:found strict"] == 0.0
    assert by_key["precision:content words"] == 1.0
    assert by_key["recall:content words"] == 0.5


def test_another_source_is_not_found_though_its_cue_is(tmp_path):
    other = given("Rudolf", "said", "that the old bridge was closed")
    by_key, kinds = measured(tmp_path, [row(marked(*SAID))], [other])
    assert by_key["f1:cue"] == 1.0
    assert by_key["f1:found lenient"] == 0.0
    assert kinds == ["another source"]


def test_no_source_is_the_same_as_none_only(tmp_path):
    nobody = ("", "said", "that the old bridge was closed")
    right, _ = measured(tmp_path, [row(marked(*nobody))], [given(*nobody)])
    wrong, _ = measured(tmp_path, [row(marked(*nobody))], [given(*SAID)])
    assert (right["f1:found lenient"], wrong["f1:found lenient"]) == (1.0, 0.0)
    assert (right["accuracy:left without source"], wrong["accuracy:left without source"]) == (1, 0)


def test_one_inside_anothers_content_is_too_many_only_strictly(tmp_path):
    inside = given("the old bridge", "was", "closed")
    by_key, kinds = measured(tmp_path, [row(marked(*SAID))], [given(*SAID), inside])
    assert by_key["precision:found lenient"] == 1.0
    assert by_key["precision:found strict"] == 0.5
    assert kinds == []


def test_what_is_missed_is_told_by_its_cue_and_its_source(tmp_path):
    by_key, kinds = measured(tmp_path, [row(marked(*SAID), marked(*HOPES))], [given(*SAID)])
    assert by_key["accuracy:found by cue/speech"] == 1.0
    assert by_key["accuracy:found by cue/other"] == 0.0
    assert by_key["accuracy:found by source/unnamed"] == 1.0
    assert by_key["accuracy:found by source/named"] == 0.0
    assert kinds == ["missed: other cue"]


def test_one_without_content_is_not_asked_for(tmp_path):
    by_key, kinds = measured(tmp_path, [row(marked("The duke", "said", ""))], [])
    assert by_key["f1:found lenient"] is None
    assert kinds == []


def test_readers_of_one_text_are_the_ceiling(tmp_path):
    rows = [
        row(marked(*SAID), marked(*HOPES), annotator="a"),
        row(marked(*SAID), annotator="b"),
    ]
    by_key, _ = measured(tmp_path, rows, [])
    assert by_key["f1:cue, readers"] == pytest.approx(2 / 3)


def test_a_broken_row_is_named_with_its_line(tmp_path):
    path = written(tmp_path, row(marked(*SAID)), row({"cue": [[3, 900]], "content": []}))
    with pytest.raises(GoldError, match=r"line 2: offsets 3\.\.900 don't fit"):
        read([path])


def test_an_empty_file_is_broken_and_no_folder_not_measured(tmp_path):
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "not measured"
    written(tmp_path)
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "broken"
