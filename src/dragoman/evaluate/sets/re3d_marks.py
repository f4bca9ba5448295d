"""What re3d marks in a document, and how its files are read."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.evaluate.goldset import GoldError, check_span, json_lines
from dragoman.evaluate.offsets import Run, canonical_offsets
from dragoman.pipeline.articles import article_of_text
from dragoman.records import Article

PARTIES = frozenset({"Person", "Organisation"})
PLACE, NATION, TIME = "Location", "Nationality", "Temporal"
NOT_LOOKED_FOR = frozenset(
    {
        "Quantity", "Weapon", "Vehicle", "MilitaryPlatform", "DocumentReference", "Money",
        "Coordinate", "CommsIdentifier", "Frequency",
    }
)  # fmt: skip
"""Types of entities that no layer of ours looks for as such."""
EVENTS = frozenset({"FightingAgainst", "CommWith", "Likes", "Dislikes"})
NO_EVENTS = frozenset(
    {"CoLocated", "BelongsTo", "HasAttrOf", "IsSynonymOf", "InChargeOf", "AlliesOf", "Apart"}
)
"""Types of relations that are states: nothing of ours says them of a pair."""
_NO_WORD = re.compile(r"[\W_]+")


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """One marked run. `confidence` is 0 where readers took another run, mostly a longer one."""

    document: str = msgspec.field(name="documentId")
    begin: int
    end: int
    type: str
    value: str
    confidence: float

    @property
    def run(self) -> Run:
        """Give where it stands."""
        return Run(self.begin, self.end)

    @property
    def is_taken(self) -> bool:
        """Whether any reader took it; nationalities within longer names count as they are."""
        return self.confidence > 0 or self.type == NATION


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """What one entity does to another or is to it, by the runs of both."""

    document: str = msgspec.field(name="documentId")
    source_begin: int = msgspec.field(name="sourceBegin")
    source_end: int = msgspec.field(name="sourceEnd")
    target_begin: int = msgspec.field(name="targetBegin")
    target_end: int = msgspec.field(name="targetEnd")
    source: str
    target: str
    value: str
    type: str
    confidence: float

    @property
    def sides(self) -> frozenset[Run]:
        """Give both runs, in no order: what fights A fights with A."""
        return frozenset(
            {Run(self.source_begin, self.source_end), Run(self.target_begin, self.target_end)}
        )


class _Text(msgspec.Struct, frozen=True, kw_only=True):
    id: str = msgspec.field(name="_id")
    text: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One text with its marks. Offsets count in the text as it is coded."""

    text: str
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    where: str

    @property
    def articles(self) -> tuple[Article, ...]:
        """Give the text as an article."""
        return (article_of_text(self.text),)


def read(paths: Sequence[Path]) -> list[Document]:
    """Read each folder's documents with their marks; marks that don't fit are refused."""
    documents = []
    for folder in dict.fromkeys(path.parent for path in paths):
        documents += _folder(folder)
    return documents


def _folder(folder: Path) -> list[Document]:
    documents, entities, relations = (
        _File(folder / f"{name}.json") for name in ("documents", "entities", "relations")
    )
    texts = {text.id: (where, text.text) for where, text in documents.rows(_Text)}
    marked: dict[str, list[Entity]] = defaultdict(list)
    for where, entity in entities.rows(Entity):
        text = entities.text(entity.document, texts, where=where)
        entities.check_type(entity.type, PARTIES | {PLACE, NATION, TIME} | NOT_LOOKED_FOR, where)
        run = entities.fitted(entity.run, entity.value, text=text, where=where)
        marked[entity.document].append(
            msgspec.structs.replace(entity, begin=run.start, end=run.end)
        )
    related: dict[str, list[Relation]] = defaultdict(list)
    for where, relation in relations.rows(Relation):
        text = relations.text(relation.document, texts, where=where)
        relations.check_type(relation.type, EVENTS | NO_EVENTS, where)
        related[relation.document].append(_moved(relation, relations, text=text, where=where))
    return [
        Document(text=text, entities=tuple(marked[id_]), relations=tuple(related[id_]), where=where)
        for id_, (where, text) in texts.items()
    ]


def _moved(relation: Relation, file: "_File", *, text: str, where: str) -> Relation:
    source = Run(relation.source_begin, relation.source_end)
    target = Run(relation.target_begin, relation.target_end)
    source = file.fitted(source, relation.source, text=text, where=where)
    target = file.fitted(target, relation.target, text=text, where=where)
    return msgspec.structs.replace(
        relation,
        source_begin=source.start,
        source_end=source.end,
        target_begin=target.start,
        target_end=target.end,
    )


R = TypeVar("R")


class _File:
    """One file of a folder, which must be there, and what must hold of its rows."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise GoldError(path, None, "is missing beside the others of its folder")
        self._path = path

    def rows(self, row: type[R]) -> Iterator[tuple[str, R]]:
        """Read the rows, each with its folder, file and line."""
        folder = self._path.parent.name
        return ((f"{folder}/{where}", found) for where, found in json_lines(self._path, row))

    def text(self, document: str, texts: Mapping[str, tuple[str, str]], *, where: str) -> str:
        """Find the text that a mark stands in."""
        if document not in texts:
            raise self._wrong(where, f"no document {document!r}")
        return texts[document][1]

    def check_type(self, type_: str, known: AbstractSet[str], where: str) -> None:
        """Refuse a type that the scheme does not have."""
        if type_ not in known:
            raise self._wrong(where, f"no type {type_!r}")

    def fitted(self, run: Run, words: str, *, text: str, where: str) -> Run:
        """Give a run as it stands in the coded text; line ends and quotation marks may differ."""
        line = int(where.rsplit(":", 1)[1])
        found = check_span(self._path, line, start=run.start, end=run.end, text=text)
        if _NO_WORD.sub("", found) != _NO_WORD.sub("", words):
            raise self._wrong(where, f"{run.start}..{run.end} is {found!r}, not {words!r}")
        moved = canonical_offsets(text)
        return Run(moved(run.start), moved(run.end))

    def _wrong(self, where: str, said: str) -> GoldError:
        return GoldError(self._path, int(where.rsplit(":", 1)[1]), said)
