"""`dragoman read` and `explain`: everything that is read, as records."""

import json

import msgspec
import pytest
from offsets import misfits, rows_of

from dragoman.records import Outcome, Reading

LAYERS = ("sentences", "parties", "places", "times", "tolls", "attributions")


@pytest.fixture(scope="module")
def readings(tmp_path_factory, samples):
    from dragoman.serve.cli.main import _run

    out = tmp_path_factory.mktemp("read") / "r.jsonl"
    assert _run(["read", str(samples.folder), "--out", str(out)]) == 0
    return rows_of(out)


def test_a_reading_holds_what_the_contract_says(readings):
    for reading in readings:
        assert reading["schema"] == "dragoman.reading/1"
        assert reading["article"]["schema"] == "dragoman.article/1"
        assert {"text", "raw", "title", "published"} <= reading["article"].keys()
        assert all(isinstance(reading[layer], list) for layer in (*LAYERS, "problems"))
        for said in reading["attributions"]:
            assert all(isinstance(said[field], list) for field in ("source", "cue", "content"))
            assert said["stance"] in (
                ["asserts", "denies", "doubts", "reports", "asks", "promises", "threatens"]
            )


def test_every_layer_is_found_somewhere_in_the_samples(readings):
    assert [layer for layer in LAYERS if not any(r[layer] for r in readings)] == []


def test_every_offset_of_every_reading_stands_for_its_words(readings):
    wrong = {r["article"]["title"]: misfits(r, r["article"]) for r in readings}

    assert {title: said for title, said in wrong.items() if said} == {}


def test_a_reading_comes_back_from_its_json(readings):
    for reading in readings:
        again = msgspec.convert(reading, Reading)
        assert json.loads(msgspec.json.encode(again)) == reading


def test_raw_maps_the_text_back_to_the_input(readings, samples):
    for reading in readings:
        article = reading["article"]
        raw = article["raw"]
        if not raw["exact"] or raw["line"] is not None:
            continue
        given = (samples.folder / raw["input"].rpartition("/")[2]).read_text()
        for start, raw_start, length in raw["text"]:
            words = article["text"][start : start + length]
            assert given[raw_start : raw_start + length] == words


def test_standard_input_is_read_to_standard_output(run):
    ran = run("read", "-", "--published", "2024-03-14", stdin=b"Rebels took Goma on Tuesday.")

    (reading,) = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [t["from"] for t in reading["times"]] == ["2024-03-12"]


def test_what_cannot_be_read_is_told_and_the_rest_is_read(run, tmp_path):
    (tmp_path / "good.txt").write_text("Rebels [/b] took Goma :fire: on Tuesday.")
    ran = run("read", tmp_path / "gone.txt", tmp_path / "good.txt")

    assert ran.code == 1
    assert len(ran.out.splitlines()) == 1
    assert ran.last == "1 input could not be used"


@pytest.mark.parametrize("layer", LAYERS)
def test_one_layer_is_shown(run, samples, layer):
    ran = run("read", samples.folder / "01-goma-market.txt", "--show", layer)

    assert ran.code == 0
    assert len(ran.out.splitlines()) > 1


@pytest.mark.parametrize("arguments", [("--out", "."), ("--out", "no/r.jsonl"), ("--show", "all")])
def test_wrong_usage_of_read(run, samples, arguments):
    assert run("read", samples.folder, *arguments).code == 2


def test_explain_as_json_is_the_whole_outcome(run):
    ran = run(
        "explain", "Rebels shot dead four soldiers in Goma on Tuesday, police said.",
        "--published", "2024-03-14", "--json",
    )  # fmt: skip

    outcome = json.loads(ran.out)
    (mention,) = outcome["mentions"]
    assert ran.code == 0
    assert msgspec.convert(outcome, Outcome)
    assert (mention["type"], mention["time"]["from"]) == ("ASSAULT", "2024-03-12")
    assert misfits(mention, outcome["reading"]["article"]) == []


def test_explain_shows_what_was_coded_and_what_was_left(run):
    ran = run("explain", "Rebels [/b] :fire: shot dead four soldiers in Goma, police said.")

    assert ran.code == 0
    assert "ASSAULT by rule" in ran.out
    assert "[/b] :fire:" in ran.out


@pytest.mark.parametrize("sentence", ["", "   "])
def test_an_empty_sentence_is_wrong_usage(run, sentence):
    assert run("explain", sentence).code == 2
