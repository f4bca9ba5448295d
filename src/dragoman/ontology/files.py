"""Opens the data files that ship inside the package."""

import csv
import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from dragoman.errors import DataFileError

VERSION = "2026.1"
"""Version of all data files together; goes into every maker."""


def path(name: str) -> Traversable:
    """Give the data file of that name, such as "lexicons/numbers.yml"."""
    return files("dragoman").joinpath("data", *name.split("/"))


class _Loader(yaml.CSafeLoader):
    """YAML without its oldest trap: `yes`, `no` and `on` are words, and Norway is not False."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


@cache
def folder(name: str) -> tuple[str, ...]:
    """Name the files of a data folder, sorted, as `path` takes them."""
    return tuple(sorted(f"{name}/{f.name}" for f in path(name).iterdir() if f.is_file()))


def read_yaml(name: str) -> object:
    """Read a YAML data file; a broken one is a `DataFileError` with its line."""
    try:
        return yaml.load(path(name).read_bytes(), Loader=_Loader)  # noqa: S506 - a C safe loader with fewer types
    except yaml.YAMLError as broken:
        raise DataFileError(name, "the whole file", str(broken)) from broken


def read_table(name: str) -> list[dict[str, str]]:
    """Read a CSV data file with a header; lines that start with # are comments.

    Every value is text. A row with too few or too many cells is a `DataFileError`.
    """
    lines = path(name).read_text(encoding="utf-8").splitlines()
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    rows = csv.DictReader((line for _, line in numbered), restkey="?", strict=True)
    out = []
    for (number, _), row in zip(numbered[1:], rows, strict=False):
        if "?" in row or None in row.values():
            raise DataFileError(name, f"line {number}", "does not have the header's cells")
        out.append(dict(row))
    return out
