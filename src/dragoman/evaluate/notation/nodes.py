"""YAML with line numbers, and without guessing: every scalar is the text that stands there."""

from collections.abc import Collection, Iterator
from pathlib import Path

import yaml

from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.notation.heading import known
from dragoman.records.marks import MarkError


class Node:
    """One YAML node of a file, which knows its line."""

    def __init__(self, file: Path, node: yaml.Node) -> None:
        self.file = file
        self._node = node

    @property
    def line(self) -> int:
        """Give the node's line, from 1."""
        return int(self._node.start_mark.line) + 1

    @property
    def where(self) -> str:
        """Name file and line."""
        return f"{self.file.name}:{self.line}"

    @property
    def is_mapping(self) -> bool:
        """Whether the node is `key: value` lines."""
        return isinstance(self._node, yaml.MappingNode)

    def error(self, said: str) -> GoldError:
        """Say what is wrong at this line."""
        return GoldError(self.file, self.line, said)

    def text(self) -> str:
        """Give a scalar as text."""
        if not isinstance(self._node, yaml.ScalarNode):
            raise self.error("one text is expected here; put it in quotes or after >-")
        return str(self._node.value)

    def items(self) -> Iterator["Node"]:
        """Give the members of a list."""
        if not isinstance(self._node, yaml.SequenceNode):
            raise self.error("a list is expected here: lines that begin with -")
        return (Node(self.file, item) for item in self._node.value)

    def pairs(self) -> dict[str, "Node"]:
        """Give a mapping; a key that stands twice is refused."""
        if not isinstance(self._node, yaml.MappingNode):
            raise self.error(
                "`key: value` is expected here; a sentence without an event is written NONE: …"
            )
        found: dict[str, Node] = {}
        for key, value in self._node.value:
            name = Node(self.file, key)
            if name.text() in found:
                raise name.error(
                    f"{name.text()!r} stands twice; add (2) to the second of two equal headings"
                )
            found[name.text()] = Node(self.file, value)
        return found

    def words(self) -> tuple[str, ...]:
        """Give a list of texts."""
        return tuple(item.text() for item in self.items())

    def one_of(self, words: Collection[str], what: str) -> str:
        """Give a text that is one of those allowed."""
        try:
            return known(self.text(), words, what)
        except MarkError as wrong:
            raise self.error(str(wrong)) from wrong


def read_nodes(path: Path) -> Node:
    """Read a YAML file; a broken or empty one is a `GoldError` with its line."""
    try:
        root = yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else None
        said = f"{broken.problem}: a text with [ * : or # at a risky place needs quotes or >-"
        raise GoldError(path, line, said) from broken
    except yaml.YAMLError as broken:
        raise GoldError(path, None, str(broken)) from broken
    if root is None:
        raise GoldError(path, None, "the file is empty: write sentences: or articles:")
    return Node(path, root)
