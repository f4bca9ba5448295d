"""What a content is, from its first bytes."""

import csv
import re
from typing import Literal, NamedTuple

import msgspec

from dragoman.ingest.columns import field_of, text_columns
from dragoman.ingest.encodings import mark_of, unmarked
from dragoman.ingest.given import Given
from dragoman.ingest.streams import HEAD
from dragoman.ingest.tables import SEPARATOR_LINE

Kind = Literal["empty", "binary", "not-yet", "html", "jsonl", "json", "csv", "parquet", "text"]


class Content(NamedTuple):
    """What was recognised. `said` names it for a reader; `delimiter` is that of a table.

    `encoding` is set where it was told by the bytes without a mark.
    """

    kind: Kind
    said: str = ""
    delimiter: str = ","
    encoding: str | None = None


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


def recognise(head: bytes, given: Given) -> Content:
    """Say what a content is. The name only decides where the content leaves a doubt."""
    if len(head) < HEAD and not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\f\v"):
        return Content("empty") if b"\x00" not in head or mark_of(head) else _BINARY
    if head.startswith(b"PAR1"):
        return Content("parquet")
    for magic, said in _MAGIC:
        if head.startswith(magic):
            return Content("binary", said)
    if head[_TAR_AT:].startswith(b"ustar"):
        return Content("binary", "a tar archive")
    wide = None if mark_of(head) else unmarked(head)
    text = _as_text(head, mark_of(head) or wide)
    if text is None:
        return _BINARY
    if not text.strip() and len(head) < HEAD:
        return Content("empty")
    return _of_text(text, given)._replace(encoding=wide)


_BINARY = Content("binary", "bytes that are no text")
_TAR_AT = 257


def _as_text(head: bytes, encoding: str | None) -> str | None:
    """Decode as much as recognising needs; None for what is no text in any encoding."""
    if encoding is None and b"\x00" in head:
        return None
    text = head.decode(encoding or "utf-8", "ignore" if encoding else "replace")
    shown = text.lstrip("\ufeff")
    if len(_CONTROL.findall(shown)) > len(shown) // 50 + 1:
        return None
    return shown


def _of_text(text: str, given: Given) -> Content:
    name = given.name.lower()
    start = text[_COMMENT.match(text).end() :]  # type: ignore[union-attr]  # matches every text
    for pattern, said in _NOT_YET:
        if pattern.match(start):
            return Content("not-yet", said)
    if start.startswith(("{", "[")) and (rows := _json_kind(start, name)):
        return Content(rows)
    if _HTML.match(start) or (start.startswith("<") and len(_TAG.findall(text)) >= _FEWEST_TAGS):
        return Content("html")
    return _table(start, given) or Content("text")


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


_DELIMITERS = (",", "\t", ";", "|")
_CALLED_TABLE = re.compile(r"\.[ct]sv(\.\w+)?$", re.IGNORECASE)


def _table(start: str, given: Given) -> Content | None:
    """See a header that names a column of text; a file called a table is one even without it."""
    if said := SEPARATOR_LINE.match(start):
        return Content("csv", delimiter=said[1])
    headers = {delimiter: _header(start, delimiter) for delimiter in _DELIMITERS}
    is_called = _CALLED_TABLE.search(given.name) is not None
    for delimiter, header in headers.items():
        mapped = {column.strip().casefold() for column in given.columns.values()}
        is_mapped = [cell.strip().casefold() in mapped for cell in header]
        known = sum(bool(field_of(c)) or m for c, m in zip(header, is_mapped, strict=True))
        if any(is_mapped) and (len(header) > 1 or is_called):
            return Content("csv", delimiter=delimiter)
        if text_columns(header, {}) and (known > 1 or is_called):
            return Content("csv", delimiter=delimiter)
    widest = max(_DELIMITERS, key=lambda delimiter: len(headers[delimiter]))
    if is_called or _is_tabular(start, widest):
        return Content("csv", delimiter=widest)
    return None


def _header(start: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([start.partition("\n")[0].strip("\r")], delimiter=delimiter), [])
    except csv.Error:
        return []


_NAME = re.compile(r"\s*[^\W\d][\w -]{0,29}\s*")
_FEWEST_CELLS = 3
_FEWEST_ROWS = 4


def _is_tabular(start: str, delimiter: str) -> bool:
    """Whether lines are rows for certain, though no column's name is known."""
    try:
        rows = [row for row in csv.reader(start.splitlines()[:12], delimiter=delimiter) if row]
    except csv.Error:
        return False
    width = len(rows[0]) if rows else 0
    return (
        len(rows) >= _FEWEST_ROWS
        and width >= _FEWEST_CELLS
        and all(len(row) == width for row in rows[: _FEWEST_ROWS + 1])
        and all(_NAME.fullmatch(cell) for cell in rows[0])
    )
