"""Which of a report's lines are its title, its paragraphs, its captions and its credits."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.clean.dates import read_date
from dragoman.clean.kinds import (
    HEADER,
    Block,
    Stamp,
    credit_of,
    ends_sentence,
    is_headline,
    writer_of,
)
from dragoman.clean.paragraphs import Paragraph


class Layout(NamedTuple):
    """One report taken apart. `stated` holds what its header lines say, by their names."""

    title: Paragraph | None
    body: tuple[Paragraph, ...]
    captions: tuple[Paragraph, ...]
    byline: str | None
    stamp: Stamp
    stated: dict[str, str]


_KICKER = 3
"""Words a kicker over a headline has at most ("Middle East")."""
_TEXTUAL = frozenset({"body", "headline", "short", "twice", "credited"})
_SENTENCE_END = re.compile(r"[.!?][\"'”’]?\s+[A-Z“\"]")
_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]+(?: (?:[A-ZÀ-Þ][\w.'’-]*|al-\w+|bin|de|van|von)){1,4}")
_LONGEST_CAPTION = 300
_FEW_CREDITS = 2
_HEADER_NAMES = {
    "headline": "title", "subject": "title", "published": "date", "outlet": "source", "link": "url",
}  # fmt: skip


class _Roles:
    """Collects the lines of one report by what they turn out to be."""

    def __init__(self, found: Sequence[Block], known_title: str | None) -> None:
        self.stated = _stated(found)
        self.blocks = _without_links([b for b in found if b.kind not in {"separator", "widget"}])
        self.counts = Counter(block.paragraph.key for block in found)
        _find_paragraphs(self.blocks, self.counts)
        _name_writers(self.blocks)
        self.known_title = known_title
        self.first_body = _first_body(self.blocks)
        self.last_text = max(
            (n for n, b in enumerate(self.blocks) if b.kind in _TEXTUAL), default=-1
        )
        self.is_digest = _is_digest(self.blocks[self.first_body :])
        self.title = self._title()

    def _title(self) -> Paragraph | None:
        top = [b for b in self.blocks[: self.first_body] if b.kind in {"headline", "twice"}]
        wanted = (self.stated.get("title") or self.known_title or "").casefold()
        if wanted:
            return next((b.paragraph for b in top if b.paragraph.key == wanted), None)
        if self.first_body >= len(self.blocks):
            return None
        top = [b for b in top if is_headline(b.text)]
        plain = [b for b in self.blocks[: self.first_body + 1] if b.kind in _TEXTUAL]
        repeated = [b for b in top if b.kind == "headline" and self.counts[b.paragraph.key] > 1]
        if repeated:
            return repeated[0].paragraph
        if not top or plain[0] is not top[0]:
            return None
        over = [b for b in top[:2] if len(b.text.split()) > _KICKER]
        return (over or top)[0].paragraph

    def is_residue_of_title(self, at: int) -> bool:
        """Whether a line is the title again, or the kicker over it."""
        block = self.blocks[at]
        wanted = self.title.text if self.title else self.stated.get("title") or self.known_title
        if wanted is None:
            return False
        if block.paragraph.key == wanted.casefold():
            return True
        is_over = self.title is not None and block.paragraph.pieces[0][1] < self.title.pieces[0][1]
        return is_over and block.kind == "headline" and len(block.text.split()) <= _KICKER

    def is_caption(self, at: int) -> bool:
        """Whether a line is a photograph's words, from where it stands and how often."""
        block = self.blocks[at]
        if block.kind == "caption":
            return True
        if at < self.first_body:
            return block.kind in {"credited", "twice"}
        if block.kind != "credited":
            return False
        if self.counts[block.paragraph.key] > 1:
            return True
        return (
            credit_of(block.text) == "agency"
            and at < len(self.blocks) - 1
            and len(block.text) <= _LONGEST_CAPTION
            and _SENTENCE_END.search(block.text) is None
            and not self.is_digest
        )


def _find_paragraphs(found: list[Block], counts: Counter[str]) -> None:
    """Take short sentences for the paragraphs of a report that has no longer ones.

    Where it has none of them either, what seemed a caption is one, if it stands there only once.
    """
    for kind in ("short", "credited"):
        if any(block.kind == "body" for block in found):
            return
        for at, block in enumerate(found):
            is_sentence = kind == "credited" or ends_sentence(block.text)
            if block.kind == kind and is_sentence and counts[block.paragraph.key] == 1:
                found[at] = block._replace(kind="body")


