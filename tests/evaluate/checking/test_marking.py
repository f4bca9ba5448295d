"""What a mark holds: prepositions of times, participles of consequence; and telling it blind."""

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.evaluate.checking import Finding, check

ROOT = Path(__file__).parents[3]
HEAD = """sources: written for this corpus
licence: CC0-1.0
purpose: a test
published: 2024-05-16
tags: [africa, agency, verbal]
sentences:"""


def corpus(folder: Path, *mentions: str, name: str = "some.yml") -> Path:
    path = folder / name
    told = "\n   ".join(f" {mention}" for mention in mentions)
    path.write_text(f"{HEAD}\n  -{told}\n", encoding="utf-8")
    return path


def findings(folder: Path, *mentions: str) -> tuple[Finding, ...]:
    return check([corpus(folder, *mentions)]).findings


RAIDED = "ASSAULT happened mode:none aggregate: >-\n      [actor Rebels =TCDREB] have *raided* it"


@pytest.mark.parametrize(
    "when",
    [
        "since [time Monday =2024-05-13..]",
        "ever since [time March =2024-03-01..]",
        "since [time Monday =2024-05-13]",
    ],
)
def test_since_belongs_in_the_mark_of_what_goes_on(tmp_path, when: str):
    (found,) = findings(tmp_path, f"{RAIDED} {when}.")

    assert found.weight == ("refused" if when.endswith("..]") else "look")
    assert "write `[time since M" in found.said
    assert "..]`" in found.said


@pytest.mark.parametrize(
    "when",
    [
        "[time since Monday =2024-05-13..]",
        "since [time 2021 =2021], when a truce ended",
        "since the drought, and again on [time Monday =2024-05-13]",
    ],
)
def test_since_of_a_deed_that_is_dated_by_the_way_stands(tmp_path, when: str):
    assert [f for f in findings(tmp_path, f"{RAIDED} {when}.") if "since" in f.said] == []


SHELLED = """ASSAULT happened mode:heavy-weapons: >-
      [actor The army =SDNMIL] *shelled* [recipient a market =SDNCVL]{comma} killing four."""
KILLING = """ASSAULT happened mode:none missing:actors: >-
      The army shelled a market{comma} *killing* [dead four =4]."""


def said_of_killing(folder: Path, comma: str, *others: str) -> list[str]:
    mentions = [mention.format(comma=comma) for mention in (*others, KILLING)]
    return [f.said for f in findings(folder, *mentions) if "after a comma" in f.said]


def test_a_consequence_beside_its_attack_is_looked_at_again(tmp_path):
    (said,) = said_of_killing(tmp_path, ",", SHELLED)

    assert "what *shelled* did" in said


@pytest.mark.parametrize(("comma", "others"), [(" and went on", [SHELLED]), (",", [])])
def test_a_killing_that_may_be_its_own_deed_stands(tmp_path, comma: str, others: list[str]):
    assert said_of_killing(tmp_path, comma, *others) == []


def test_nobody_is_no_party(tmp_path):
    mention = (
        'RETREAT denied: "[recipient Nobody =?] was [status *let go*] by [actor rebels =TCDREB]."'
    )

    assert any("names no side" in f.said for f in findings(tmp_path, mention))


@pytest.mark.parametrize(
    ("who", "is_asked"),
    [
        ("[speaker two security sources =? asserts officials]", True),
        ("[speaker two security sources =? asserts officials anonymous]", False),
        ("[speaker a spokesman =TCDMIL asserts military]", False),
    ],
)
def test_words_that_hide_a_speaker_are_anonymous(tmp_path, who: str, is_asked: int):
    found = findings(tmp_path, f"{RAIDED}, {who} [cue said].")

    assert any("hides who speaks" in f.said for f in found) == is_asked


def run(*arguments: str | Path) -> str:
    tool = ROOT / "tools" / "check_corpus.py"
    done = subprocess.run(
        [sys.executable, tool, *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )
    return done.stdout + done.stderr


def test_a_blind_check_names_lines_and_no_files(tmp_path):
    first = corpus(tmp_path, f"{RAIDED} [time on Monday =2024-05-13].", name="denied-01.yml")
    same = corpus(tmp_path, f"{RAIDED} [time on Monday =2024-05-13].", name="irony-02.yml")

    said = run(first, same, "--blind")

    assert "file 1, line 7: the time 'on Monday' begins" in said
    assert "file 2, line 7: stands twice, see another file" in said
    assert "denied" not in said
    assert "irony" not in said
    assert "denied-01.yml:7: the time" in run(first)
