import os
import pty
import subprocess
import sys
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from rich.console import Console

from dragoman.records import Event, Party, Place, Span, Speaker, Time
from dragoman.records.event import EventToll
from dragoman.serve.cli.render import codes, console, dyad, event_toll, safe, speakers, when, where
from dragoman.serve.cli.table import WIDE, Column, Part, event_table, fitted, wrapped

STATUSES = (
    "happened", "planned", "threatened", "called_for", "possible", "background", "denied",
)  # fmt: skip
PLAIN = Event(
    id="e_1",
    type="COOPERATE",
    modes=("heavy-weapons", "disapprove"),
    quad=4,
    score=-9.0,
    status="background",
    actors=(Party(text="Revolutionary Guard", start=0, end=19, code="IRNMIL"),),
    recipients=(Party(text="demonstrators", start=30, end=43, code="IRNCVL"),),
    place=Place(text="Khorramabad", start=50, end=61, name="Khorramabad", country="IRN"),
    time=Time(text="in July", start=70, end=77, from_=date(2025, 7, 28), to=date(2025, 8, 3)),
    tolls=(EventToll(kind="casualties", low=20000, best=None, high=99999, by=()),),
    said_by=(Speaker(text="Observatory", start=80, end=91),),
    mentions=("m_1",),
    articles=1,
    origins=1,
    confidence=0.5,
)


def drawn(events: list[Event], width: int) -> list[str]:
    out = Console(file=StringIO(), width=width)
    out.print(event_table(events, width=width))
    return out.file.getvalue().splitlines()


@pytest.mark.parametrize("width", [80, 100, WIDE, 200])
def test_no_line_is_wider_than_the_terminal(width):
    assert max(map(len, drawn([PLAIN], width))) <= width


@pytest.mark.parametrize("status", STATUSES)
def test_no_word_is_cut_in_eighty_columns(status):
    shown = " ".join(drawn([replace(PLAIN, status=status)], 80)).split()
    for word in (
        "Observatory", "Revolutionary", "Guard", "demonstrators", "IRNMIL", "IRNCVL", "COOPERATE",
        "heavy-", "weapons,", "disapprove", "Khorramabad,", "IRN", "2025-07-28",
        "casualties", status,
    ):  # fmt: skip
        assert word in shown


def test_who_says_so_stands_first():
    heading = drawn([PLAIN], 80)[0]
    assert heading.startswith("who says so")
    assert heading.index("who says so") < heading.index("who → whom") < heading.index("status")


def test_places_and_days_get_columns_of_their_own_where_there_is_room():
    assert "where   " not in drawn([PLAIN], 80)[0]
    assert "where  " in drawn([PLAIN], 140)[0]


def test_what_is_not_known_looks_like_it():
    assert dyad((), PLAIN.recipients) == "… → demonstrators"
    assert codes((), PLAIN.recipients) == "… → IRNCVL"
    assert where(Place(text="Zarbab", start=0, end=6)) == "Zarbab?"
    assert when(Time(text="Tuesday", start=0, end=7, why="no-publication-date")) == "Tuesday?"
    assert speakers(()) == "the article"


def test_a_pronoun_gives_way_to_what_it_refers_to():
    they = Party(
        text="they",
        start=9,
        end=13,
        via="coreference",
        antecedent=Span(start=0, end=6, quote="rebels"),
    )
    assert dyad((they,), ()) == "rebels"


def test_a_supporting_party_stands_after_a_plus():
    helper = Party(text="militias", start=60, end=68, role="supporting")
    assert dyad((*PLAIN.actors, helper), ()) == "Revolutionary Guard + militias"


def test_families_are_never_shown_as_people():
    toll = EventToll(kind="displaced", unit="families", low=300, best=300, high=300, by=())
    assert event_toll(replace(PLAIN, tolls=(toll,))) == ["300 displaced (families)"]


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_wrapping_keeps_every_character_and_the_width(text, width):
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    kept = safe(text).replace("\u200b", "").replace("\u00a0", " ")
    assert "".join("".join(lines).split()) == "".join(kept.split())


@given(
    st.lists(st.text("ab -", max_size=60), min_size=2, max_size=7),
    st.integers(min_value=60, max_value=200),
)
def test_columns_and_gaps_fit_the_width(texts, width):
    columns = [Column(heading="x", cells=((Part(text),),)) for text in texts]
    widths, gap = fitted(columns, width)
    assert min(widths) > 0
    assert sum(widths) + gap * (len(columns) - 1) <= width


def in_a_terminal(*arguments: str, **variables: str) -> str:
    """Run the command on a terminal of its own and give all that it wrote there."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **variables}
    command = [sys.executable, "-c", "from dragoman.serve.cli.main import main; main()"]
    running = subprocess.Popen(
        [*command, *arguments], stdout=theirs, stderr=theirs, stdin=theirs, env=environment
    )
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
    return written.decode()


def test_no_color_means_no_escape_code_even_in_a_terminal():
    assert "\x1b[" in in_a_terminal("who", "Congolese troops", NO_COLOR="")
    assert "\x1b" not in in_a_terminal("who", "Congolese troops", NO_COLOR="1")


def test_an_article_cannot_command_the_terminal(capsys):
    console().print("\x1b]0;title\x07 shelled \x9b31m", PLAIN.status)
    written = capsys.readouterr().out
    assert "shelled" in written
    assert not {"\x1b", "\x07", "\x9b"} & set(written)
