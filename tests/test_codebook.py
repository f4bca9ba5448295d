"""The codebook keeps its own rules: its examples parse, its tables are those of the data files."""

import calendar
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from msgspec import UNSET

from dragoman.evaluate.checking.check import told_of
from dragoman.evaluate.notation import GoldMention, GoldText, read_file
from dragoman.ontology.files import read_yaml
from dragoman.ontology.plover import load_plover
from dragoman.records.mention import EventType, Status
from dragoman.records.party import Kind, Stance
from dragoman.records.toll import TollKind

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
sys.path.insert(0, str(ROOT / "tools"))

from write_codebook import MADE, filled  # noqa: E402 - tools is no package

TYPES = get_args(EventType)
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CASE = re.compile(r"^\*\*H(\d+)\. ", re.MULTILINE)
_DAYS = tuple(calendar.day_name)
ABOUT: dict[str, str] = {
    "AGREE": "planned",
    "CONCEDE": "planned",
    "REQUEST": "called_for",
    "REJECT": "called_for",
    "ACCUSE": "happened",
    "THREATEN": "threatened",
}
"""The status of what each speech act speaks of, as the chapter on status says."""


def examples_in(markdown: str) -> tuple[GoldText, ...]:
    """Read the marked examples of a piece of the page, each line where the page has it."""
    return tuple(text for start, block in _blocks(markdown) for text in _read(start, block))


def _blocks(markdown: str) -> Iterator[tuple[int, str]]:
    offset = PAGE.index(markdown)
    for found in _BLOCK.finditer(markdown):
        yield PAGE[: offset + found.start(1)].count("\n"), found[1]


def _read(lines_before: int, block: str) -> tuple[GoldText, ...]:
    head = "licence: CC0-1.0\npublished: 2024-05-16\n"
    padding = "\n" * (lines_before - head.count("\n") - 1)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "codebook.yml"
        file.write_text(f"{head}{padding}sentences:\n{block}", encoding="utf-8")
        return read_file(file).sentences


@cache
def every_example() -> tuple[GoldText, ...]:
    return examples_in(PAGE)


def every_mention() -> Iterator[tuple[GoldText, GoldMention]]:
    for text in every_example():
        for mention in text.mentions:
            yield text, mention


def section(type_: str) -> str:
    found = re.search(rf"^### {type_}\n.*?(?=^##)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no section of {type_}"
    return found[0]


def test_every_example_can_be_read_and_contradicts_no_table():
    assert len(every_example()) > 200


@pytest.mark.parametrize("type_", TYPES)
def test_a_type_has_three_examples_and_three_near_misses(type_: str):
    coded, missed = section(type_).split("Near misses:")
    meant = [m for text in examples_in(coded) for m in text.mentions if m.type == type_]
    others = examples_in(missed)

    assert len(meant) >= 3
    assert len(others) >= 3
    assert [t.where for t in others if any(m.type == type_ for m in t.mentions)] == []


def test_the_tables_are_those_of_the_data_files():
    assert filled(PAGE) == PAGE, "run tools/write_codebook.py"
    assert set(re.findall(r"<!-- made:(\w+) -->", PAGE)) == set(MADE)


def test_every_value_of_the_wire_format_is_explained():
    values = read_yaml("ontology/values.yml")
    assert isinstance(values, dict)
    literals = (Status, TollKind, Kind, Stance)
    parts = ("statuses", "toll_kinds", "speaker_kinds", "stances")
    assert [tuple(values[part]) for part in parts] == [get_args(each) for each in literals]


def test_hard_cases_are_numbered_without_a_gap_and_can_be_found():
    cases = [int(n) for n in _CASE.findall(PAGE)]

    assert cases == list(range(1, len(cases) + 1))
    assert len(cases) >= 40
    assert {int(n) for n in re.findall(r"\bH(\d+)\b", PAGE)} <= set(cases)


def test_every_hard_case_gives_its_reason():
    cases = re.findall(r"^\*\*H(\d+)\. .*?\*\*(.*?)(?=^\*\*H|^##)", PAGE, re.MULTILINE | re.DOTALL)

    assert len(cases) == len(_CASE.findall(PAGE))
    assert [n for n, body in cases if len(_BLOCK.sub("", body).strip()) < 60] == []


def test_the_ten_hardest_decisions_end_the_page():
    last = PAGE[PAGE.index("## The ten hardest decisions") :]

    assert re.findall(r"^(\d+)\. ", last, re.MULTILINE) == [str(n) for n in range(1, 11)]
    assert last.count("\n## ") == 0


def test_every_type_and_status_has_an_example():
    assert {m.type for _, m in every_mention()} == set(TYPES)
    assert {m.status for _, m in every_mention()} == set(get_args(Status))


def test_a_type_with_a_future_of_its_own_is_never_planned():
    moved = {t for t, facts in load_plover().types.items() if facts.future}
    wrong = [t.where for t, m in every_mention() if m.type in moved and m.status == "planned"]
    assert wrong == []


def test_what_a_speech_act_speaks_of_has_the_status_that_the_rules_say():
    spoken = [(t.where, m.type, m.about) for t, m in every_mention() if m.about is not UNSET]
    told = [(where, type_, a.status) for where, type_, a in spoken if a is not None]

    assert len(told) > 30
    assert [each for each in told if ABOUT.get(each[1]) != each[2]] == []


def test_a_weekday_in_an_example_is_that_day():
    dated = [
        (t.where, m.time.span.quote, m.time.days.from_, m.time.days.to)
        for t, m in every_mention()
        if m.time is not None and m.time.days is not UNSET
    ]
    named = [(w, next(d for d in _DAYS if d in q), a, b) for w, q, a, b in dated if _day_in(q)]

    assert len(named) > 30
    assert [each for each in named if each[2] is None or _DAYS[each[2].weekday()] != each[1]] == []


def _day_in(words: str) -> bool:
    return any(day in words for day in _DAYS) and "week" not in words


def test_violence_by_nobody_known_says_that_the_actor_is_missing():
    silent = [
        t.where
        for t, m in every_mention()
        if m.type in ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE")
        and not m.actors
        and "actors" not in m.missing
    ]
    assert silent == []


def test_every_example_is_marked_as_fully_as_the_checker_of_the_corpus_asks():
    told = [(t.where, s) for t, m in every_mention() for s in told_of(t, m)]

    assert [(where, s.said) for where, s in told if s.weight == "refused"] == []
    assert len(told) < 10, "what is only to be looked at again stays rare"
