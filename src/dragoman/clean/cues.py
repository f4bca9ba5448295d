"""The words of a news page that are not its report, from `lexicons/clean_page.yml`."""

import re
from functools import cache
from typing import Literal, get_args

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml

FILE = "lexicons/clean_page.yml"

Cue = Literal[
    "widget", "related", "byline", "credits", "published", "updated", "caption", "credit", "agency"
]


def matches(cue: Cue, line: str) -> bool:
    """Whether a line is, begins or ends so, as the file says of that cue."""
    return rest_after(cue, line) is not None


def rest_after(cue: Cue, line: str) -> str | None:
    """Give what a line says after the cue at its start; None where the cue is not there."""
    found = _patterns()[cue].match(line)
    return None if found is None else line[found.end() :]


@cache
def _patterns() -> dict[Cue, re.Pattern[str]]:
    entries = read_yaml(FILE)
    if not isinstance(entries, dict):
        raise DataFileError(FILE, "the whole file", "is not a mapping")
    return {cue: _pattern(cue, entries.get(cue)) for cue in get_args(Cue)}


_FRAMES = {"whole": r"(?:{})\Z", "start": r"(?:{})", "end": r"(?=.*(?:{})\Z).*"}


def _pattern(cue: str, entry: object) -> re.Pattern[str]:
    match entry:
        case {"where": str(where), "patterns": [*patterns], **others} if where in _FRAMES:
            flags = re.NOFLAG if others.get("cased") else re.IGNORECASE
            try:
                either = "|".join(f"(?:{pattern})" for pattern in patterns)
                return re.compile(_FRAMES[where].format(either), flags)
            except re.error as error:
                raise DataFileError(FILE, cue, str(error)) from error
        case _:
            raise DataFileError(FILE, cue, "needs `where` and `patterns`")
