"""Copied text: pages as a clipboard or a text archive gives them, with one report or more."""

from collections.abc import Iterator, Sequence

from dragoman.clean.assemble import Found, assemble, no_article
from dragoman.clean.decode import Repair, decode, repair
from dragoman.clean.kinds import blocks, is_prose
from dragoman.clean.layout import Layout, lay_out
from dragoman.clean.normal import page_text
from dragoman.clean.paragraphs import Paragraph, paragraphs
from dragoman.clean.parting import parts
from dragoman.clean.traced import Piece, Traced, join, through
from dragoman.clean.trouble import trouble
from dragoman.records import Article, Caption, Problem, RawItem


def clean_page(item: RawItem) -> Iterator[Article | Problem]:
    """Give every report of a plain text, each with its title once and without the page's residue.

    A line such as "Published: 14 March 2024", or a date alone between headline and text, is the
    page's own statement and becomes `published`; "Updated …" counts where nothing else does. No
    date in a caption or in the text ever does.
    """
    decoded = decode(item.body, item.encoding)
    if decoded is None:
        yield trouble("binary-file", item, "it cannot be decoded as text")
        return
    mended = repair(decoded.text)
    plain = page_text(mended.traced.text)
    source = through(plain, mended.traced)
    layouts = [lay_out(part) for part in parts(blocks(paragraphs(source.text)))]
    reports = [layout for layout in layouts if _is_report(layout)]
    if not reports:
        yield no_article(item, "no paragraph of a report was found in it")
    for number, layout in enumerate(reports, 1):
        found = _found(layout, source, encoding=decoded.encoding, mended=mended)
        yield assemble(item, found, part=number)


def _is_report(layout: Layout) -> bool:
    """Whether there is text, and not only a headline over photographs."""
    has_sentence = any(is_prose(paragraph.text) for paragraph in layout.body)
    return has_sentence or (bool(layout.body) and not layout.captions)


def _found(layout: Layout, source: Traced, *, encoding: str, mended: Repair) -> Found:
    stamp, stated = layout.stamp, layout.stated
    return Found(
        text=body_text(layout.body, source),
        title=_title(layout, source),
        published=stated.get("date") or stamp.published or stamp.updated,
        modified=stamp.updated,
        source=stated.get("source"),
        url=stated.get("url"),
        byline=layout.byline,
        captions=captions(layout.captions, source),
        encoding=encoding,
        is_broken=mended.is_broken,
        mended=mended.mended,
    )


def body_text(body: Sequence[Paragraph], source: Traced) -> Traced:
    """Join paragraphs by one line feed each, and map them back to the raw input."""
    return through(join(_with_feeds(body)), source)


def _with_feeds(body: Sequence[Paragraph]) -> Iterator[Piece]:
    for number, paragraph in enumerate(body):
        if number:
            yield "\n", -1
        yield from paragraph.pieces


def _title(layout: Layout, source: Traced) -> Traced | None:
    if layout.title:
        return through(join(layout.title.pieces), source)
    stated = layout.stated.get("title")
    return Traced(stated, ()) if stated else None


def captions(found: Sequence[Paragraph], source: Traced) -> tuple[Caption, ...]:
    """Keep captions with where they stood."""
    made = []
    for paragraph in found:
        segments = through(join(paragraph.pieces), source).segments
        starts = segments[0].raw_start if segments and segments[0].start == 0 else None
        made.append(Caption(text=paragraph.text, raw_start=starts))
    return tuple(made)
