"""Imported by the server that `forking` starts: loads once what every run needs."""

from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.serve.cli.main import _run

with TemporaryDirectory() as folder:
    article = Path(folder) / "a.txt"
    article.write_text(
        "Rebels killed 3 people in Goma on Monday, witnesses said.", encoding="utf-8"
    )
    _run(["code", str(article), "--db", f"{folder}/t.db", "--quiet", "--published", "2024-03-14"])
