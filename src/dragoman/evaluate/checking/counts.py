"""What the corpus holds, counted against what it is to hold."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

from dragoman.evaluate.checking.tags import FORMS, REASONS, REGIONS, STYLES, tag_of
from dragoman.evaluate.notation import GoldFile, GoldMention, GoldText
from dragoman.evaluate.parts import split_of
from dragoman.records.mention import EventType, Status

SENTENCES, NO_EVENT, OF_TYPE, OF_STATUS = 3000, 700, 120, 150
ARTICLES, PAGES, STORIES = 60, 10, 40
"""What is to be reached at least."""
_SPOKEN_OF = ("planned", "threatened", "called_for")
"""Statuses that are rare as a mention's own: what speech acts speak of counts with them."""


def counts(files: Sequence[GoldFile]) -> str:
    """Write the counts as markdown tables; what is short of its target says by how much."""
    sentences = [text for file in files for text in file.sentences]
    articles = [text for file in files if file.story is None for text in file.articles]
    mentions = [m for text in (*sentences, *articles) for m in text.mentions]
    stories = [file.story for file in files if file.story is not None]
    mentions += [m for story in stories for report in story.reports for m in report.mentions]
    blocks = [
        _table(
            ("what", "there", "target", "lacking"),
            [
                _against("sentences", len(sentences), SENTENCES),
                _against("sentences without event", _empty(sentences), NO_EVENT),
                _against("articles", len(articles), ARTICLES),
                _against("articles as pages", sum(a.page is not None for a in articles), PAGES),
                _against("stories", len(stories), STORIES),
                ("reports of stories", str(sum(len(s.reports) for s in stories)), "", ""),
                ("mentions", str(len(mentions)), "", ""),
            ],
        ),
        _types(sentences, mentions),
        _statuses(mentions),
        _table(("part", "sentences"), _parts(sentences)),
        *(_tags(name, group, sentences) for name, group in _GROUPS),
    ]
    return "\n\n".join(blocks)


_GROUPS = (("region", REGIONS), ("style", STYLES), ("NONE reason", REASONS))


def _empty(texts: Sequence[GoldText]) -> int:
    return sum(not text.mentions for text in texts)


def _against(what: str, there: int, target: int) -> tuple[str, ...]:
    return (what, str(there), str(target), str(max(0, target - there)) if there < target else "")


def _types(sentences: Sequence[GoldText], mentions: Sequence[GoldMention]) -> str:
    """Count types over all mentions, and by form over the sentences, whose form is a tag."""
    by_form = Counter(
        (m.type, tag_of(text, FORMS) or "?") for text in sentences for m in text.mentions
    )
    total = Counter(m.type for m in mentions)
    forms = [form for form in FORMS if form != "none"]
    rows = [
        (*_against(type_, total[type_], OF_TYPE), *(str(by_form[type_, form]) for form in forms))
        for type_ in get_args(EventType)
    ]
    return _table(("type", "there", "target", "lacking", *forms), rows)


def _statuses(mentions: Sequence[GoldMention]) -> str:
    there = Counter(m.status for m in mentions)
    about = Counter(m.about.status for m in mentions if m.about is not None)
    rows = []
    for status in get_args(Status):
        spoken_of = about[status] if status in _SPOKEN_OF else 0
        row = _against(status, there[status] + spoken_of, OF_STATUS)
        rows.append((*row, str(there[status]), str(about[status])))
    return _table(("status", "there", "target", "lacking", "its own", "in about"), rows)


def _parts(sentences: Sequence[GoldText]) -> Iterator[tuple[str, ...]]:
    there = Counter(split_of(text.text) for text in sentences)
    for part in ("train", "dev", "test"):
        yield part, str(there[part])


def _tags(name: str, group: Sequence[str], sentences: Sequence[GoldText]) -> str:
    there = Counter(tag for text in sentences for tag in set(text.tags) if tag in group)
    return _table((name, "sentences"), [(tag, str(there[tag])) for tag in group])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]] | Iterator[tuple[str, ...]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
