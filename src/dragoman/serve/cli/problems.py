"""What a run could not use, told at its end, and what that means for the exit code."""

from collections.abc import Sequence

from rich.console import Console

from dragoman.records import Problem

_SHOWN = 20


def show_problems(out: Console, problems: Sequence[Problem]) -> None:
    """Print problems, at most twenty of them, and how many more there are."""
    for problem in problems[:_SHOWN]:
        line = f", line {problem.where.line}" if problem.where and problem.where.line else ""
        told = f"problem  {problem.subject}{line}: {problem.said} ({problem.code})"
        out.print(told, style="red")
        out.print(f"         {problem.remedy}", style="dim")
    if len(problems) > _SHOWN:
        out.print(f"problem  and {len(problems) - _SHOWN} more: export problems lists them")


def end(out: Console, problems: Sequence[Problem]) -> int:
    """Tell the problems and, on the last line, how many inputs were lost; give the exit code."""
    show_problems(out, problems)
    lost = sum(problem.costs_input for problem in problems)
    if lost:
        out.print(f"{number(lost, 'input')} could not be used")
    return 1 if lost else 0


def number(count: int, noun: str) -> str:
    """Write a count with its noun.

    >>> number(1, "input"), number(2, "input")
    ('1 input', '2 inputs')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
