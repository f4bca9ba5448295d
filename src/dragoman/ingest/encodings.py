"""In which encoding characters are written, as far as recognising and tables need it."""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))
_OLD = ["cp1252", "cp1256", "cp1251", "cp1250"]
_SAMPLE = 4_096
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufff0-\uffff\ue000-\uf8ff]")
_COMMON = re.compile(r"[ \n\r\t.,;:\"'0-9\u060c\u3001\u3002\uff0c]")
_FEWEST_COMMON = 0.05
"""Share of spaces, digits and stops that any running text reaches and chance does not."""
_FEW = 0.08
"""Share of bytes past ASCII up to which a text is Western: accents, curly quotes, euro signs."""
_ESCAPED = re.compile(r"[\udc80-\udcff]+")


def mark_of(head: bytes) -> str | None:
    """Name the encoding that a byte order mark tells."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def unmarked(head: bytes) -> str | None:
    """Name UTF-16 or UTF-32 that has no byte order mark, where the bytes leave no doubt."""
    if b"\x00" not in head:
        return None
    for encoding, width in _WIDE:
        sample = head[: min(_SAMPLE, len(head)) // width * width]
        try:
            text = sample.decode(encoding)
        except UnicodeError:
            continue
        if (
            text
            and _ODD.search(text) is None
            and len(_COMMON.findall(text)) >= _FEWEST_COMMON * len(text)
        ):
            return encoding
    return None


def encoding_of(head: bytes) -> str:
    """Name the encoding of a table by its first bytes."""
    wide = mark_of(head) or unmarked(head)
    if wide:
        return "utf-8-sig" if wide == "utf-8" else wide
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(head)
    high = sum(char > "\x7f" for char in text)
    escaped = sum(len(run) for run in _ESCAPED.findall(text))
    if escaped * 2 <= high:
        return "utf-8"
    if high <= _FEW * len(head):
        return "cp1252"
    best = from_bytes(head, cp_isolation=_OLD).best()
    return best.encoding if best else "cp1252"


class Mended(NamedTuple):
    """A text, and whether bytes of it were no character of the encoding it was read in."""

    text: str
    is_mended: bool


def mended(text: str) -> Mended:
    """Read the bytes that UTF-8 has no character for as Windows-1252."""
    if _ESCAPED.search(text) is None:
        return Mended(text, is_mended=False)
    return Mended(_ESCAPED.sub(_western, text), is_mended=True)


def _western(run: "re.Match[str]") -> str:
    return run[0].encode("ascii", "surrogateescape").decode("cp1252", "replace")