def _name_writers(found: list[Block]) -> None:
    """See a byline in a bare name between a headline and a date."""
    for at, (block, after) in enumerate(pairwise(found)):
        if block.kind == "body":
            return
        is_named = at > 0 and block.kind == "headline" and _NAME.fullmatch(block.text)
        if is_named and after.kind in {"stamp", "day"}:
            found[at] = block._replace(kind="byline")


def _is_digest(later: Sequence[Block]) -> bool:
    """Whether most paragraphs end with an agency: then these are sources, not pictures."""
    credited = sum(block.kind == "credited" for block in later)
    return credited > _FEW_CREDITS and credited * 2 > sum(b.kind in _TEXTUAL for b in later)


def lay_out(found: Sequence[Block], *, known_title: str | None = None) -> Layout:
    """Take one report apart. A `known_title` is a page's own, which its lines may repeat."""
    roles = _Roles(found, known_title)
    body: list[Paragraph] = []
    captions: dict[str, Paragraph] = {}
    for at, block in enumerate(roles.blocks):
        if block.kind not in _TEXTUAL | {"caption"} and not _stays(roles, at):
            continue
        if roles.is_caption(at):
            captions.setdefault(block.paragraph.key, block.paragraph)
        elif not roles.is_residue_of_title(at) and not (
            body and body[-1].key == block.paragraph.key
        ):
            body.append(block.paragraph)
    top = roles.blocks[: roles.first_body]
    return Layout(
        roles.title,
        tuple(body),
        tuple(captions.values()),
        _byline(roles),
        gather(top),
        roles.stated,
    )


def _stays(roles: _Roles, at: int) -> bool:
    """Whether a line that is residue at a report's top is its text where it stands."""
    block = roles.blocks[at]
    if at < roles.first_body:
        return False
    return block.kind == "day" or (block.kind in {"byline", "header"} and at < roles.last_text)


def _first_body(found: Sequence[Block]) -> int:
    return next((n for n, block in enumerate(found) if block.kind == "body"), len(found))


def _without_links(found: Sequence[Block]) -> list[Block]:
    """Leave out the lists of links to other reports, heads and lines."""
    kept: list[Block] = []
    in_links = False
    for block in found:
        if block.kind == "related":
            in_links = True
        elif in_links and block.kind in {"headline", "day", "caption", "stamp"}:
            continue
        else:
            in_links = False
            kept.append(block)
    return kept


def _stated(found: Sequence[Block]) -> dict[str, str]:
    """Read the header lines at a report's very top, as in mail."""
    stated: dict[str, str] = {}
    for block in found:
        if block.kind == "separator":
            continue
        if header := HEADER.fullmatch(block.text):
            name = header["name"].lower()
            stated.setdefault(_HEADER_NAMES.get(name, name), header["value"].strip())
        elif block.kind not in {"stamp", "widget"}:
            break
    return stated


def _byline(roles: _Roles) -> str | None:
    names = [b.text for b in roles.blocks[: roles.first_body] if b.kind == "byline"]
    names += [b.stamp.byline for b in roles.blocks if b.stamp.byline]
    late = [at for at in range(roles.first_body, len(roles.blocks)) if not _stays(roles, at)]
    names += [
        roles.blocks[at].text for at in late if roles.blocks[at].kind in {"byline", "credits"}
    ]
    if "author" in roles.stated:
        names.append(roles.stated["author"])
    return "; ".join(dict.fromkeys(map(writer_of, names))) or None


def gather(top: Sequence[Block]) -> Stamp:
    """Gather what the lines over the first paragraph say of publication.

    A date alone counts only where it can be the page's: over the text, and the only one there.
    """
    stamps = [block.stamp for block in top if block.kind == "stamp"]
    days = [block.text for block in top if block.kind == "day"]
    published = next((s.published for s in stamps if s.published), None)
    updated = next((s.updated for s in stamps if s.updated), None)
    if published is None and len({read_date(day) for day in days}) == 1:
        published = days[0]
    return Stamp(published, updated)
