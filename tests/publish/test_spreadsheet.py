"""A CSV export opens in LibreOffice with every cell as it was written."""

import csv
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from dragoman.publish import columns, export
from dragoman.testing import article_of, day_of, mention_of, party_of, place_of, toll_of

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice is not here: apt-get install libreoffice-calc-nogui",
)

SETTINGS = "44,34,76,1,,0,true,false"
"""Comma, double quote, UTF-8, from row 1; quoted field as text: those of the reference page."""
LONGEST = 32_767
"""Characters that .xlsx holds in a cell."""

TEXT = 'He said "stop; now"\nثم وقع هجوم 袭击\tan attack, 1e5 strong'
AWKWARD = ("=1+1", "0331", "1e5", "2024-03-08", "3/4", "1,234.5", "TRUE", "'quoted", "  spaced ")
ARTICLES = [article_of(TEXT, title=title, source=title) for title in AWKWARD]
MENTIONS = [
    replace(
        mention_of(
            article, "attack", cameo="010", goldstein=-9.5, time=day_of(date(2024, 3, 8)),
            place=place_of("Konduga", "NGA", at=(11.65, -13.42)), tolls=(toll_of("dead", 30),),
            actors=(party_of(article.title or "", None, "UAF"),),
        ),
        id=f"{n}234e5",
    )
    for n, article in enumerate(ARTICLES, 1)
]  # fmt: skip
LONG = mention_of(article_of("An attack " + "and on " * 6000), "attack")


def converted(given: Path, to: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", f"--infilter=CSV:{SETTINGS}", "--convert-to", to,
         "--outdir", str(folder / "out"), str(given)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / "out" / given.with_suffix("." + to.partition(":")[0]).name


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheet") / "m.csv"
    export([*MENTIONS, LONG], "mentions", path)
    return path


def test_a_workbook_made_of_the_csv_has_every_cell_and_its_type(given: Path) -> None:
    sheet = load_workbook(converted(given, "xlsx", given.parent)).active
    _, *written = rows(given)

    for row, cells in zip(written, sheet.iter_rows(min_row=2, values_only=True), strict=True):
        for column, said, cell in zip(columns.MENTIONS, row, cells, strict=True):
            if said == "":
                assert cell is None
            elif column.kind in ("integer", "number"):
                assert cell == float(said), column.name
            elif column.kind == "date":
                assert isinstance(cell, datetime)
                assert cell.date().isoformat() == said
            else:
                assert str(cell) == said[:LONGEST], column.name


def test_saved_as_csv_again_nothing_is_lost(given: Path) -> None:
    back = converted(given, f"csv:Text - txt - csv (StarCalc):{SETTINGS}", given.parent)

    numbers = {n for n, c in enumerate(columns.MENTIONS) if c.kind in ("integer", "number")}
    before, after = rows(given), rows(back)
    assert after[0] == before[0]
    for one, other in zip(before[1:], after[1:], strict=True):
        for n, (was, is_) in enumerate(zip(one, other, strict=True)):
            assert is_ == was or (n in numbers and float(is_) == float(was))
