"""What can be wrong with an input, each with what to do about it."""

import msgspec

from dragoman.records import Problem, Where

REMEDIES = {
    "ambiguous-column": "say which one it is: --columns FIELD=COLUMN, such as text=body",
    "binary-file": "give text, HTML, JSON lines, CSV or Parquet; save other documents as text",
    "broken-file": "write the file anew; it ends early or does not hold what its start promises",
    "broken-row": "mend this row; the other rows were read",
    "duplicate-id": "give each article its own id; both texts were read",
    "empty-file": "remove the file or put an article into it",
    "empty-folder": "put files into it; names that begin with a dot are skipped",
    "file-too-long": "cut the file into one article a file, or use JSON lines",
    "format-not-read-yet": "turn it into JSON lines with `id` and `text`, or save the pages",
    "line-too-long": "split the row, or leave what is not text out of it",
    "missing-file": "check the name; quote a glob so that the shell leaves it alone",
    "no-standard-input": "pipe an article into it, or name a file",
    "no-such-column": "name a column that is there: --columns FIELD=COLUMN, such as text=body",
    "no-text-column": "say which column holds the articles: --columns text=COLUMN",
    "not-utf-8": "save the file as UTF-8 if accents look wrong",
    "row-without-id": "give each row an `id`, or none; the rows were read",
    "row-without-text": "give the row a `text` or an `html`, or say --columns text=KEY",
    "short-row": "give each row as many cells as the header has; the row was read",
    "unpacks-too-far": "unpack it yourself and see what it is; what came before this was read",
    "unreadable-file": "check what it is and who may read it",
    "urls-not-read-yet": "save the page to a file and name the file",
}
"""The fixed codes of this room."""


def lost(code: str, name: str, said: str, *, line: int | None = None) -> Problem:
    """Report an input, or one row of it, that could not be used at all."""
    return msgspec.structs.replace(note(code, name, said, line=line), costs_input=True)


def note(code: str, name: str, said: str, *, line: int | None = None) -> Problem:
    """Report what is wrong with an input, or with a row, that was read all the same."""
    where = Where(file=name, line=line)
    return Problem(code=code, subject=name, said=said, remedy=REMEDIES[code], where=where)
