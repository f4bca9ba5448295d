"""The examples of the cue files, run."""

import pytest

from dragoman.clean.cues import FILE, Cue, rest_after
from dragoman.clean.dates import is_date
from dragoman.ontology.files import read_yaml


def examples(answer: str) -> list[tuple[Cue, str]]:
    entries = read_yaml(FILE)
    assert isinstance(entries, dict)
    return [
        (cue, line)
        for cue, entry in entries.items()
        if isinstance(entry, dict)
        for line in entry["examples"][answer]
    ]


def is_taken(cue: Cue, line: str) -> bool:
    rest = rest_after(cue, line)
    return rest is not None and (cue not in {"published", "updated"} or is_date(rest))


@pytest.mark.parametrize(("cue", "line"), examples("yes"))
def test_a_line_of_the_page_is_taken_for_it(cue: Cue, line: str) -> None:
    assert is_taken(cue, line)


@pytest.mark.parametrize(("cue", "line"), examples("no"))
def test_a_line_of_the_report_is_not(cue: Cue, line: str) -> None:
    assert not is_taken(cue, line)
