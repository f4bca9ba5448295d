"""Draw the pictures of the README anew: the tour in a terminal, and its page."""

import io
import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from dragoman.serve.cli.tour import read
from dragoman.serve.cli.tour_page import page
from dragoman.serve.cli.tour_show import show_events, show_sentence

IMAGES = Path("docs/images")
FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


def main() -> int:
    """Tour the samples in a folder that is thrown away, and draw what it shows."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("No chromium; run make tests once\n")
        return 2
    shown = Console(
        record=True,
        width=80,
        file=io.StringIO(),
        highlight=False,
        force_terminal=True,
        color_system="truecolor",
    )
    with tempfile.TemporaryDirectory() as folder:
        story = read(Console(file=io.StringIO()), Path("samples"), Path(folder))[1]
        show_sentence(shown, story)
        show_events(shown, story)
        target = Path(folder) / "index.html"
        target.write_text(page(story), encoding="utf-8")
        _photograph(target, chromium)
    drawn = shown.export_svg(title="make demo", code_format=_local_fonts(), unique_id="tour")
    (IMAGES / "tour.svg").write_text(drawn, encoding="utf-8")
    return 0


def _local_fonts() -> str:
    """Give rich's template without the fonts that it would load from a network."""
    bare = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return bare.replace("Fira Code, monospace", FONTS)


def _photograph(target: Path, chromium: str) -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 900, "height": 1060})
        tab.goto(target.as_uri())
        tab.screenshot(path=IMAGES / "demo.png")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
