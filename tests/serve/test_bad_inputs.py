"""Whatever is wrong with one input: it is told what and what to do, and the others are coded."""

import json
import os
import pty
from pathlib import Path

import pytest
from bad_inputs import CALLS, CASES, FRENCH, GOOD, PAGE, REMEDIES, page
from offsets import rows_of


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    (made / "good.txt").write_text(GOOD)
    return made


def is_good_coded(out) -> bool:
    return any("Bukavu" in m["evidence"][0]["quote"] for m in rows_of(out))


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_bad_input_is_told_and_the_good_article_beside_it_is_coded(run, folder, tmp_path, case):
    case.make(folder)
    out = tmp_path / "o.jsonl"
    ran = run("code", folder, "--db", tmp_path / "d.db", "--out", out, "--quiet")

    assert is_good_coded(out)
    assert ran.code == case.exit
    if case.code:
        assert case.said in words(ran.err)
        assert f"({case.code})" in words(ran.err)
        assert REMEDIES[case.code] in words(ran.err)
    else:
        assert ran.err == ""


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.title)
def test_a_wrong_call_is_told(run, folder, tmp_path, monkeypatch, call):
    monkeypatch.chdir(tmp_path)
    ran = run(*[argument.replace("{}", str(folder)) for argument in call.arguments])

    assert ran.code == call.exit
    assert call.said in words(ran.err)
    assert (ran.code == 2) == (not (tmp_path / "dragoman.db").exists())


def test_the_page_of_bad_inputs_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == page(), "run tests/bad_inputs.py"


def test_names_that_are_no_text_are_coded_and_kept(run, folder, tmp_path):
    odd = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9\n.txt"))
    (folder / "good.txt").rename(odd)
    out, found = tmp_path / "o.jsonl", tmp_path / "a.jsonl"
    db = tmp_path / "d.db"
    ran = run("code", odd, folder / "gone\n\x1b[31m.txt", "--db", db, "--out", out)
    run("export", "articles", "--db", db, "--out", found)

    assert ran.code == 1
    assert is_good_coded(out)
    assert "\x1b" not in ran.err
    assert rows_of(found)


@pytest.mark.parametrize("stdin", [b"", b" \n"])
def test_empty_standard_input_is_told(run, tmp_path, stdin):
    ran = run("code", "-", "--db", tmp_path / "d.db", stdin=stdin)

    assert ran.code == 1
    assert "there is nothing in it (empty-file)" in ran.err
    assert ran.last == "1 input could not be used"


def test_a_terminal_as_standard_input_is_not_waited_for(run, tmp_path, monkeypatch):
    ours, theirs = pty.openpty()
    with os.fdopen(theirs) as terminal:
        monkeypatch.setattr("sys.stdin", terminal)
        ran = run("code", "-", "--db", tmp_path / "d.db")
    os.close(ours)

    assert ran.code == 1
    assert "standard input is a terminal (no-standard-input)" in words(ran.err)


def test_an_article_in_another_language_has_a_reading_with_its_problem(run, tmp_path):
    (tmp_path / "x.txt").write_text(FRENCH)
    ran = run("read", tmp_path / "x.txt")
    reading = json.loads(ran.out)

    assert ran.code == 1
    assert reading["article"]["language"] == "fr"
    assert reading["article"]["text"] == FRENCH
    assert reading["sentences"] == []
    assert [p["code"] for p in reading["problems"]] == ["language-not-read"]
