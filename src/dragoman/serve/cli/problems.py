"""What a run could not use, told at its end, and what that means for the exit code."""

from collections.abc import Sequence

from rich.console import Console

from dragoman.records import Problem

_SHOWN = 20


def show_problems(out: Console, problems: Sequence[Problem]) -> None:
    """Print problems, at most twenty of them, and how many more there are."""
    for problem in problems[:_SHOWN]:
        line = f", line {problem.where.line}" if problem.where and problem.where.line else ""
        out.print(f"problem  {problem.subject}{line}: {problem.said} ({problem.code})", style="red")
        out.print(f"         {problem.remedy}", style="dim")
    if len(problems) > _SHOWN:
        out.print(f"problem  and {len(problems) - _SHOWN} more: export problems lists them")


def lost_inputs(problems: Sequence[Problem]) -> int:
    """Count the problems that cost a whole input."""
    return sum(problem.costs_input for problem in problems)


def exit_code(problems: Sequence[Problem]) -> int:
    """Give 1 where some inputs could not be used, else 0."""
    return 1 if lost_inputs(problems) else 0
