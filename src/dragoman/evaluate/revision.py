"""What git says of this checkout; nothing where there is no git."""

import subprocess

from dragoman.errors import UsageError


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git here. A failure of its own is in what it returns."""
    try:
        return subprocess.run(  # noqa: S603 - fixed words and a revision, no shell
            ["git", *arguments],  # noqa: S607 - the user's git
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError as gone:
        raise UsageError("another revision needs git, which is not installed") from gone


def commit_of() -> str:
    """Name the commit that stands here, with a mark where files differ from it."""
    try:
        return git("describe", "--always", "--dirty", "--abbrev=10").stdout.strip() or "unknown"
    except UsageError:
        return "unknown"
