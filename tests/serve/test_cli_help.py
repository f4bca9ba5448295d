"""The command's frame: help, versions, what is not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from dragoman import __version__
from dragoman.serve.cli.main import COMMANDS


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_explains_itself(run, command):
    ran = run(command, "--help")

    assert ran.code == 0
    assert ran.out.startswith("Usage: dragoman " + command)


def test_the_frame_lists_every_command(run):
    ran = run("--help")

    assert ran.code == 0
    assert all(f"  {command} " in ran.out for command in COMMANDS)
    assert run("--version").out == f"dragoman, version {__version__}\n"


def test_an_unknown_command_names_the_nearest(run):
    ran = run("exprot", "mentions")

    assert ran.code == 2
    assert "'export'" in ran.err


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ("doctor", "evaluate")])
def test_a_command_without_its_argument_is_wrong_usage(run, command):
    ran = run(command)

    assert ran.code == 2
    assert ran.err


def test_a_reader_that_has_left_is_no_lost_input():
    dragoman = Path(sys.executable).with_name("dragoman")
    with subprocess.Popen(
        [dragoman, "where", "Goma", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as asked:
        asked.stdout.close()
        said = asked.stderr.read()

    assert (asked.returncode, said) == (0, b"")
