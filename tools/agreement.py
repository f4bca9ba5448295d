"""Compare two codings of the same texts: agreement by field, as a table in markdown.

Usage: tools/agreement.py A B [--differences]   A and B are files or folders of the notation
       tools/agreement.py A --draw N > B        N sentences of A without answers, to be coded again
"""

import argparse
import sys
from pathlib import Path

from dragoman.evaluate.checking import files_of
from dragoman.evaluate.checking.agreement import agreement, table
from dragoman.evaluate.checking.sheet import sheet
from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.notation import GoldFile, read_file


def main() -> int:
    """Print the table; 2 where a file can't be read or no text is in both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path, nargs="?")
    parser.add_argument("--draw", type=int, metavar="N", help="write N sentences without answers")
    parser.add_argument("--differences", action="store_true", help="list where the two part")
    told = parser.parse_args()
    if (told.other is None) == (told.draw is None):
        parser.error("name two codings, or one and --draw N")
    try:
        if told.draw is not None:
            print(sheet(_read(told.one), told.draw), end="")
            return 0
        found = agreement(_read(told.one), _read(told.other))
    except GoldError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    if not found.texts:
        sys.stderr.write("no text is in both: their words must be the same\n")
        return 2
    print(f"{found.texts} texts in both, {found.alone} in one only\n")
    print(table(found))
    if told.differences:
        for each in found.differences:
            print(f"\n{each.where} {each.field}\n  {each.text}\n  A {each.one}\n  B {each.other}")
    return 0


def _read(path: Path) -> list[GoldFile]:
    return [read_file(file) for file in files_of([path])]


if __name__ == "__main__":
    sys.exit(main())
