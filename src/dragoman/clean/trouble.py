"""What can be wrong with an article's input, each with what to do about it."""

from dragoman.records import Problem, RawItem, Where

REMEDIES = {
    "ambiguous-date": "write the date as 2024-03-14",
    "article-too-long": "cut it into one article a row or file, or leave out what is no report",
    "binary-file": "give text or HTML in UTF-8, UTF-16 or a known 8-bit encoding",
    "broken-row": "mend this row; the other rows were read",
    "empty-text": "give the row a text",
    "future-date": "see whether day and month are in their places; it was taken as it stands",
    "impossible-date": "write the date as 2024-03-14, or name it with --published",
    "language-not-read": "give a translation, or state the language if it is English after all",
    "mojibake": "save the text anew as UTF-8; it was decoded wrongly before it came here",
    "mojibake-mended": "nothing, if the text reads well; else save it anew as UTF-8",
    "no-article": "see that the page holds a report, not only links, captions or a script",
}
"""The fixed codes of this room."""

_COSTLY = frozenset(
    {
        "article-too-long",
        "binary-file",
        "broken-row",
        "empty-text",
        "language-not-read",
        "no-article",
    }
)


def trouble(code: str, item: RawItem, said: str, *, article: str | None = None) -> Problem:
    """Report what could not be used, of an article where there is one, else of its input."""
    return Problem(
        code=code,
        subject=article or item.name,
        said=said,
        remedy=REMEDIES[code],
        where=Where(file=item.name, line=item.line),
        costs_input=code in _COSTLY,
    )
