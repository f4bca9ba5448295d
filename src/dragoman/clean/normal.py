"""The one form of text: NFC, line feeds, no characters that cannot be seen."""

import re
from collections.abc import Callable, Iterator

from dragoman.clean.traced import Piece, Traced, composed, join, through

_RETURN = re.compile(r"\r\n?")
_ODD = re.compile(
    r"(?P<feed>\r\n?|\x85|\u2028|\u2029)"
    r"|(?P<space>[\t\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    r"|(?P<none>[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064"
    r"\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb])"
)
_JOINERS = "\u200c\u200d"
"""Zero-width joiners carry meaning in Persian, in Indic scripts and in emoji: kept there."""


def row_text(text: str) -> Traced:
    """Change nothing in a row's text but its Unicode form and its line ends."""
    if "\r" not in text:
        return composed(text)
    feeds = join(_pieces(text, _RETURN, lambda _: "\n"))
    return through(composed(feeds.text), feeds)


def page_text(text: str) -> Traced:
    """Bring copied text to its one form: plain spaces, line feeds, nothing invisible.

    Form feeds stay: they part articles. Invisible marks go: soft hyphens, zero-width spaces,
    byte order marks, writing direction.
    """
    if _ODD.search(text) is None:
        return composed(text)
    plain = join(_pieces(text, _ODD, _plain))
    return through(composed(plain.text), plain)


def _plain(odd: "re.Match[str]") -> str:
    if odd.lastgroup == "none":
        return odd[0] if odd[0] in _JOINERS and _joins(odd) else ""
    return "\n" if odd.lastgroup == "feed" else " "


def _joins(odd: "re.Match[str]") -> bool:
    text, start, end = odd.string, odd.start(), odd.end()
    beside = text[start - 1 : start] + text[end : end + 1]
    return len(beside) == 2 and all(ord(char) > 0x5FF for char in beside)  # noqa: PLR2004 - both sides; past Latin, Greek, Cyrillic, Hebrew


def _pieces(
    text: str, pattern: "re.Pattern[str]", put: Callable[["re.Match[str]"], str]
) -> Iterator[Piece]:
    last = 0
    for odd in pattern.finditer(text):
        yield text[last : odd.start()], last
        kept = put(odd)
        yield kept, odd.start() if kept == odd[0] else -1
        last = odd.end()
    yield text[last:], last
