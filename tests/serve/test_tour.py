import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, sync_playwright
from rich.cells import cell_len

from dragoman.serve.cli.tour_page import Words, nested, uncrossed

SAMPLES = Path(__file__).parents[2] / "samples"
COMMAND = [sys.executable, "-c", "from dragoman.serve.cli.main import main; main()"]
PHONE = 360
"""Pixels across of a small phone."""

CONTRAST = 4.5
"""The least ratio of WCAG 2.2 AA for text of ordinary size."""


class Toured(NamedTuple):
    folder: Path
    first: str
    first_line_s: float
    whole_s: float
    again: str
    """The second run, in a terminal with NO_COLOR."""

    @property
    def page(self) -> Path:
        return self.folder / "demo" / "index.html"


@pytest.fixture(scope="module")
def toured(tmp_path_factory) -> Toured:
    folder = tmp_path_factory.mktemp("tour")
    shutil.copytree(SAMPLES, folder / "samples")
    begun = perf_counter()
    running = subprocess.Popen(
        [*COMMAND, "tour", "samples", "--out", "demo"],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    assert running.stdout is not None
    line = running.stdout.readline()
    first_line = perf_counter() - begun
    first = line + running.communicate()[0]
    assert running.returncode == 0
    return Toured(folder, first, first_line, perf_counter() - begun, _in_a_terminal(folder))


def _in_a_terminal(folder: Path) -> str:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": "1", "COLUMNS": "80"}
    running = subprocess.Popen(
        [*COMMAND, "tour", "samples", "--out", "demo"],
        cwd=folder, stdout=theirs, stderr=theirs, stdin=theirs, env=environment,
    )  # fmt: skip
    os.close(theirs)
    written = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:
            break
        if not more:
            break
        written += more
    os.close(ours)
    assert running.wait() == 0
    return written.decode().replace("\r\n", "\n")


def test_no_line_is_wider_than_eighty_columns(toured):
    for line in (*toured.first.splitlines(), *toured.again.splitlines()):
        assert cell_len(line) <= 80, line


def test_the_first_words_come_long_before_the_last(toured):
    assert toured.first_line_s < toured.whole_s / 3


def test_a_pipe_and_no_color_get_no_escape_code(toured):
    assert "\x1b" not in toured.first
    assert "\x1b" not in toured.again


def test_a_second_run_says_that_nothing_changed(toured):
    assert "nothing changed" not in toured.first
    (new,) = re.findall(r"(\d+) new articles in", toured.first)
    assert f"nothing changed: {new} articles known already" in toured.again


def test_a_second_run_tells_the_same(toured):
    start = "── 1"
    assert start in toured.first
    assert toured.first.partition(start)[2] == toured.again.partition(start)[2]


def test_the_sentence_shows_who_says_so_before_who_did_it(toured):
    part = toured.first.partition("── 1")[2].partition("── 2")[0]
    assert part.index("\nsays so ") < part.index("\nwho ") < part.index("\nwhat ")


def test_the_copy_counts_as_an_article_and_not_as_an_origin(toured):
    part = toured.first.partition("── 3")[2].partition("── 4")[0]
    articles, origins = map(int, re.findall(r"(\d+) articles, (\d+) origins", part)[0])
    assert articles > origins > 1
    assert "(denies)" in part


def test_sport_a_may_and_an_undated_weekday_are_left_alone(toured):
    part = toured.first.partition("── 4")[2].partition("── 5")[0]
    assert re.search(r"No event: .* \(sport", part)
    assert "'may' makes it possible" in part
    assert "'Tuesday' stays empty" in part


def test_the_pasted_commands_work(toured, run, monkeypatch):
    lines = toured.first.partition("Then paste:\n")[2]
    commands = re.sub(r"^\S*dragoman", "dragoman", lines, flags=re.MULTILINE)
    words = 'dragoman() { printf "%s\\0" "$@"; echo; }'
    shell = ["bash", "-e", "-c", f"{words}\n{commands}"]
    read = subprocess.run(shell, capture_output=True, text=True, check=True).stdout.splitlines()
    (toured.folder / "my-article.txt").write_text("Rebels shelled Goma on Tuesday.")
    monkeypatch.chdir(toured.folder)
    ran = [run(*line.split("\0")[:-1]) for line in read]
    assert [each.code for each in ran] == [0, 0, 0]
    assert "status     happened" in ran[0].out
    assert "ASSAULT" in ran[1].out
    assert "Congolese army [asserts]" in ran[2].out


def test_a_folder_without_news_is_toured_honestly(tmp_path, run):
    folder = tmp_path / "nothing"
    folder.mkdir()
    (folder / "a.txt").write_text("The cat sat on the mat.")
    done = run("tour", folder, "--out", tmp_path / "out")
    assert done.code == 0
    assert "No event was found" in done.out
    assert "'Tuesday'" not in done.out
    assert "Every article gave an event" not in (tmp_path / "out" / "index.html").read_text()


def test_the_page_loads_nothing_from_anywhere(toured):
    page = toured.page.read_text(encoding="utf-8")
    assert not re.search(r"""(src|href|url\(|@import|action)[=\s"'(]*(https?:)?//""", page)
    assert "<script" not in page


def _open(toured: Toured, look, *, scheme: str = "light", width: int = 1000) -> None:
    """Open the page in Chromium and look at it; it must ask for nothing and complain of nothing."""
    chromium = shutil.which("chromium")
    assert chromium, "no chromium: run make tests"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True
        )
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(toured.page.as_uri())
        look(page)
        browser.close()
    assert asked == [toured.page.as_uri()]
    assert said == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_has_enough_contrast(toured, scheme):
    def look(page: Page) -> None:
        ratios = page.evaluate(_RATIOS)
        assert len(ratios) > 100
        assert [r for r in ratios if r["ratio"] < CONTRAST] == []

    _open(toured, look, scheme=scheme)


@pytest.mark.browser
def test_a_phone_never_scrolls_sideways(toured):
    def look(page: Page) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE

    _open(toured, look, width=PHONE)


@pytest.mark.browser
def test_the_keyboard_reaches_the_details(toured):
    def look(page: Page) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.tagName") == "SUMMARY":
                break
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.parentElement.open") is True

    _open(toured, look)


@pytest.mark.browser
def test_every_mark_says_its_field_in_words(toured):
    def look(page: Page) -> None:
        marks = page.locator("mark")
        assert marks.count() > 100
        assert page.locator("mark:not(:has(> small))").count() == 0

    _open(toured, look)


_RUNS = st.lists(
    st.builds(
        lambda start, length, field: Words(start, start + length, field),
        st.integers(min_value=0, max_value=20),
        st.integers(min_value=1, max_value=10),
        st.sampled_from(["speaker", "actor", "toll", "cue"]),
    ),
    max_size=8,
)


@given(st.text(min_size=30, max_size=30), _RUNS)
def test_marks_neither_cross_nor_lose_a_character(text, runs):
    ordered = sorted(set(runs), key=lambda w: (w.start, -w.end))
    written = str(nested(text, 0, len(text), uncrossed(ordered)))
    bare = re.sub(r"<small>[^<]*</small>&nbsp;|</?(mark|span)[^>]*>", "", written)
    unescaped = (
        bare.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&#39;", "'")
    )
    assert unescaped.replace("&amp;", "&") == text


_RATIOS = """() => {
  const channels = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = c => {
    const [r, g, b] = channels(c).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = channels(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return getComputedStyle(e).backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => {
      const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
      return {what: e.className + ' ' + e.tagName, ratio: (a + 0.05) / (b + 0.05)};
    });
}"""
