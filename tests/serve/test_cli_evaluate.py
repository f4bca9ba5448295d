"""`dragoman evaluate` measures what is there, names what is broken, and goes on."""

import json
from pathlib import Path

import pytest

from dragoman.serve.cli.main import _run

ROWS = (
    {
        "text": "Rebels attacked government troops near Goma on Monday.",
        "source": "Rebels",
        "target": "government troops",
        "type": "ASSAULT",
    },
    {
        "text": "France and Germany signed nothing, but France accused Germany of delay.",
        "source": "France",
        "target": "Germany",
        "type": "ACCUSE",
    },
    {"text": "The weather was fine.", "source": "weather", "target": "fine", "type": "AID"},
)


@pytest.fixture
def gold(tmp_path) -> Path:
    """Three rows of our own in the format of PLV."""
    folder = tmp_path / "gold" / "event-type"
    folder.mkdir(parents=True)
    (folder / "plv_ours.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return folder.parent


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_set_is_measured_and_its_figures_are_told_as_json(gold, jobs, capsys) -> None:
    assert _run(["evaluate", "plv", "--data", str(gold), "--json", "--jobs", jobs]) == 0

    (report,) = json.loads(capsys.readouterr().out)["sets"]
    values = {(f["metric"], f["field"], f.get("group", "")): f["value"] for f in report["figures"]}
    assert (report["status"], report["rows"]) == ("measured", 3)
    assert values["f1", "type strict", "ASSAULT"] == 1.0
    assert values["f1", "type strict", "AID"] == 0.0
    assert values["accuracy", "found", ""] == pytest.approx(2 / 3)


def test_errors_are_shown_with_their_sentence_and_what_explain_says(gold, capsys) -> None:
    _run(["evaluate", "plv", "--data", str(gold), "--errors", "1", "--jobs", "1"])

    said = capsys.readouterr().out
    assert "1 x type: AID read as none" in said
    assert "plv_ours.jsonl:3  The weather was fine." in said
    assert "no event" in said


def test_an_absent_set_is_not_measured_and_fails_only_where_all_are_required(gold, capsys) -> None:
    wanted = ["evaluate", "gsr", "--data", str(gold), "--jobs", "1"]

    assert _run(wanted) == 0
    assert _run([*wanted, "--require-all"]) == 1
    assert "gsr: not measured" in capsys.readouterr().err


def test_a_broken_line_is_named_and_the_other_sets_still_run(gold, capsys) -> None:
    (gold / "event-type" / "plover_gsr.jsonl").write_text('{"text": "Rebels\n')

    code = _run(["evaluate", "gsr", "plv", "--data", str(gold), "--json", "--jobs", "1"])

    told = capsys.readouterr()
    assert code == 1
    assert "plover_gsr.jsonl, line 1" in told.err
    assert [s["status"] for s in json.loads(told.out)["sets"]] == ["broken", "measured"]


def test_an_unknown_type_in_the_gold_is_named_with_its_line(gold, capsys) -> None:
    rows = [ROWS[0], {**ROWS[1], "type": "GREET"}]
    file = gold / "event-type" / "plv_ours.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))

    assert _run(["evaluate", "plv", "--data", str(gold), "--jobs", "1"]) == 1
    assert "line 2: no type 'GREET'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["evaluate", "plw", "--data", "."], "there is no set and no folder 'plw'"),
        (["evaluate", "plv", "--data", "/no/such/folder"], "is not there"),
        (["evaluate", "plv"], "--data DIR"),
    ],
)
def test_wrong_usage_says_what_to_write(arguments, said, capsys, monkeypatch) -> None:
    monkeypatch.delenv("DRAGOMAN_GOLD", raising=False)

    assert _run(arguments) == 2
    assert said in capsys.readouterr().err


def test_the_page_holds_figures_and_no_sentence_of_the_gold(gold, tmp_path) -> None:
    page = tmp_path / "quality.md"

    _run(["evaluate", "plv", "--data", str(gold), "--page", str(page), "--jobs", "1"])

    written = page.read_text()
    assert "| macro_f1 | type strict |" in written
    assert "UniversalPetrarch" in written
    assert not any(row["text"] in written for row in ROWS)


def test_unknown_lists_names_of_a_corpus(tmp_path, capsys) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Rebels shelled the town of Zxqoltarbad in northern Mali on Monday.\n")

    assert _run(["unknown", str(file), "--json", "--kind", "place"]) == 0
    (found,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (found["kind"], found["words"], found["count"]) == ("place", "Zxqoltarbad", 1)
