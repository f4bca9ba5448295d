"""The command line run in this process, so that the model is loaded once."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from offsets import articles_by_id

from dragoman.serve.cli.main import _run

SAMPLES = Path(__file__).parents[2] / "samples"


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """The last line on standard error."""
        return self.err.rstrip("\n").rpartition("\n")[2]


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary, monkeypatch) -> Run:
    """Run a command line and catch what it says."""
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("NO_COLOR", "1")

    def ran(*arguments: object, stdin: bytes | None = None) -> Ran:
        if stdin is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = _run([str(a) for a in arguments])
        caught = capfdbinary.readouterr()
        return Ran(code, caught.out.decode(), caught.err.decode())

    return ran


class Coded(NamedTuple):
    """The samples, coded once for all tests."""

    folder: Path
    db: Path
    out: Path
    code: int
    articles: dict[str, dict[str, object]]


@pytest.fixture(scope="session")
def samples(tmp_path_factory) -> Coded:
    folder = tmp_path_factory.mktemp("samples")
    db, out, articles = folder / "s.db", folder / "s.jsonl", folder / "a.jsonl"
    code = _run(["code", str(SAMPLES), "--db", str(db), "--out", str(out), "--quiet"])
    assert _run(["export", "articles", "--db", str(db), "--out", str(articles)]) == 0
    return Coded(SAMPLES, db, out, code, articles_by_id(articles))
