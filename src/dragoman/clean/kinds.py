"""What one line of a news page is, seen by itself."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from dragoman.clean.cues import matches, rest_after
from dragoman.clean.dates import is_date
from dragoman.clean.paragraphs import Paragraph

Kind = Literal[
    "body",  # a sentence or more
    "headline",  # short, no full stop: a headline or a subheading
    "short",  # any other short line: a list's, a cry
    "twice",  # the same line right before or after itself
    "caption",  # a photograph's words, surely
    "credited",  # ends with an agency in brackets: a caption or a report's last words
    "widget",
    "related",
    "byline",
    "credits",
    "stamp",  # the page's own date, with its word or a byline beside it
    "day",  # a date alone
    "header",  # Title: …
    "separator",
]


class Stamp(NamedTuple):
    """What a line at a report's top says of the report."""

    published: str | None = None
    updated: str | None = None
    byline: str | None = None


class Block(NamedTuple):
    """A paragraph and what it is."""

    paragraph: Paragraph
    kind: Kind
    stamp: Stamp = Stamp()

    @property
    def text(self) -> str:
        """The paragraph's words."""
        return self.paragraph.text


_LONGEST_RESIDUE = 400
_LONGEST_HEADLINE = 160
_MOST_WORDS = 26
_FEWEST_LETTERS = 50
"""A line with a full stop and fewer characters is too short to be a paragraph for certain."""
_RULE = re.compile(r"(?:[-=*_~#─—]\s?){3,}|<!--\s*(?:more|next)\s*-->")
_STOP = re.compile(r"[.!?…。؟۔।][\"'”’»)\]]*$")
_OPEN = re.compile(r"[.!;:,…。،؛][\"'”’»)\]]*$")
_LIST = re.compile(r"(?:[-–—•*·▪●○■►>+]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[-–—]\s+")
HEADER = re.compile(
    r"(?P<name>title|headline|subject|date|published|source|outlet|url|link|author)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"(?P<stop>[.!?…][\"'”’]*)?\s*[(\[](?P<credit>[^()\[\]]{2,60})[)\]]\.?$")


def blocks(found: Sequence[Paragraph]) -> list[Block]:
    """Say of every paragraph what it is, by itself and by its being the same as its neighbour."""
    made = [_block(paragraph) for paragraph in found]
    for at, block in enumerate(made):
        beside = [made[n].paragraph.key for n in (at - 1, at + 1) if 0 <= n < len(made)]
        if block.kind in {"body", "headline", "short"} and block.paragraph.key in beside:
            made[at] = block._replace(kind="twice")
    return made


def _block(paragraph: Paragraph) -> Block:
    text = paragraph.text
    if len(text) > _LONGEST_RESIDUE:
        return Block(paragraph, "body")
    if _RULE.fullmatch(text):
        return Block(paragraph, "separator")
    if stamp := stamp_of(text):
        return Block(paragraph, "stamp", stamp)
    return Block(paragraph, _residue(text) or _plain(text))


def _residue(text: str) -> Kind | None:
    if is_date(text):
        return "day"
    if HEADER.fullmatch(text):
        return "header"
    for kind in ("related", "widget", "credits", "byline"):
        if matches(kind, text):
            return kind
    if matches("caption", text) or matches("credit", text):
        return "caption"
    return "credited" if credit_of(text) else None


def _plain(text: str) -> Kind:
    if len(text) > _LONGEST_HEADLINE or (_STOP.search(text) and len(text) >= _FEWEST_LETTERS):
        return "body"
    return "headline" if is_headline(text) else "short"


def is_headline(text: str) -> bool:
    """Whether a line looks like a headline or subheading.

    >>> is_headline("Rebels seize border town"), is_headline("They left."), is_headline("- one")
    (True, False, False)
    """
    words = text.split()
    return (
        len(text) <= _LONGEST_HEADLINE
        and len(words) <= _MOST_WORDS
        and _OPEN.search(text) is None
        and _LIST.match(text) is None
        and not text[0].islower()
        and any(char.isalpha() for char in text)
    )


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _STOP.search(text) is not None


def is_prose(text: str) -> bool:
    """Whether a line is no headline and no link: a sentence, or too long for either."""
    return len(text) > _LONGEST_HEADLINE or ends_sentence(text)


def credit_of(text: str) -> Literal["agency", "other"] | None:
    """Say whom the brackets at a line's end credit, where they may be a photograph's.

    After a full stop any name may be one; without it only an agency's.
    """
    found = _BRACKETS.search(text)
    if found is None:
        return None
    if matches("agency", found["credit"]):
        return "agency"
    return "other" if found["stop"] and found["credit"][0].isupper() else None


def writer_of(byline: str) -> str:
    """Give a byline without its "By" and its brackets."""
    return re.sub(r"^(?:[Bb]y|BY)\s+", "", byline.strip("()[] "))


def stamp_of(text: str) -> Stamp | None:
    """Read a line that says when a report was published or changed, perhaps with its byline.

    >>> stamp_of("By Ana Ruiz | Published: 14 March 2031")
    Stamp(published='14 March 2031', updated=None, byline='By Ana Ruiz')
    """
    if is_date(text):
        return None
    if whole := _stated(text):
        return whole
    known = [_stated(part) or _aside(part) for part in _PARTS.split(text) if part]
    stamps = [stamp for stamp in known if stamp is not None]
    if len(stamps) < len(known) or not any(s.published or s.updated for s in stamps):
        return None
    return Stamp(
        next((s.published for s in stamps if s.published), None),
        next((s.updated for s in stamps if s.updated), None),
        next((s.byline for s in stamps if s.byline), None),
    )


_BY = re.compile(r"\s+(?=by [A-ZÀ-Þ][\w .'’-]{1,60}$)", re.IGNORECASE)
_THEN = re.compile(r",\s+|\s+on\s+")


def _stated(text: str) -> Stamp | None:
    said, *by = _BY.split(text, maxsplit=1)
    byline = by[0] if by else None
    published = rest_after("published", said)
    if published is not None and is_date(published):
        return Stamp(published=published, byline=byline)
    updated = rest_after("updated", said)
    if updated is not None and is_date(updated):
        return Stamp(updated=updated, byline=byline)
    return None


def _aside(part: str) -> Stamp | None:
    if is_date(part):
        return Stamp(published=part)
    if matches("byline", part):
        return Stamp(byline=part)
    for found in _THEN.finditer(part):
        if matches("byline", part[: found.start()]) and is_date(part[found.end() :]):
            return Stamp(published=part[found.end() :], byline=part[: found.start()])
    return Stamp() if matches("widget", part) else None
