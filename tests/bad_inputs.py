"""Every bad input we know of: how it is made, what Dragoman says of it, and with which exit code.

The table of docs/reference/bad-input.md is made of these cases (run this file to write it), and
tests/serve/test_bad_inputs.py tries each beside a good article.
"""

import gzip
import io
import json
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from dragoman.clean.trouble import REMEDIES as OF_ARTICLES
from dragoman.ingest.trouble import REMEDIES as OF_INPUTS

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "bad-input.md"
REMEDIES = {**OF_ARTICLES, **OF_INPUTS}
GOOD = "Rebels shot dead four soldiers in Bukavu on Tuesday, the Congolese army said."
MORE = "The foreign ministers of Chad and Niger met in Niamey on Monday, state radio said."

ARABIC = (
    "قال الجيش يوم الاثنين إنه استعاد السيطرة على التل المطل على المطار بعد ليلة من القتال. "
    "وقال سكان في الضواحي إنهم سمعوا قصفا مدفعيا كثيفا من منتصف الليل حتى الفجر."
)
FRENCH = (
    "Des hommes armés ont attaqué le village de Diankabou dans la nuit de samedi à dimanche, "
    "tuant au moins douze personnes, selon des sources locales. Le gouvernement a condamné "
    "cette attaque et promis de poursuivre les auteurs, qui ont fui vers la frontière."
)
RUSSIAN = (
    "Армия заявила в понедельник, что вернула себе контроль над высотой у аэропорта после ночного "
    "боя. Жители пригородов сообщили, что слышали артиллерийские залпы с полуночи до рассвета."
)
CHINESE = (
    "军方周一表示，经过一夜战斗，已重新控制俯瞰机场的高地。郊区居民说，他们从午夜到黎明听到猛烈炮声。"
    "政府呼吁各方保持克制，并表示将在下周举行会谈。"
)


class Case(NamedTuple):
    """One bad input. `make` puts it into a folder; `said` is what is said of it, word for word."""

    title: str
    said: str
    code: str
    exit: int
    make: Callable[[Path], object]


def content(name: str, body: bytes | str) -> Callable[[Path], object]:
    """Make a file of these bytes."""
    packed = body if isinstance(body, bytes) else body.encode()
    return lambda folder: (folder / name).write_bytes(packed)


def rows(*found: object) -> str:
    return "\n".join(json.dumps(row) if not isinstance(row, str) else row for row in found)


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return made.getvalue()


def parquet() -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.table({"id": ["1"], "text": [MORE * 50]}), made)
    return made.getvalue()


def table(*, text: str) -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.table({"key": ["1"], text: [MORE]}), made)
    return made.getvalue()


def loop(folder: Path) -> None:
    (folder / "a.link").symlink_to(folder / "b.link")
    (folder / "b.link").symlink_to(folder / "a.link")


