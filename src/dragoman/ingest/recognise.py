"""What a content is, from its first bytes."""

import codecs
import csv
import re
from typing import Literal, NamedTuple

import msgspec

from dragoman.ingest.columns import ALIASES
from dragoman.ingest.streams import HEAD

Kind = Literal["empty", "binary", "not-yet", "html", "jsonl", "json", "csv", "parquet", "text"]


class Content(NamedTuple):
    """What was recognised. `said` names it for a reader; `delimiter` is that of a table."""

    kind: Kind
    said: str = ""
    delimiter: str = ","


_MAGIC = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an XZ archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive inside another"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive inside another"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_YET = (
    (re.compile(r"WARC/\d"), "a WARC archive"),
    (re.compile(r"(?:<[?!][^>]*>\s*)*<rss\b", re.IGNORECASE), "an RSS feed"),
    (re.compile(r"(?:<[?!][^>]*>\s*)*<(?:\w+:)?RDF\b"), "an RSS feed"),
    (re.compile(r"(?:<[?!][^>]*>\s*)*<(?:atom:)?feed\b"), "an Atom feed"),
    (
        re.compile(r"(?:<[?!][^>]*>\s*)*<(?:\w+:)?(?:newsItem|newsMessage|packageItem|NewsML)\b"),
        "a NewsML document",
    ),
    (re.compile(r"(?:<[?!][^>]*>\s*)*<nitf\b"), "an NITF document"),
    (re.compile(r'\{\s*"(?:uri|\$standard)"[^\n]*"(?:versioncreated|ninjs)"'), "a ninjs document"),
)
_COMMENT = re.compile(r"\s*(?:<!--.*?-->\s*)*", re.DOTALL)
_HTML = re.compile(
    r"(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|meta"
    r"|title|table|span)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?(?:p|div|h[1-6]|span|br|a|li|body|html|head)\b[^<>]*>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_FEWEST_TAGS = 6


def recognise(head: bytes, name: str) -> Content:
    """Say what a content is. The name only decides where the content leaves a doubt."""
    if len(head) < HEAD and not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f\v"):
        return Content("empty") if b"\x00" not in head or mark_of(head) else _BINARY
    if head.startswith(b"PAR1"):
        return Content("parquet")
    for magic, said in _MAGIC:
        if head.startswith(magic):
            return Content("binary", said)
    text = _as_text(head)
    return _BINARY if text is None else _of_text(text, name.lower())


_BINARY = Content("binary", "bytes that are no text")


def mark_of(head: bytes) -> str | None:
    """Name the encoding that a byte order mark tells."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def _as_text(head: bytes) -> str | None:
    """Decode as much as recognising needs; None for what is no text in any encoding."""
    encoding = mark_of(head)
    if encoding is None and b"\x00" in head:
        return None
    text = head.decode(encoding or "utf-8", "ignore" if encoding else "replace")
    shown = text.lstrip("\ufeff")
    if len(_CONTROL.findall(shown)) > len(shown) // 50 + 1:
        return None
    return shown


def _of_text(text: str, name: str) -> Content:
    start = text[_COMMENT.match(text).end() :]  # type: ignore[union-attr]  # matches every text
    for pattern, said in _NOT_YET:
        if pattern.match(start):
            return Content("not-yet", said)
    if start.startswith(("{", "[")) and (rows := _json_kind(start, name)):
        return Content(rows)
    if _HTML.match(start) or (start.startswith("<") and len(_TAG.findall(text)) >= _FEWEST_TAGS):
        return Content("html")
    return _table(start, name) or Content("text")


def _json_kind(start: str, name: str) -> Literal["jsonl", "json"] | None:
    """Tell JSON lines from one JSON document; None for a text that begins with a bracket."""
    found = [line.strip() for line in start.splitlines()[:20] if line.strip()]
    if start.startswith("["):
        is_json = re.match(r"\[\s*(?:\{|\]\s*$)", start) is not None
        return "json" if is_json or name.endswith(".json") else None
    objects = sum(line.startswith("{") for line in found)
    if _is_object(found[0]) or (objects > 1 and found[0].count('"') > 1):
        return "jsonl"
    if re.match(r'\{\s*"[^"\n]*"\s*:', start):
        return "json" if len(found) > 1 else "jsonl"
    return "jsonl" if name.endswith((".jsonl", ".ndjson", ".json")) else None


def _is_object(line: str) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False


def _table(start: str, name: str) -> Content | None:
    """See a header that names a column of text; a file called a table is one even without it."""
    header = start.partition("\n")[0].strip("\r")
    wanted = {*ALIASES["text"], *ALIASES["html"]}
    for delimiter in (",", "\t", ";", "|"):
        try:
            cells = next(csv.reader([header], delimiter=delimiter), [])
        except csv.Error:
            continue
        names = {cell.strip().casefold() for cell in cells}
        known = sum(any(cell in aliases for aliases in ALIASES.values()) for cell in names)
        if names & wanted and (known > 1 or name.endswith((".csv", ".tsv"))):
            return Content("csv", delimiter=delimiter)
    return Content("csv") if re.search(r"\.[ct]sv(\.\w+)?$", name) else None
