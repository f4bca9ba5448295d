"""Web pages: the report without menus and side columns, and what the page says of itself."""

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

import msgspec

from dragoman.clean.assemble import Found, assemble, no_article
from dragoman.clean.decode import decode, repair
from dragoman.clean.kinds import Block, Stamp, blocks, is_prose
from dragoman.clean.layout import Layout, lay_out
from dragoman.clean.meta import Meta, Node, read_meta
from dragoman.clean.normal import page_text
from dragoman.clean.paragraphs import Paragraph
from dragoman.clean.search import found_in
from dragoman.clean.sweep import flatten, sweep
from dragoman.clean.top import take_top
from dragoman.clean.traced import Traced
from dragoman.clean.trouble import trouble
from dragoman.records import Article, Caption, Problem, RawItem, Row


class Page(NamedTuple):
    """A page's decoded markup, and the row it came in, whose word counts over the page's."""

    markup: str
    encoding: str = "utf-8"
    row: Row = Row()


def clean_file(item: RawItem) -> Iterator[Article | Problem]:
    """Give the report of an HTML file."""
    decoded = decode(item.body, item.encoding)
    if decoded is None:
        yield trouble("binary-file", item, "it cannot be decoded as text")
    else:
        yield from clean_html(item, Page(decoded.text, decoded.encoding))


def clean_html(item: RawItem, page: Page) -> Iterator[Article | Problem]:
    """Give a page's one report. Its date is what the page's metadata states, never the text's.

    Offsets map to the longest runs that stand unchanged in the markup.
    """
    mended = repair(page.markup)
    node = _tree(_TROUBLING.sub("", mended.traced.text))
    if node is None:
        yield no_article(item, "there is no page in it")
        return
    meta = read_meta(node)
    captions = sweep(node)
    top = take_top(node, meta)
    flatten(node)
    layout = _layout(_body(node), meta, page.row)
    if not _has_report(layout, item):
        yield no_article(item, "the page holds no paragraph of a report")
        return
    found = _found(layout, meta, page, top=top)
    held = tuple(Caption(text=text) for text in [*captions, *(c.text for c in layout.captions)])
    yield assemble(
        item,
        msgspec.structs.replace(
            found, captions=held, is_broken=mended.is_broken, mended=mended.mended
        ),
    )


def _tree(markup: str) -> Node | None:
    """Parse a page, or a piece of one that lacks its frame ("<p>...</p>" in a row)."""
    from trafilatura import load_html

    if not markup.strip():
        return None
    tree = load_html(markup)
    if tree is None:
        tree = load_html(f"<html><body><div>{markup}</div></body></html>")
    return cast("Node | None", tree)


_LITTLE = 300
"""Characters under which less strict ways are tried."""
_CELLS = re.compile(r"\s*\|(?:\s*\|)*\s*")
_TROUBLING = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that no XML document may hold; lxml refuses a page for one of them."""


def _has_report(layout: Layout, item: RawItem) -> bool:
    """Whether there is a sentence: a file of links is no report. A row's sender says it is one."""
    if item.kind == "row":
        return bool(layout.body)
    return any(is_prose(paragraph.text) for paragraph in layout.body)


def _body(tree: Node) -> str:
    """Take the report's text out of a page: strictly, and where that leaves little, less so.

    Tables are figures or menus; only where all else is short, the page itself is one.
    """
    best = ""
    for precise, tables in ((True, False), (False, False), (False, True)):
        text = _extracted(tree, precise=precise, tables=tables)
        best = text if len(text) > 2 * len(best) else best
        if len(best) >= _LITTLE:
            break
    return best


def _extracted(tree: Node, *, precise: bool, tables: bool) -> str:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    document = bare_extraction(
        tree, favor_precision=precise, include_comments=False, include_tables=tables
    )
    text = document.text if isinstance(document, Document) else None
    # Of a very short page trafilatura gives some paragraphs twice.
    return "\n".join(dict.fromkeys(_CELLS.sub("\n", text or "").split("\n")))


def _layout(body: str, meta: Meta, row: Row) -> Layout:
    """Apply the rules of copied text to what is left of a page; a page is never cut in two."""
    lines = (" ".join(line.split()) for line in page_text(body).text.splitlines())
    found = blocks([Paragraph(line, ((line, -1),), 1, is_fed=False) for line in lines if line])
    return lay_out([_as_text(block) for block in found], known_title=row.title or meta.title)


def _as_text(block: Block) -> Block:
    """Take header-like lines for text: a page states such things in its head."""
    return block._replace(kind="short") if block.kind == "header" else block


def _found(layout: Layout, meta: Meta, page: Page, *, top: Stamp) -> Found:
    row = page.row
    text = "\n".join(paragraph.text for paragraph in layout.body)
    title = row.title or meta.title or (layout.title.text if layout.title else None)
    stated = top if top.published or top.updated else layout.stamp
    return Found(
        text=found_in(page.markup, text, start=_start_of(page.markup, _BODY)),
        title=_title(page.markup, title) if title else None,
        published=row.published or meta.published or stated.published or stated.updated,
        modified=row.modified or meta.modified or stated.updated,
        source=row.source or meta.source,
        url=row.url or meta.url,
        external_id=row.id,
        language=row.language,
        byline=layout.byline or meta.byline or top.byline,
        encoding=page.encoding,
        is_exact=False,
    )


_BODY = re.compile(r"<body\b", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b", re.IGNORECASE)


def _start_of(markup: str, pattern: re.Pattern[str]) -> int:
    """Give where to look from, so that a page's head is not taken for its words."""
    found = pattern.search(markup)
    return found.start() if found else 0


def _title(markup: str, title: str) -> Traced:
    plain = page_text(" ".join(title.split())).text
    return found_in(markup, plain, start=_start_of(markup, _HEADING))
