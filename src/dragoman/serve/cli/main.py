"""The `dragoman` command: a thin door over the rooms, and the exit codes of the contract.

0 done; 1 done, but some inputs could not be used; 2 wrong usage, nothing done; 3 stopped by the
machine, what was committed stands; 130 interrupted.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from dragoman import __version__
from dragoman.errors import DragomanError, NoStoreError, StoreError

COMMANDS = {
    "code": "Read news and code its events: who did what to whom, where, when, and who says so.",
    "read": "Give everything that is read before events are coded, one reading a line.",
    "explain": "Show how one sentence is coded, and why.",
    "export": "Write mentions, events, articles, problems or origins from the store.",
    "evaluate": "Measure the coding on gold sets.",
    "unknown": "List the frequent names and words that the data files do not know.",
    "where": "Ask the gazetteer.",
    "who": "Ask the actor knowledge base.",
    "doctor": "Check the installation and say what to mend.",
    "tour": "Show what Dragoman does on a folder of articles.",
}
"""Every command with its one-line help, so that `--help` need not import them."""


class LazyGroup(click.Group):
    """Imports a command's module only when it is called: `--help` stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the documentation."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"dragoman.serve.cli.{cmd_name}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} is no command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table above."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command for one that is not there."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dragoman")
def dragoman() -> None:
    """Read news and give sourced event data: every value tied to the words that prove it.

    Start with: dragoman code FILE
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with the contract's exit code."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = dragoman.main(args=arguments, prog_name="dragoman", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo(
            "dragoman: interrupted; what was committed stands; run again to finish", err=True
        )
        return 130
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except NoStoreError as wrong:
        click.echo(f"dragoman: {wrong}", err=True)
        return 2
    except StoreError as stopped:
        click.echo(f"dragoman: {stopped}", err=True)
        return 3
    except DragomanError as wrong:
        click.echo(f"dragoman: {wrong}", err=True)
        return 2
    except (BrokenPipeError, SystemExit):
        # The reader of our output has left (click and rich leave with SystemExit then): what is
        # still to be flushed must go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except (OSError, MemoryError) as stopped:
        said = str(stopped) or type(stopped).__name__
        click.echo(f"dragoman: the machine stopped the run: {said}", err=True)
        return 3
    return code if isinstance(code, int) else 0
