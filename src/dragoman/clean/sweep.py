"""Takes out of a page what its markup shows to be no report: captions, side boxes, lists of links.

Words are looked at afterwards, by the rules of copied text. Here only what is lost with the markup
counts: names of classes, and which words are links.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from dragoman.clean.kinds import is_prose, stamp_of
from dragoman.clean.meta import Node, nodes
from dragoman.clean.normal import page_text
from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml

FILE = "lexicons/clean_markup.yml"

_LONGEST_CAPTION = 800
_MOST_ASIDE = 0.5
"""Share of a page's text above which what is called an aside is not one."""
_UNSEEN = "//script | //style | //noscript | //template"
_BOXES = (
    "//*[self::div or self::ul or self::ol or self::section or self::p or self::aside or self::span"
    " or self::nav or self::form or self::header or self::footer][@class or @id or @role]"
    "[not(descendant-or-self::h1)]"
)
_LISTS = (
    "//*[self::p or self::div or self::ul or self::ol or self::td or self::tr or self::table"
    " or self::section or self::center or self::dl][count(.//a[@href]) > 1][not(.//h1)]"
)
_LONE_LINKS = "//p[count(.//a[@href]) = 1][not(.//h1)]"
_LEAVES = (
    "//*[self::p or self::div or self::td or self::li or self::center]"
    "[not(.//p or .//div or .//li or .//td or .//h1)]"
)
_CLOCKS = "//time[ancestor::p or ancestor::li or ancestor::h2 or ancestor::h3 or ancestor::h4]"
_ENTRIES = "//*[self::div or self::section or self::li][@class][p]"
_MOST_LINKED = 0.6
"""Share of a list's characters that are links; the rest is strokes and the words over them."""
_LONGEST_LIST = 20_000
"""Characters above which a box is not asked whether it is a list: keeps deep pages quick."""
_BARS = re.compile(r"\s+[|·•»>/]\s+")
_FEWEST_PARTS = 3
_MOST_WORDS = 5


def sweep(page: Node) -> list[str]:
    """Take out what is no report and give the captions among it, each once."""
    for node in nodes(page, _UNSEEN):
        node.drop_tree()
    whole = len(page.text_content())
    captions = _captions(page)
    for node in _asides(page):
        if len(node.text_content()) < _MOST_ASIDE * whole:
            node.drop_tree()
    return captions


def flatten(page: Node) -> None:
    """Make plain what the extractor would stumble over; for when the page's top has been read.

    It loses times inside lines, and what follows them. Of entries of one class, such as those of
    a live blog, it takes the first for the whole report.
    """
    for node in nodes(page, _CLOCKS):
        node.drop_tag()
    entries = nodes(page, _ENTRIES)
    counts = Counter(node.get("class") for node in entries)
    for node in entries:
        if counts[node.get("class")] > 1:
            node.set("class", "")
            node.set("id", "")


def _captions(page: Node) -> list[str]:
    found: dict[str, None] = {}
    for node in nodes(page, "//figcaption | //*[self::p or self::div or self::span][@class]"):
        if node.get("class") and not _is_named(node.get("class"), "captions"):
            continue
        text = page_text(_line(node)).text
        if len(text) <= _LONGEST_CAPTION:
            found.update({text: None} if text else {})
            node.drop_tree()
    return list(found)


def _asides(page: Node) -> Iterator[Node]:
    for node in nodes(page, _BOXES):
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        if _is_named(names, "asides") or _is_named(node.get("role"), "roles"):
            yield node
    yield from (node for node in nodes(page, _LISTS) if _is_list_of_links(node))
    yield from (node for node in nodes(page, _LONE_LINKS) if _is_only_a_link(node))
    yield from (node for node in nodes(page, _LEAVES) if is_menu(_line(node)))


def _is_named(names: str | None, kind: str) -> bool:
    return any(_names(kind).fullmatch(name) for name in (names or "").split())


@cache
def _names(kind: str) -> re.Pattern[str]:
    match read_yaml(FILE):
        case {**entries} if isinstance(names := entries.get(kind), list) and names:
            either = "|".join(re.escape(str(name)) for name in names)
            return re.compile(rf"(?:{either})(?:[-_].*)?|.*[-_](?:{either})", re.IGNORECASE)
        case _:
            raise DataFileError(FILE, kind, "is not a list of names")


def _is_list_of_links(node: Node) -> bool:
    """Whether headlines or names that are links, and little else, stand here."""
    words = node.text_content()
    if len(words) > _LONGEST_LIST:
        return False
    links = [_line(link) for link in nodes(node, ".//a[@href]")]
    if any(is_prose(link) for link in links):
        return False
    length = sum(map(len, links))
    return length > 0 and length >= _MOST_LINKED * len(" ".join(words.split()))


def _is_only_a_link(node: Node) -> bool:
    (link,) = (_line(link) for link in nodes(node, ".//a[@href]"))
    return link == _line(node) and not is_prose(link)


def is_menu(line: str) -> bool:
    """Whether a line is a row of names between strokes, and no date or figure is among them.

    >>> is_menu("Write to us | Advertise | Our shop"), is_menu("By Ana Ruiz | 14 March 2031 | Goma")
    (True, False)
    """
    parts = _BARS.split(line.strip())
    if len(parts) < _FEWEST_PARTS or any(char.isdigit() for char in line):
        return False
    is_short = all(len(part.split()) <= _MOST_WORDS and not is_prose(part) for part in parts)
    return is_short and stamp_of(line) is None


def _line(node: Node) -> str:
    return " ".join(node.text_content().split())
