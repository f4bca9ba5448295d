"""Files in the corpus notation: sentences, whole articles and stories, with all their answers."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.notation.gold import GoldFile, GoldMention, GoldStory, GoldText
from dragoman.evaluate.notation.heading import known
from dragoman.evaluate.notation.mention import Passages, read_mention
from dragoman.evaluate.notation.nodes import Node, read_nodes
from dragoman.records.marks import MarkError, read_marks

NONE = "NONE"
_HEAD = ("sources", "licence", "purpose", "published", "source", "tags")
_FILE = (*_HEAD, "sentences", "articles", "story", "events")
_SENTENCE = ("title", "published", "source", "tags", "note")
_ARTICLE = (*_SENTENCE, "id", "url", "origin", "status", "text", "page", "mentions", "copy_of")
_FEWEST_REPORTS = 2
_STATUSES = ("usable", "corrected", "withdrawn")


Refuse = Callable[[GoldError], None]
"""Told what an entry gets wrong; the entry is then left out, unless this raises."""


def _stop(wrong: GoldError) -> None:
    raise wrong


def read_file(path: Path, *, refuse: Refuse = _stop) -> GoldFile:
    """Read one file; what it gets wrong is a `GoldError` with line and remedy."""
    root = read_nodes(path)
    pairs = root.pairs()
    _check_keys(pairs, _FILE)
    if not {"sentences", "articles"} & set(pairs):
        raise root.error("neither sentences: nor articles: in this file")
    articles = tuple(_articles(pairs, refuse))
    return GoldFile(
        path=path,
        sources=_text(pairs, "sources"),
        licence=_text(pairs, "licence"),
        purpose=_text(pairs, "purpose"),
        sentences=tuple(_sentences(pairs, refuse)),
        articles=articles,
        story=_story(pairs, articles),
    )


def _check_keys(pairs: Mapping[str, Node], allowed: tuple[str, ...]) -> None:
    for key, node in pairs.items():
        try:
            known(key, allowed, "key")
        except MarkError as wrong:
            raise node.error(str(wrong)) from wrong


def _text(pairs: Mapping[str, Node], key: str) -> str | None:
    return unicodedata.normalize("NFC", pairs[key].text()) if key in pairs else None


def _published(pairs: Mapping[str, Node], head: Mapping[str, Node]) -> date | None:
    node = pairs.get("published", head.get("published"))
    if node is None or node.text() == "none":
        return None
    try:
        return date.fromisoformat(node.text())
    except ValueError:
        raise node.error(f"published: {node.text()}: write 2024-05-16 or none") from None


def _tags(pairs: Mapping[str, Node], head: Mapping[str, Node]) -> tuple[str, ...]:
    return tuple(tag for of in (head, pairs) if "tags" in of for tag in of["tags"].words())


def _sentences(head: Mapping[str, Node], refuse: Refuse) -> Iterator[GoldText]:
    for entry in head["sentences"].items() if "sentences" in head else ():
        try:
            yield _sentence(entry, head)
        except GoldError as wrong:
            refuse(wrong)


def _sentence(entry: Node, head: Mapping[str, Node]) -> GoldText:
    pairs = entry.pairs()
    answers = {key: node for key, node in pairs.items() if not key[:1].islower()}
    facts = {key: node for key, node in pairs.items() if key not in answers}
    try:
        _check_keys(facts, _SENTENCE)
    except GoldError as wrong:
        in_heading = "what is said of a mention stands in its heading: ASSAULT happened open:time"
        raise GoldError(entry.file, wrong.line, f"{wrong.said}; {in_heading}") from wrong
    title, text = _text(facts, "title"), _plain(entry, answers)
    if NONE in answers and len(answers) > 1:
        raise answers[NONE].error("NONE says that there is no event: it stands alone")
    mentions = {k: n for k, n in answers.items() if k != NONE}
    passages = Passages(text=text, title=title)
    return GoldText(
        where=entry.where,
        kind="sentence",
        text=text,
        title=title,
        published=_published(facts, head),
        source=_text(facts, "source") or _text(head, "source"),
        tags=_tags(facts, head),
        mentions=tuple(_mention(k, n, passages) for k, n in mentions.items()),
        lines=(entry.line, *(n.line for n in mentions.values())),
    )


def _plain(entry: Node, answers: Mapping[str, Node]) -> str:
    """Give the sentence without marks, which all its copies must agree on."""
    plain: dict[str, Node] = {}
    for heading, node in answers.items():
        if " in title" not in heading:
            text = _unmarked(node, may_be_marked=heading != NONE)
            plain.setdefault(text, node)
    if not plain:
        raise entry.error("no sentence here: write NONE: … or TYPE status: …")
    if len(plain) > 1:
        first, second = list(plain)[:2]
        raise plain[second].error(
            f"two copies of one sentence differ without their marks: {first!r} and {second!r}"
        )
    return next(iter(plain))


def _unmarked(node: Node, *, may_be_marked: bool) -> str:
    try:
        read = read_marks(_copy(node))
    except MarkError as wrong:
        raise node.error(str(wrong)) from wrong
    if not may_be_marked and (read.marks or read.stars):
        raise node.error("a sentence without an event has no marks; write \\[ and \\* for literals")
    if not read.text.strip():
        raise node.error("an empty sentence")
    return read.text


def _copy(node: Node) -> str:
    return unicodedata.normalize("NFC", node.text())


def _mention(heading: str, node: Node, passages: Passages) -> GoldMention:
    try:
        return read_mention(heading, _copy(node), passages)
    except (MarkError, msgspec.ValidationError) as wrong:
        raise node.error(str(wrong)) from wrong


def paragraphs(written: str) -> str:
    r"""Give an article's canonical text: a blank line ends a paragraph, other line ends are blanks.

    >>> paragraphs("One\nline.\n\nAnother.\n")
    'One line.\nAnother.'
    """
    parts = re.split(r"\n[ \t]*\n", written.strip())
    return "\n".join(" ".join(part.split("\n")) for part in map(_stripped_lines, parts) if part)


def _stripped_lines(part: str) -> str:
    return "\n".join(line.strip() for line in part.strip().split("\n"))


def _articles(head: Mapping[str, Node], refuse: Refuse) -> Iterator[GoldText]:
    by_id: dict[str, Mapping[str, Node]] = {}
    for entry in head["articles"].items() if "articles" in head else ():
        try:
            yield _article(entry, _pairs_of_article(entry, by_id), head)
        except GoldError as wrong:
            refuse(wrong)


def _pairs_of_article(entry: Node, by_id: dict[str, Mapping[str, Node]]) -> Mapping[str, Node]:
    """Give what an article says of itself, and keep it under its id for copies of it."""
    pairs = entry.pairs()
    _check_keys(pairs, _ARTICLE)
    if "copy_of" in pairs:
        pairs = _copied(pairs, by_id)
    if "id" in pairs and by_id.setdefault(pairs["id"].text(), pairs) is not pairs:
        raise pairs["id"].error(f"two articles have the id {pairs['id'].text()!r}")
    return pairs


def _copied(pairs: Mapping[str, Node], by_id: Mapping[str, Mapping[str, Node]]) -> dict[str, Node]:
    """Give a wire copy what it doesn't say itself: the words, answers and origin of another."""
    node = pairs["copy_of"]
    if node.text() not in by_id:
        raise node.error(f"no article above has the id {node.text()!r}")
    if "text" in pairs or "mentions" in pairs:
        raise node.error("a copy has the text and mentions of the other: leave them out here")
    other = by_id[node.text()]
    same = ("title", "origin", "text", "mentions")
    return {**{key: other[key] for key in same if key in other}, **pairs}


