"""Many questions at once: one row out for each row in, in the same order."""

from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from dragoman.errors import UsageError
from dragoman.serve.cli.options import check_file


def answer_rows(asked: Path, out: Path | None, answer: Callable[[bytes], bytes]) -> int:
    """Answer each line of a JSON lines file.

    A line that cannot be read comes back with an `error`, so that the order and the number of
    rows stay; the exit code is then 1.
    """
    if not asked.is_file():
        raise UsageError(f"--in {str(asked)!r} is no file")
    check_file(out)
    lost = 0
    lines = []
    for line in asked.read_bytes().splitlines():
        if not line.strip():
            continue
        try:
            lines.append(answer(line))
        except (msgspec.MsgspecError, UsageError, ValueError) as wrong:
            lost += 1
            lines.append(
                msgspec.json.encode({"error": str(wrong), "line": line.decode("utf-8", "replace")})
            )
    written = b"".join(line + b"\n" for line in lines)
    if out is not None:
        out.write_bytes(written)
    else:
        click.echo(written, nl=False)
    if lost:
        click.echo(f"{lost} of {len(lines)} rows could not be read", err=True)
    return 1 if lost else 0
