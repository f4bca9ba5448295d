"""From bytes to characters, and the repair of characters that were decoded wrongly before."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from charset_normalizer import from_bytes

from dragoman.clean.traced import Piece, Traced, join

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{2,30})",
    re.IGNORECASE,
)
_CANDIDATES = [
    "cp1256",
    "cp1251",
    "cp1250",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "iso8859_6",
    "koi8_r",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
]
_SAMPLE = 50_000
_FEW = 0.08
"""Share of bytes past ASCII up to which a text is Western: accents, curly quotes, euro signs."""


class Decoded(NamedTuple):
    """A decoded input. Its byte order mark, if any, is its first character."""

    text: str
    encoding: str


def decode(body: bytes, known: str | None = None) -> Decoded | None:
    """Decode as known, by mark, as UTF-8, as declared or as guessed, in this order.

    None for no text. A marked text that is cut off within a character loses that one only.
    """
    if known is not None:
        return Decoded(body.decode(known, "replace"), known)
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _marked(body, encoding)
    if b"\x00" in body:
        return None
    declared = _DECLARED.search(body, 0, 4096)
    names = ["utf-8", *([declared[1].decode("ascii")] if declared else [])]
    found = next((done for name in names if (done := _tried(body, name))), None)
    return found or _guessed(body)


_FEW_WRONG = 100
"""A marked text with more than one wrong character in so many is none."""


def _marked(body: bytes, encoding: str) -> Decoded | None:
    text = body.decode(encoding, "replace")
    is_text = text.count("\ufffd") <= 1 + len(text) // _FEW_WRONG
    return Decoded(text, codecs.lookup(encoding).name) if is_text else None


def _tried(body: bytes, encoding: str) -> Decoded | None:
    try:
        name = codecs.lookup(encoding).name
        return Decoded(body.decode(name), name)
    except (UnicodeError, LookupError):
        return None


def _guessed(body: bytes) -> Decoded | None:
    high = len(body) - len(body.translate(None, bytes(range(128, 256))))
    if high > _FEW * len(body):
        best = from_bytes(body[:_SAMPLE], cp_isolation=_CANDIDATES).best()
        if best is not None and (done := _tried(body, best.encoding)):
            return done
    return _tried(body, "cp1252") or _tried(body, "latin-1")


_RUN = re.compile(
    r"[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
_SIGN = re.compile(
    r"â€[\x80-\x9f™œ“”˜¦]|Ã[\x80-\xbf]|Â[\xa0-\xbf]|[ØÙ][\x80-\xbf‚-›ˆ†‡‰Œ]|[ÐÑ][\x80-\xbf‚-›]"
)
_EXPECTED = re.compile(r"[\u00a0-\u017f\u2010-\u203a\u20ac\u2122]+")


class Repair(NamedTuple):
    """A text with `mended` runs of wrongly decoded characters put right.

    `is_broken` says whether some are still wrong.
    """

    traced: Traced
    is_broken: bool
    mended: int = 0


def repair(text: str) -> Repair:
    """Undo UTF-8 that was once read as Windows-1252 (`â€™` for an apostrophe).

    Where every run of the text goes back, all do; else only those whose outcome is a letter or
    sign of Western text.
    """
    if _SIGN.search(text) is None:
        return Repair(Traced.whole(text), is_broken="â€" in text)
    runs = [(run.start(), run.end(), _back(run[0])) for run in _RUN.finditer(text)]
    all_good = all(good is not None for _, _, good in runs)
    sure = [
        (start, end, good)
        for start, end, good in runs
        if good is not None and (all_good or (text[start] in "âÃÂ" and _EXPECTED.fullmatch(good)))
    ]
    traced = join(_mended(text, sure))
    return Repair(traced, is_broken="â€" in traced.text, mended=len(sure))


def is_broken(text: str) -> bool:
    """Whether characters of a text were decoded wrongly before, be they to be mended or not."""
    repaired = repair(text)
    return repaired.is_broken or repaired.mended > 0


def _mended(text: str, sure: list[tuple[int, int, str]]) -> Iterator[Piece]:
    last = 0
    for start, end, good in sure:
        yield text[last:start], last
        yield good, -1
        last = end
    yield text[last:], last


def _back(run: str) -> str | None:
    try:
        return b"".join(_byte(char) for char in run).decode("utf-8")
    except UnicodeError:
        return None


def _byte(char: str) -> bytes:
    # Windows leaves five bytes without a character; wrong decoders pass them through.
    return char.encode("latin-1") if "\x80" <= char <= "\xff" else char.encode("cp1252")
