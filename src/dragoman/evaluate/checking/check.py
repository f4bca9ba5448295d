"""Checks files of the corpus, each by itself and all against each other."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.evaluate.checking.complete import check_complete
from dragoman.evaluate.checking.days import check_time
from dragoman.evaluate.checking.finding import Finding, Said, Told
from dragoman.evaluate.checking.labels import check_labels, check_twice
from dragoman.evaluate.checking.marking import check_consequence, check_time_words, check_who
from dragoman.evaluate.checking.overlap import overlap
from dragoman.evaluate.checking.pages import check_page
from dragoman.evaluate.checking.sides import (
    check_ontology,
    check_parties,
    check_places,
    check_trigger,
)
from dragoman.evaluate.checking.speech import check_denial, check_speech, check_status
from dragoman.evaluate.checking.tags import check_tags
from dragoman.evaluate.checking.tolls import check_tolls
from dragoman.evaluate.checking.twins import TWIN, twins
from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.notation import GoldFile, GoldMention, GoldText, read_file

LICENCE = "CC0-1.0"
RULES = (
    *(check_ontology, check_trigger, check_speech, check_status, check_denial),
    *(check_parties, check_places, check_time, check_tolls, check_twice),
    *(check_time_words, check_consequence, check_who),
)
"""What holds of every mention, in the corpus or elsewhere."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The files that could be read, and what is wrong with any."""

    files: tuple[GoldFile, ...]
    findings: tuple[Finding, ...]

    @property
    def refused(self) -> tuple[Finding, ...]:
        """Give what cannot stand so."""
        return tuple(f for f in self.findings if f.weight == "refused")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A text with its file; `story` where it is a report of one."""

    path: Path
    text: GoldText
    story: str | None = None

    @property
    def line(self) -> int:
        """Give the entry's line."""
        return self.text.lines[0]


def files_of(named: Sequence[Path]) -> list[Path]:
    """Give the files of the corpus among files and folders."""
    found = [sorted(p.rglob("*.yml")) if p.is_dir() else [p] for p in named]
    return list(dict.fromkeys(path for paths in found for path in paths))


def check(paths: Sequence[Path], *, others: Sequence[Path] = ()) -> Checked:
    """Check files; `others` are only there to be compared with, and are not checked themselves."""
    findings: list[Finding] = []
    files = [file for path in paths if (file := _read(path, findings)) is not None]
    for file in files:
        findings += _check_head(file)
        for entry in entries(file):
            findings += _check_text(entry, _together(file, entry))
        findings += _check_events(file)
    beside = [file for path in others if path not in paths if (file := _read(path, [])) is not None]
    findings += _check_names(files)
    findings += _check_twins([e for f in (*beside, *files) for e in entries(f)], frozenset(paths))
    return Checked(files=tuple(files), findings=tuple(findings))


def entries(file: GoldFile) -> list[Entry]:
    """Give all texts of a file."""
    story = file.story.name if file.story is not None else None
    sentences = [Entry(path=file.path, text=text) for text in file.sentences]
    return sentences + [Entry(path=file.path, text=text, story=story) for text in file.articles]


def _read(path: Path, findings: list[Finding]) -> GoldFile | None:
    def refuse(wrong: GoldError) -> None:
        findings.append(Finding(path=path, line=wrong.line, said=wrong.said))

    try:
        return read_file(path, refuse=refuse)
    except GoldError as wrong:
        refuse(wrong)
    except (OSError, UnicodeDecodeError) as broken:
        findings.append(Finding(path=path, line=None, said=str(broken)))
    return None


def _check_head(file: GoldFile) -> Iterator[Finding]:
    for key, remedy in (
        ("sources", "sources: written for this corpus"),
        ("purpose", "purpose: what this batch is for"),
    ):
        if not getattr(file, key):
            yield Finding(path=file.path, line=1, said=f"no {key}: write `{remedy}` at the head")
    if file.licence != LICENCE:
        yield Finding(path=file.path, line=1, said=f"write `licence: {LICENCE}` at the head")


