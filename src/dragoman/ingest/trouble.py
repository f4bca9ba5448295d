"""What can be wrong with an input, each with what to do about it."""

from dragoman.records import Problem, Where

REMEDIES = {
    "binary-file": "give text, HTML, JSON lines, CSV or Parquet; save other documents as text",
    "broken-file": "write the file anew; it ends early or does not hold what its start promises",
    "broken-row": "mend this row; the other rows were read",
    "empty-file": "remove the file or put an article into it",
    "empty-folder": "put files into it; names that begin with a dot are skipped",
    "file-too-long": "cut the file into one article a file, or use JSON lines",
    "format-not-read-yet": "turn it into JSON lines with `id` and `text`, or save the pages",
    "line-too-long": "split the row, or leave what is not text out of it",
    "missing-file": "check the name; quote a glob so that the shell leaves it alone",
    "no-text-column": "name the column that holds the article `text`",
    "row-without-text": "give the row a `text` or an `html`",
    "unreadable-file": "check who may read it",
    "urls-not-read-yet": "save the page to a file and name the file",
}
"""The fixed codes of this room."""


def lost(code: str, name: str, said: str, *, line: int | None = None) -> Problem:
    """Report an input, or one row of it, that could not be used at all."""
    return Problem(
        code=code,
        subject=name,
        said=said,
        remedy=REMEDIES[code],
        where=Where(file=name, line=line),
        costs_input=True,
    )
