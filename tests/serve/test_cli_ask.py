"""`dragoman where` and `who`: one question, and many at once."""

import json

import pytest
from offsets import rows_of


def asked(tmp_path, *rows):
    file = tmp_path / "in.jsonl"
    file.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows))
    return file


def test_places_come_best_first_one_a_line(run):
    ran = run("where", "Goma", "--country", "CD", "--json")

    places = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert (places[0]["name"], places[0]["country"]) == ("Goma", "COD")
    assert [p["score"] for p in places] == sorted((p["score"] for p in places), reverse=True)


def test_each_row_in_gives_one_row_out_in_its_order(run, tmp_path):
    rows = [
        {"name": "Daraa", "country": "SYR", "near": None, "mine": 7},
        {"name": "Nowhereville-on-Nothing", "country": None, "near": None},
        {"name": "Tripoli", "near": "34.4,35.8"},
        {"name": "Tripoli", "near": [32.9, 13.2]},
    ]
    out = tmp_path / "o.jsonl"
    ran = run("where", "--in", asked(tmp_path, *rows), "--out", out)

    answers = rows_of(out)
    assert ran.code == 0
    assert [{k: v for k, v in a.items() if k != "places"} for a in answers] == rows
    assert answers[1]["places"] == []
    assert [answers[n]["places"][0]["country"] for n in (0, 2, 3)] == ["SYR", "LBN", "LBY"]


def test_each_phrase_in_gives_one_party_or_null(run, tmp_path):
    rows = [
        {"phrase": "Congolese troops", "on": "2024-03-14", "context": None},
        {"phrase": "zxqv blorp", "on": None, "context": None},
        {"phrase": "Syrian rebels"},
    ]
    out = tmp_path / "o.jsonl"
    ran = run("who", "--in", asked(tmp_path, *rows), "--out", out)

    answers = rows_of(out)
    assert ran.code == 0
    assert [a["phrase"] for a in answers] == [r["phrase"] for r in rows]
    assert [a["party"] and a["party"]["code"] for a in answers] == ["CODMIL", None, "SYRREB"]


@pytest.mark.parametrize("command", ["where", "who"])
def test_a_row_that_is_no_question_keeps_its_place(run, tmp_path, command):
    field = "name" if command == "where" else "phrase"
    file = asked(tmp_path, {field: "Goma"}, "{broken", {field: "Bukavu"}, {"wrong": 1})
    ran = run(command, "--in", file)

    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert ["error" in a for a in answers] == [False, True, False, True]
    assert ran.last == "2 of 4 rows could not be read"


def test_who_answers_with_null_for_nobody(run):
    assert run("who", "zxqv blorp", "--json").out == "null\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("where", " "),
        ("where", "Goma", "--near", "north"),
        ("where", "Goma", "--near", "132.6,36.1"),
        ("where", "Goma", "--country", "QX"),
        ("where", "--in", "gone.jsonl"),
        ("who", ""),
        ("who", "police", "--on", "yesterday"),
        ("who", "--in", "gone.jsonl"),
    ],
)
def test_wrong_questions_are_wrong_usage(run, arguments):
    assert run(*arguments).code == 2
