"""Whatever is wrong with one input: it is told what and what to do, and the others are coded."""

import pytest
from bad_inputs import CALLS, CASES, GOOD, PAGE, REMEDIES, page
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