def _article(entry: Node, pairs: Mapping[str, Node], head: Mapping[str, Node]) -> GoldText:
    for key in ("text", "mentions"):
        if key not in pairs:
            raise entry.error(f"an article needs {key}: (mentions: [] where it tells of no event)")
    text, title = paragraphs(_copy(pairs["text"])), _text(pairs, "title")
    passages = Passages(text=text, title=title)
    status = pairs["status"].one_of(_STATUSES, "status") if "status" in pairs else "usable"
    told = {
        "where": entry.where,
        "kind": "article",
        "text": text,
        "title": title,
        "published": _published(pairs, head),
        "source": _text(pairs, "source") or _text(head, "source"),
        "url": _text(pairs, "url"),
        "tags": _tags(pairs, head),
        "name": _text(pairs, "id"),
        "origin": _text(pairs, "origin"),
        "status": status,
    }
    made = msgspec.convert(told, GoldText)
    mentions = tuple(_mentions(pairs["mentions"], passages))
    lines = (entry.line, *(n.line for i in pairs["mentions"].items() for n in i.pairs().values()))
    page = _page(entry, pairs)
    return msgspec.structs.replace(made, mentions=mentions, lines=lines, page=page)


def _page(entry: Node, pairs: Mapping[str, Node]) -> Path | None:
    if "page" not in pairs:
        return None
    page = entry.file.parent / pairs["page"].text()
    if not page.is_file():
        raise pairs["page"].error(f"no file {page}: name the page relative to this file")
    return page


def _mentions(listed: Node, passages: Passages) -> Iterator[GoldMention]:
    for item in listed.items():
        for heading, node in item.pairs().items():
            if heading == NONE:
                raise node.error("in an article every sentence that is not listed has no event")
            yield _mention(heading, node, passages)


def _story(head: Mapping[str, Node], reports: tuple[GoldText, ...]) -> GoldStory | None:
    if "story" not in head:
        if "events" in head:
            raise head["events"].error("events: belong to a story: give the file story: NAME")
        return None
    events = dict(_events(head))
    labels = {m.label for report in reports for m in report.mentions if m.label}
    if lost := sorted(labels - set(events)):
        raise head["story"].error(
            f"{lost[0]} is not among events: write what truly happened as `{lost[0]}:`"
        )
    node = head["story"]
    if len(reports) < _FEWEST_REPORTS:
        raise node.error("a story has at least two articles")
    return GoldStory(where=node.where, name=node.text(), reports=reports, events=events)


def _events(head: Mapping[str, Node]) -> Iterator[tuple[str, GoldMention]]:
    """Read the true events: each a label with one marked sentence of its own."""
    if "events" not in head:
        raise head["story"].error("a story says what truly happened: events: with e1: and so on")
    for label, node in head["events"].pairs().items():
        told = list(node.pairs().items())
        if len(told) != 1 or not re.fullmatch(r"e\d+", label):
            raise node.error("an event is a label and one marked sentence: e1: {TYPE status: …}")
        ((heading, copy),) = told
        passages = Passages(text=_unmarked(copy, may_be_marked=True))
        yield label, _mention(heading, copy, passages)
