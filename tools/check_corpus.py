"""Check files of the corpus: what is wrong with them, what they hold, what they share with others.

Usage: tools/check_corpus.py [FILE|FOLDER…] [--counts] [--overlap FOLDER] [--quiet] [--blind]
Without files it checks corpus/. With files it compares them with the rest of corpus/ too.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.evaluate.checking import Finding, check, check_overlap, files_of
from dragoman.evaluate.checking.counts import counts

CORPUS = Path("corpus")


def main() -> int:
    """Print what was found; 1 where something is refused, 2 where there is nothing to check."""
    told = _arguments()
    whole = files_of([CORPUS]) if CORPUS.is_dir() else []
    paths = files_of(told.files) or whole
    if not paths:
        sys.stderr.write("nothing to check: name files, or run it where corpus/ is\n")
        return 2
    checked = check(paths, others=[] if told.blind else whole)
    findings = list(checked.findings)
    if told.overlap is not None:
        findings += check_overlap(checked.files, told.overlap)
    for finding in findings:
        if finding.weight == "refused" or not told.quiet:
            print(_told(finding, paths) if told.blind else finding)
    if told.counts:
        print(counts(checked.files))
    refused = sum(finding.weight == "refused" for finding in findings)
    looked = len(findings) - refused
    print(f"{len(paths)} files: {refused} refused, {looked} to look at again")
    return 1 if refused else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--counts", action="store_true", help="what there is, and what is lacking")
    parser.add_argument(
        "--overlap", type=Path, metavar="FOLDER", help="texts to share nothing with"
    )
    parser.add_argument("--quiet", action="store_true", help="only what is refused")
    parser.add_argument(
        "--blind",
        action="store_true",
        help="for second coders: name no files, and look at no others",
    )
    return parser.parse_args()


def _told(finding: Finding, paths: Sequence[Path]) -> str:
    """Write a finding without names; of several files their number tells them apart."""
    number = f"file {paths.index(finding.path) + 1}, " if len(paths) > 1 else ""
    return f"{number}{finding.blind()}"


if __name__ == "__main__":
    sys.exit(main())