def listening(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        # Paths of sockets are short: bind from within the folder.
        here = Path.cwd()
        os.chdir(folder)
        bound.bind("a.socket")
        os.chdir(here)


def bomb() -> bytes:
    member = gzip.compress(b"a" * 10_000_000, mtime=0)
    return gzip.compress(b'{"text": "', mtime=0) + member * 1000


LONG = 50_000_000
LINES = "\n".join(f"{MORE} {number}" for number in range(3000))
DEEP = "[" * 100_000
MOJIBAKE = f"{MORE} “It’s over”, he said – in São Tomé.".replace("”", "’")
BROKEN = MOJIBAKE.encode().decode("cp1252")
DATED = "published: {}"

FILES = (
    Case("an empty file", "there is nothing in it", "empty-file", 1, content("x.txt", b"")),
    Case("only white space", "there is nothing in it", "empty-file", 1, content("x", " \n\t\r\n")),
    Case("an empty JSON list", "a JSON document without a row", "empty-file", 1,
         content("x.json", "[]")),
    Case("an empty folder within", "", "", 0, lambda folder: (folder / "none").mkdir()),
    Case("a PNG picture called .txt", "this is a PNG picture", "binary-file", 1,
         content("x.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00")),
    Case("a PDF document", "this is a PDF document", "binary-file", 1,
         content("x.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")),
    Case("a program", "this is a program", "binary-file", 1,
         content("x", b"\x7fELF\x02\x01\x01" + bytes(50))),
    Case("a ZIP archive, a .docx", "this is a ZIP archive or an office document", "binary-file", 1,
         content("x.docx", zipped())),
    Case("bytes of no kind", "this is bytes that are no text", "binary-file", 1,
         content("x.txt", bytes(range(256)) * 20)),
    Case("a packed archive of files (.tar.gz)", "this is a tar archive", "binary-file", 1,
         content("x.tar.gz", gzip.compress(b"a.txt" + bytes(252) + b"ustar\x00" + bytes(250)))),
    Case("an RSS feed", "this is an RSS feed", "format-not-read-yet", 1,
         content("x.xml", "<?xml version='1.0'?><rss version='2.0'><channel/></rss>")),
    Case("a text of 50 MB in one line", "one text of more than 20,000,000 bytes", "file-too-long",
         1, content("x.txt", b"word " * (LONG // 5))),
    Case("a page without an article", "the page holds no paragraph of a report", "no-article", 1,
         content("x.html", "<html><body><ul><li><a href='/a'>Home</a></li></ul></body></html>")),
    Case("a gzip file that ends early", "it cannot be unpacked to its end", "broken-file", 1,
         content("x.gz", gzip.compress(LINES.encode(), mtime=0)[:-20])),
    Case("a zstd file that ends early", "it cannot be unpacked to its end", "broken-file", 1,
         content("x.zst", zstandard.compress(LINES.encode())[:-20])),
    Case("10 MB that unpack to 10 GB", "a small packed file that unpacks to gigabytes",
         "unpacks-too-far", 1, content("x.gz", bomb())),
    Case("a Parquet file that ends early", "this Parquet file cannot be read", "broken-file", 1,
         content("x.parquet", parquet()[:-20])),
    Case("a pipe that nobody writes into", "this is a pipe, not a file", "unreadable-file", 1,
         lambda folder: os.mkfifo(folder / "a.fifo")),
    Case("a socket", "this is a device or a socket, not a file", "unreadable-file", 1, listening),
    Case("a link to nothing", "a link to nothing", "unreadable-file", 1,
         lambda folder: (folder / "a.link").symlink_to(folder / "gone")),
    Case("links in a ring", "Too many levels of symbolic links", "unreadable-file", 1, loop),
    Case("a link to a device", "this is a device or a socket, not a file", "unreadable-file", 1,
         lambda folder: (folder / "a.link").symlink_to("/dev/zero")),
    Case("a file that is listed and cannot be read", "Input/output error", "unreadable-file", 1,
         lambda folder: (folder / "a.link").symlink_to("/proc/self/mem")),
)  # fmt: skip

ROWS = (
    Case("a broken line among JSON lines", "this is no JSON (", "broken-row", 1,
         content("x.jsonl", rows({"id": "1", "text": MORE}, '{"id": "2", "te', {"text": MORE}))),
    Case("a line that is no object", "a row must be an object, this is a list", "broken-row", 1,
         content("x.jsonl", rows({"id": "1", "text": MORE}, [1, 2], {"id": "3", "text": MORE}))),
    Case("a line without text", "a row without text and without html (its keys: id, words)",
         "row-without-text", 1, content("x.jsonl", rows({"id": "1", "words": MORE}))),
    Case("a line with an empty text", "the text of the row is empty", "empty-text", 1,
         content("x.jsonl", rows({"id": "1", "text": " "}))),
    Case("a line without id among others", "a row has no id where others have one; first in line 2",
         "row-without-id", 0, content("x.jsonl", rows({"id": "1", "text": MORE}, {"text": GOOD}))),
    Case("an id twice, with other texts", "the id '1' of line 1 again, with another text",
         "duplicate-id", 0,
         content("x.jsonl", rows({"id": "1", "text": MORE}, {"id": "1", "text": MORE + " "}))),
    Case("a JSON line of 50 MB", "a row of more than 20,000,000 bytes", "line-too-long", 1,
         content("x.jsonl", '{"id": "1", "text": "' + "a" * LONG + '"}\n' + rows({"text": MORE}))),
    Case("an article of two million characters", "one article of 2,080,000 characters",
         "article-too-long", 1,
         content("x.jsonl", rows({"id": "1", "text": "Rebels came. " * 160_000}, {"text": MORE}))),
    Case("JSON nested without end", "this is no JSON document", "broken-file", 1,
         content("x.json", DEEP)),
    Case("JSON lines that are not UTF-8", "it is not all UTF-8, as JSON must be; read as cp1252",
         "not-utf-8", 0,
         content("x.jsonl", f'{{"id": "1", "text": "{MORE} São Tomé"}}'.encode("cp1252"))),
    Case("a CSV field of 50 MB", "a row of more than 20,000,000 bytes", "line-too-long", 1,
         content("x.csv", 'id,text\n1,"' + "a" * LONG + f'"\n2,"{MORE}"\n')),
    Case("a CSV without the article's column", "no column of text among: key, when",
         "no-text-column", 1, content("x.csv", "key,when\n1,2024-03-14\n")),
    Case("a CSV with a header only", "there is no row in it", "empty-file", 1,
         content("x.csv", "id,text\n")),
    Case("a CSV with two columns that may be it", "'body' or 'content' may be the text",
         "ambiguous-column", 1, content("x.csv", f'id,body,content\n1,"{MORE}",Niamey\n')),
    Case("two columns that may be the date",
         "'date' or 'pubdate' may be `published`: it is left empty", "ambiguous-column", 0,
         content("x.csv", f'id,text,date,pubdate\n1,"{MORE}",2024-03-14,2024-03-15\n')),
    Case("a CSV row with too many cells", "4 cells under a header of 2", "broken-row", 1,
         content("x.csv", "id,text\n1,One, two, three\n2,Four.\n")),
    Case("a CSV row with too few cells",
         "2 cells under a header of 3: the last are taken as empty", "short-row", 0,
         content("x.csv", f'id,text,url\n1,"{MORE}"\n')),
    Case("a CSV with a quote never closed", "a quote that is opened in this row is never closed",
         "broken-row", 1, content("x.csv", f'id,text\n1,"Two men\n2,{MORE[:20]}\n')),
    Case("a CSV with a quote that is not doubled",
         'a quote inside a quoted cell is not doubled ("")', "broken-row", 1,
         content("x.csv", 'id,text\n1,"He said "no" to them."\n')),
    Case("a Parquet table without the article's column", "no column of text among: key, words",
         "no-text-column", 1, content("x.parquet", table(text="words"))),
)  # fmt: skip


def dated(words: str) -> Callable[[Path], object]:
    return content("x.jsonl", rows({"id": "1", "text": MORE, "published": words}))


WORDS = (
    Case("the date 2021-02-30", "published: '2021-02-30' is no day of the calendar",
         "impossible-date", 0, dated("2021-02-30")),
    Case("the year 20021", "published: '20021-03-14' is not a date in a form known here",
         "impossible-date", 0, dated("20021-03-14")),
    Case("the date 03/04/2021", "published: '03/04/2021' may be day/month or month/day",
         "ambiguous-date", 0, dated("03/04/2021")),
    Case("a date in the future", "published: 2099-01-01 is after the day it was read",
         "future-date", 0, dated("2099-01-01")),
    Case("a date as seconds since 1970: read", "", "", 0, dated("1710412500")),
    Case("a date with a time zone: read", "", "", 0, dated("2024-03-14T23:30:00-05:00")),
    Case("an article in Arabic", "its language is 'ar'; only English is read",
         "language-not-read", 1, content("x.txt", ARABIC)),
    Case("an article in Arabic, in Windows-1256", "its language is 'ar'; only English is read",
         "language-not-read", 1, content("x.txt", ARABIC.encode("cp1256"))),
    Case("an article in French", "its language is 'fr'; only English is read",
         "language-not-read", 1, content("x.txt", FRENCH)),
    Case("an article in Russian, UTF-16 without mark", "its language is 'ru'; only English is read",
         "language-not-read", 1, content("x.txt", RUSSIAN.encode("utf-16-be"))),
    Case("an article in Chinese", "its language is 'zh'; only English is read",
         "language-not-read", 1, content("x.txt", CHINESE)),
    Case("Windows-1252, UTF-16 and UTF-32, with and without mark: read", "", "", 0,
         lambda folder: [
             (folder / encoding).write_bytes(f"{MORE} “São Tomé”".encode(encoding))
             for encoding in ("cp1252", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
                              "utf-32-le")
         ]),
    Case("UTF-8 once read as Windows-1252 (â€™)", "runs of wrong characters (â€™ for ’) put right",
         "mojibake-mended", 0, content("x.txt", BROKEN)),
    Case("the same in a row, whose text never changes",
         "characters that were decoded wrongly (“â€”) are left in it", "mojibake", 0,
         content("x.jsonl", rows({"id": "1", "text": BROKEN}))),
)  # fmt: skip

CASES = (*FILES, *ROWS, *WORDS)


class Call(NamedTuple):
    """A command line that is wrong by itself; `{}` in it is the folder of the good article."""

    title: str
    arguments: tuple[str, ...]
    said: str
    exit: int


CALLS = (
    Call("a name that does not exist", ("code", "{}", "{}/gone.txt"),
         "there is no such file or folder", 1),
    Call("a pattern that matches nothing", ("code", "{}", "{}/*.gone"),
         "nothing matches this pattern", 1),
    Call("an empty name", ("code", "{}", ""), "no file can have this name", 1),
    Call("a URL", ("code", "{}", "https://example.org/feed"), "urls are not read yet", 1),
    Call("a device", ("code", "{}", "/dev/zero"), "this is a device or a socket, not a file", 1),
    Call("the same file twice: read once", ("code", "{}", "{}/good.txt", "{}/./good.txt"), "", 0),
    Call("no input", ("code",), "Missing argument 'INPUT...'", 2),
    Call("`--out` is a folder", ("code", "{}", "--out", "{}"), "is a folder", 2),
    Call("`--out` lies in no folder", ("code", "{}", "--out", "{}/no/o.csv"), "there is no folder",
         2),
    Call("`--out` has another ending", ("code", "{}", "--out", "{}/o.docx"),
         "the ending chooses the format; there are: .csv .geojson .jsonl .parquet", 2),
    Call("`read --out` has another ending", ("read", "{}", "--out", "{}/o.csv"),
         "JSON lines are written; end the name in .jsonl", 2),
    Call("`--published` is no date", ("code", "{}", "--published", "2021-02-30"),
         "'2021-02-30' is no date; write year-month-day, such as 2021-08-31", 2),
    Call("`--columns` names no field", ("code", "{}", "--columns", "words=body"),
         "there is no field 'words'; there are: id, text, html, title", 2),
    Call("`--columns` is no pair", ("code", "{}", "--columns", "body"),
         "'body' is no FIELD=COLUMN; write such as text=body,title=headline", 2),
    Call("`--columns` gives a field twice", ("code", "{}", "--columns", "text=a,text=b"),
         "'text' is given twice", 2),
)  # fmt: skip

_HEAD = """# Bad input

What Dragoman says of input that it cannot use, or not as it stands. Whatever is wrong with one
input, every other one is read and coded. This page is made from `tests/bad_inputs.py`; a
test tries each line beside a good article and keeps the page fresh.

The exit code is 0 where all was read (what is listed then is a note on a part of it), 1 where an
input could not be used (the last line says how many), 2 where the command line is wrong and
nothing was done, 3 where the machine stopped the run (disk, store), 130 after Ctrl-C.
`dragoman export problems` lists every problem of the store with its code, file and line.
"""
_SECTIONS = (("Files", FILES), ("Rows of JSON lines, JSON, CSV and Parquet", ROWS),
             ("Dates, languages, characters", WORDS))  # fmt: skip


def page() -> str:
    """Write the page of documentation."""
    parts = [_HEAD]
    for heading, cases in _SECTIONS:
        parts.append(f"\n## {heading}\n\n| input | is told as | what to do | code | exit |")
        parts.append("| --- | --- | --- | --- | --- |")
        parts += [_line(case) for case in cases]
    parts.append("\n## Command lines\n\n| given | is told as | exit |\n| --- | --- | --- |")
    parts += [f"| {c.title} | {c.said or 'nothing: no harm'} | {c.exit} |" for c in CALLS]
    return "\n".join(parts).replace("\n\n\n", "\n\n") + "\n"


def _line(case: Case) -> str:
    if not case.code:
        return f"| {case.title} | nothing: no harm | | | {case.exit} |"
    said = case.said.rstrip(" (").replace("|", "\\|")
    return f"| {case.title} | {said} | {REMEDIES[case.code]} | `{case.code}` | {case.exit} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
