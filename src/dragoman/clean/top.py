"""What a page shows between its heading and its first paragraph: its day and its writers.

A page says there what its head may lack. It is read by the rules of copied text, and only whole
lines count: no day in a sentence, in a side box or over the heading is the page's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Protocol, cast

from dragoman.clean.dates import is_date
from dragoman.clean.kinds import Block, Stamp, blocks, is_prose, stamp_of, writer_of
from dragoman.clean.layout import gather
from dragoman.clean.meta import Meta, Node, nodes
from dragoman.clean.normal import page_text
from dragoman.clean.paragraphs import Paragraph

_MOST_PIECES = 120
_MOST_LINES = 12
"""Lines under a heading after which no more is looked at: the top of a page is shorter."""
_FEWEST_LETTERS = 50
_MOST_WORDS = 6
_BARS = re.compile(r"\s*[|·•]\s*")
_STROKES = re.compile(r"\s+[-–—]\s+")
_FACTS = frozenset({"dt", "dd", "th"})
"""What over the first paragraph holds a page's numbers and names, and no text."""
_WORDS = "following::text()[not(ancestor::script or ancestor::style or ancestor::a[@rel='tag'])]"
_BLOCKS = frozenset(
    {"p", "div", "li", "td", "header", "section", "article", "main", "body", "center", "dd", "dt"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "figure", "aside", "address", "blockquote"}
)


class _Element(Node, Protocol):
    tag: object

    def getparent(self) -> "_Element | None": ...


class _Words(Protocol):
    """A text node, as lxml gives it."""

    is_tail: bool

    def getparent(self) -> _Element: ...


def take_top(page: Node, meta: Meta) -> Stamp:
    """Read what stands under the heading, and take the lines out that say nothing else."""
    heading = _heading(page, meta.title)
    if heading is None:
        return Stamp()
    found: list[Block] = []
    done: list[tuple[_Element, str]] = []
    for element, line, shown in islice(_lines(heading), _MOST_LINES):
        if is_prose(line) and len(line) >= _FEWEST_LETTERS:
            break
        block = _block(line)
        found.append(block)
        if block.kind in {"stamp", "day"} or element.tag in _FACTS:
            done.append((element, shown))
    for element, shown in done:
        if _line(element) == shown:
            element.drop_tree()
    writers = [block.stamp.byline for block in found if block.stamp.byline]
    writers += [block.text for block in found if block.kind == "byline"]
    return gather(found)._replace(byline=writer_of(writers[0]) if writers else None)


def _heading(page: Node, title: str | None) -> Node | None:
    """Give the page's one heading, or the one that says what its head calls the title."""
    found = nodes(page, "//h1 | //h2 | //h3")
    same = [node for node in found if title and _line(node).casefold() == title.casefold()]
    first = nodes(page, "//h1")
    return same[0] if same else first[0] if len(first) == 1 else None


def _lines(heading: Node) -> Iterator[tuple[_Element, str, str]]:
    """Give elements with what their line says, and with how the page shows it."""
    pieces = cast("Sequence[_Words]", heading.xpath(_WORDS))[:_MOST_PIECES]
    for (element, _), group in groupby(_placed(pieces), key=lambda piece: piece[0]):
        line = [words for _, words in group]
        if shown := _plain("".join(map(str, line))):
            yield element, _plain("".join(map(_said, line))), shown


def _placed(pieces: Iterable[_Words]) -> Iterator[tuple[tuple[_Element, int], _Words]]:
    """Give words with their block, and with how many breaks stood before them."""
    breaks = 0
    for words in pieces:
        breaks += words.is_tail and words.getparent().tag == "br"
        yield (_block_of(words), breaks), words


def _said(words: _Words) -> str:
    """Give a text node's words; of a time that is no date ("2 hours ago"), what the markup says."""
    element, said = words.getparent(), str(words)
    if words.is_tail or element.tag != "time" or not said.strip() or is_date(said):
        return said
    day = element.get("datetime") or ""
    return day if is_date(day) else said


def _block_of(words: _Words) -> _Element:
    """Give the innermost block around words; a `time` or a link is only a word of it."""
    element = words.getparent()
    above = element.getparent() if words.is_tail else element
    while above is not None and above.tag not in _BLOCKS and above.getparent() is not None:
        above = above.getparent()
    return above if above is not None else element


def _block(line: str) -> Block:
    """See what a line is."""
    (block,) = blocks([Paragraph(line, ((line, -1),), 1, is_fed=False)])
    if block.kind in {"stamp", "day", "byline"}:
        return block
    stamp = _loose(line)
    return block if stamp is None else block._replace(kind="stamp", stamp=stamp)


def _loose(line: str) -> Stamp | None:
    """Read a line of names and a day, whose names no list has: "Interview: Ana Ruiz | 3 May 2031".

    Between dashes, which also part a headline, the day must be called the publication's.
    """
    for strokes, may_be_bare in ((_BARS, True), (_STROKES, False)):
        parts = [part for part in strokes.split(line) if part]
        if len(parts) < 2 or any(len(p.split()) > _MOST_WORDS for p in parts if not is_date(p)):  # noqa: PLR2004 - a day and a name
            continue
        known = [
            stamp
            for part in parts
            if (stamp := stamp_of(part) or (_bare(part) if may_be_bare else None))
        ]
        dated = [stamp for stamp in known if stamp.published or stamp.updated]
        if dated:
            return Stamp(
                next((s.published for s in dated if s.published), None),
                next((s.updated for s in dated if s.updated), None),
                next((s.byline for s in known if s.byline), None),
            )
    return None


def _bare(part: str) -> Stamp | None:
    return Stamp(published=part) if is_date(part) else None


def _line(node: Node) -> str:
    return _plain(node.text_content())


def _plain(text: str) -> str:
    return page_text(" ".join(text.split())).text
