"""The code keeps its shape: short functions, short files."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"
LONGEST_BODY, LONGEST_FILE = 40, 400
FILES = [p for p in sorted(SOURCE.rglob("*.py")) if "migrations" not in p.parts]


def bodies(file: Path) -> Iterator[tuple[str, int]]:
    """Give each function's name and the lines of its body, docstring left out."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            yield (
                f"{file.relative_to(SOURCE)}:{node.lineno} {node.name}",
                ((body[-1].end_lineno or 0) - body[0].lineno + 1),
            )


def test_no_function_has_a_long_body() -> None:
    found = {name: lines for file in FILES for name, lines in bodies(file) if lines > LONGEST_BODY}

    assert found == {}


def test_no_file_is_long() -> None:
    lengths = {str(p.relative_to(SOURCE)): len(p.read_text().splitlines()) for p in FILES}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}
