"""What a page says of itself in its head: title, date, outlet, address, language, author.

The date is read from fields that are made for it, and from nothing else. Libraries that look for
dates also take them from addresses, footers and text; those are guesses.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol

import msgspec

from dragoman.errors import DataFileError
from dragoman.ontology.files import read_yaml


class Node(Protocol):
    """As much of an lxml element as is used here."""

    def xpath(self, path: str) -> Sequence["Node | str"]:
        """Give the nodes or strings at a path."""
        ...

    def get(self, name: str) -> str | None:
        """Give an attribute."""
        ...

    def set(self, name: str, value: str) -> None:
        """Give it an attribute."""
        ...

    def text_content(self) -> str:
        """Give all text below."""
        ...

    def drop_tag(self) -> None:
        """Take it out of the page, and leave what stands in it."""
        ...

    def drop_tree(self) -> None:
        """Take it, and all below it, out of the page."""
        ...


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """A page's own words on itself; null where it has none."""

    title: str | None = None
    published: str | None = None
    modified: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    byline: str | None = None


FILE = "lexicons/clean_metadata.yml"

_DEEPEST = 6


@cache
def _names(field: str) -> tuple[str, ...]:
    match read_yaml(FILE):
        case {**entries} if isinstance(names := entries.get(field), list):
            return tuple(str(name).casefold() for name in names)
        case _:
            raise DataFileError(FILE, field, "is not a list of names")


def nodes(page: Node, path: str) -> list[Node]:
    """Give the elements at a path, without the strings that may stand there too."""
    return [found for found in page.xpath(path) if not isinstance(found, str)]


def read_meta(page: Node) -> Meta:
    """Read a page's head; where several fields say the same, the one made for it comes first."""
    fields = _fields(page)
    linked = next(_linked(page), {})
    title = linked.get("headline") or _first(fields, "title") or _headline(page)
    source = fields.get("og:site_name") or linked.get("publisher") or _first(fields, "source")
    return Meta(
        title=_without_outlet(title or _element(page, "//title"), source, page),
        published=linked.get("datePublished") or _first(fields, "published") or _time(page),
        modified=linked.get("dateModified") or _first(fields, "modified"),
        source=source,
        url=_attribute(page, "//link[@rel='canonical']/@href") or fields.get("og:url"),
        language=_attribute(page, "/html/@lang") or fields.get("og:locale"),
        byline=linked.get("author") or _author(fields),
    )


def _fields(page: Node) -> dict[str, str]:
    """Read all `meta` elements, the first of each name."""
    fields: dict[str, str] = {}
    for node in nodes(page, "//meta[@content]"):
        name = node.get("property") or node.get("name") or node.get("itemprop")
        value = " ".join((node.get("content") or "").split())
        if name and value:
            fields.setdefault(name.strip().casefold(), value)
    return fields


def _first(fields: dict[str, str], field: str) -> str | None:
    return next((fields[name] for name in _names(field) if name in fields), None)


def _author(fields: dict[str, str]) -> str | None:
    name = _first(fields, "author")
    return None if name is None or "://" in name else name


def _headline(page: Node) -> str | None:
    """Give the page's one first heading; several are no title."""
    texts = {" ".join(n.text_content().split()) for n in nodes(page, "//h1")} - {""}
    return texts.pop() if len(texts) == 1 else None


def _element(page: Node, path: str) -> str | None:
    texts = (" ".join(node.text_content().split()) for node in nodes(page, path))
    return next((text for text in texts if text), None)


def _attribute(page: Node, path: str) -> str | None:
    return next((str(value).strip() for value in page.xpath(path) if str(value).strip()), None)


def _time(page: Node) -> str | None:
    """Give a `time` element that is marked as the date of publication."""
    path = "//*[@itemprop='datePublished' or @pubdate]/@*[name()='datetime' or name()='content']"
    return _attribute(page, path)


def _without_outlet(title: str | None, source: str | None, page: Node) -> str | None:
    """Cut " | The Outlet" off a title, where the page names its outlet or has the title alone."""
    if title is None:
        return None
    plain = " ".join(title.split())
    for heading in _headings(page):
        if _is_all_but_outlet(plain.casefold(), heading.casefold()):
            return heading
    for dash in (" | ", " - ", " – ", " — ", " :: ", " « "):
        head, _, tail = plain.rpartition(dash)
        if head and source and tail.casefold() == source.casefold():
            return head
    return plain or None


_PARTED_BEFORE = re.compile(r"(?:[|:»«›–—]|::|\s-)\s*$")
_PARTED_AFTER = re.compile(r"\s*(?:[|»«›–—]|::|\s-)\s")


def _is_all_but_outlet(title: str, heading: str) -> bool:
    """Whether a title is a heading and, parted from it, one thing more."""
    if len(heading) >= len(title):
        return False
    if title.startswith(heading):
        return _PARTED_AFTER.match(title[len(heading) :]) is not None
    return title.endswith(heading) and _PARTED_BEFORE.search(title[: -len(heading)]) is not None


def _headings(page: Node) -> list[str]:
    """Give the page's first headings; without any it may have set second ones in their place."""
    found = nodes(page, "//h1") or nodes(page, "//h2")
    texts = dict.fromkeys(" ".join(node.text_content().split()) for node in found)
    return [text for text in texts if text]


def _linked(page: Node) -> Iterator[dict[str, str]]:
    """Read the page's report from its linked data (JSON-LD)."""
    for script in nodes(page, "//script[@type='application/ld+json']"):
        try:
            document = msgspec.json.decode(script.text_content().strip())
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            continue
        yield from _reports(document, _DEEPEST)


def _reports(document: object, depth: int) -> Iterator[dict[str, str]]:
    if depth == 0:
        return
    if isinstance(document, list):
        for member in document:
            yield from _reports(member, depth - 1)
    elif isinstance(document, dict):
        kinds = document.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(str(name).casefold() in _names("reports") for name in names):
            yield _report(document)
        for key in ("@graph", "mainEntity"):
            yield from _reports(document.get(key), depth - 1)


def _report(document: dict[object, object]) -> dict[str, str]:
    fields = ("headline", "datePublished", "dateModified", "publisher", "author")
    return {name: text for name in fields if (text := _named(document.get(name)))}


def _named(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_named, value)))
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""
