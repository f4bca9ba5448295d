"""The quality gate: fails where a figure is under its floor, prints what is wrong and what to do.

Run it as `python bench/gate.py --data FOLDER` (or with DRAGOMAN_GOLD set).
"""

import argparse
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.evaluate import evaluate, gate
from dragoman.evaluate.page import quality_page
from dragoman.evaluate.revision import commit_of
from dragoman.evaluate.sets import find_sets

FLOORS = Path(__file__).with_name("floors.toml")
MAKER = "python bench/gate.py --page docs/quality.md"


def main() -> int:
    """Measure every set that has floors and compare."""
    options = _options()
    floors = gate.read_floors(FLOORS) if FLOORS.exists() else {}
    started = time.monotonic()
    names = options.sets or list(floors)
    evaluation = evaluate(
        find_sets(names), options.data, jobs=options.jobs, samples=gate.rows_of(floors)
    )
    took = time.monotonic() - started
    if options.update or options.accept_loss:
        today = datetime.now(UTC).date()
        floors = gate.updated(evaluation, floors, why=options.accept_loss, today=today)
        FLOORS.write_text(gate.written(floors), encoding="utf-8")
    if options.page:
        today = datetime.now(UTC).date()
        page = quality_page(evaluation, maker=MAKER, commit=commit_of(), today=today)
        options.page.write_text(page, encoding="utf-8")
    named = {name: floors[name] for name in names if name in floors}
    broken = gate.check(evaluation, named, requires_all=options.require_all)
    for each in evaluation.unmeasured:
        print(f"{each.name}: {each.status}: {each.said}")
    for each in broken:
        print(f"{each.set}: {each.said}\n    {each.remedy}")
    held = sum(len(pinned.floors) for pinned in named.values())
    verdict = "shut" if broken else "open"
    print(f"gate {verdict}: {held} floors of {len(names)} sets, {len(broken)} broken, {took:.0f} s")
    return 1 if broken else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--data", type=Path, default=os.environ.get("DRAGOMAN_GOLD"))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--require-all", action="store_true", help="fail where a set is not there")
    parser.add_argument("--page", type=Path, help="write the figures there, as docs/quality.md")
    parser.add_argument("--update", action="store_true", help="raise floors, pin digests")
    parser.add_argument("--accept-loss", metavar="WHY", help="lower floors too, with the reason")
    options = parser.parse_args()
    if options.data is None:
        parser.error("name the folder of gold sets with --data or DRAGOMAN_GOLD")
    options.data = Path(options.data)
    return options


if __name__ == "__main__":
    try:
        sys.exit(main())
    except UsageError as wrong:
        sys.exit(f"gate: {wrong}")
