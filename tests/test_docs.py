"""What the documents promise: every runnable block runs, every link leads somewhere."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUNNABLE = {"README.md": 9}
"""Blocks opened by "```sh run", by page; a new one is entered here, so that none is overlooked."""

_BLOCK = re.compile(r"^```sh run\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)")


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> list[str]:
    return _BLOCK.findall(page.read_text(encoding="utf-8"))


def test_every_runnable_block_is_found():
    found = {str(p.relative_to(ROOT)): len(blocks(p)) for p in pages() if blocks(p)}
    assert found == RUNNABLE


@pytest.mark.parametrize("name", RUNNABLE)
def test_a_page_can_be_walked_from_top_to_bottom(name, tmp_path):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    walked = subprocess.run(
        ["bash", "-e", "-u", "-o", "pipefail", "-c", "\n".join(blocks(ROOT / name))],
        cwd=tmp_path, env={**os.environ, "PATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert walked.returncode == 0, walked.stderr
    assert "nothing changed" not in walked.stdout


def test_the_readme_tells_of_both_commands_of_the_makefile():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"^make (\w+)$", readme, re.MULTILINE)
    assert named == ["demo", "test"]
    assert set(named) <= set(targets)


def test_every_link_to_a_file_leads_somewhere():
    links = [(p, link) for p in pages() for link in _LINK.findall(p.read_text(encoding="utf-8"))]
    assert len(links) > 5
    assert [(p.name, link) for p, link in links if not (p.parent / link).exists()] == []


def test_a_picture_needs_no_network():
    drawn = (ROOT / "docs" / "images" / "tour.svg").read_text(encoding="utf-8")
    assert re.findall(r"url\(\s*[\"']?https?:|@font-face|<image|href=", drawn) == []
    assert (ROOT / "docs" / "images" / "demo.png").stat().st_size < 300_000


def _public(tree: ast.Module) -> list[ast.ClassDef | ast.FunctionDef]:
    """Give a module's public classes and functions, and the public methods of its classes."""
    kinds = ast.ClassDef | ast.FunctionDef
    top = [n for n in tree.body if isinstance(n, kinds) and not n.name.startswith("_")]
    methods = [
        n
        for c in top
        if isinstance(c, ast.ClassDef)
        for n in c.body
        if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")
    ]
    return [*top, *methods]


def test_whatever_is_public_says_what_it_is_for():
    source = ROOT / "src" / "dragoman"
    silent = []
    for path in sorted(source.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = str(path.relative_to(source))
        silent += [where] if tree.body and not ast.get_docstring(tree) else []
        silent += [f"{where}: {n.name}" for n in _public(tree) if not ast.get_docstring(n)]
    assert silent == []