def _together(file: GoldFile, entry: Entry) -> tuple[GoldMention, ...]:
    if file.story is None:
        return entry.text.mentions
    reports = tuple(m for report in file.story.reports for m in report.mentions)
    return (*file.story.events.values(), *reports)


def _check_text(entry: Entry, together: Sequence[GoldMention]) -> Iterator[Finding]:
    text = entry.text
    for said in (*check_tags(text), *check_page(text)):
        yield _finding(entry, said, entry.line)
    for mention, line in zip(text.mentions, text.lines[1:], strict=True):
        for said in (*told_of(text, mention), *check_labels(mention, together)):
            yield _finding(entry, said, line)


def _check_events(file: GoldFile) -> Iterator[Finding]:
    """Check what truly happened in a story; without a publication date all its days are plain."""
    story = file.story
    for label, mention in story.events.items() if story is not None else ():
        words = mention.evidence.quote
        text = GoldText(where=f"{file.path}", kind="sentence", text=words, mentions=(mention,))
        for said in told_of(text, mention):
            line = int(story.where.rpartition(":")[2]) if story is not None else 1
            yield Finding(
                path=file.path, line=line, said=f"events, {label}: {said.said}", weight=said.weight
            )


def told_of(text: GoldText, mention: GoldMention) -> Iterator[Said]:
    """Say what is wrong with one mention: what the rules refuse, and what it leaves out."""
    told = Told(text=text, mention=mention)
    for rule in (*RULES, check_complete):
        yield from rule(told)


def _finding(entry: Entry, said: Said, line: int) -> Finding:
    return Finding(path=entry.path, line=line, said=said.said, weight=said.weight)


def _check_names(files: Sequence[GoldFile]) -> Iterator[Finding]:
    """Say which articles and stories have no name, or that of another: it decides their part."""
    seen: dict[str, Entry] = {}
    for file in files:
        for entry in entries(file):
            if entry.text.kind == "article" and entry.story is None:
                yield from _check_name(entry, seen)
    stories: dict[str, Path] = {}
    for file in files:
        if file.story is not None and stories.setdefault(file.story.name, file.path) != file.path:
            said = f"story: {file.story.name} stands in {stories[file.story.name]} too: rename it"
            yield Finding(path=file.path, line=1, said=said)


def _check_name(entry: Entry, seen: dict[str, Entry]) -> Iterator[Finding]:
    name = entry.text.name
    if name is None:
        yield Finding(path=entry.path, line=entry.line, said="an article needs an id:")
    elif seen.setdefault(name, entry) is not entry:
        there = f"{seen[name].path}:{seen[name].line}"
        said = f"id: {name} stands at {there} too: rename it"
        yield Finding(path=entry.path, line=entry.line, said=said)


def _check_twins(found: Sequence[Entry], wanted: frozenset[Path]) -> Iterator[Finding]:
    for twin in twins([entry.text.text for entry in found]):
        earlier, later = found[twin.earlier], found[twin.later]
        if later.path in wanted and (later.story is None or later.story != earlier.story):
            same = "stands twice" if twin.share == 1 else f"is {twin.share:.0%} the same"
            yield Finding(
                path=later.path,
                line=later.line,
                said=f"{same}, see {earlier.path}:{earlier.line}: write another one",
                weight="refused" if twin.share >= TWIN else "look",
            )


def check_overlap(files: Sequence[GoldFile], folder: Path) -> list[Finding]:
    """Say which texts share eight words in a row with a file of others."""
    found = [entry for file in files for entry in entries(file)]
    texts = [f"{entry.text.title or ''} | {entry.text.text}" for entry in found]
    return [
        Finding(
            path=found[each.text].path,
            line=found[each.text].line,
            said=f"shares {each.words!r} with {each.found_in}: put it in other words",
        )
        for each in overlap(texts, folder)
    ]
