"""`dragoman export`: products of the store."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.errors import UsageError
from dragoman.records.filter import Filter, parse_filter
from dragoman.serve.cli.render import console

if TYPE_CHECKING:
    from dragoman.publish.sheet import Exported, What
    from dragoman.store import Store

KINDS = ("mentions", "events", "articles", "problems", "origins")
FILTERS = {
    "type": "PLOVER type, such as ASSAULT.",
    "mode": "PLOVER mode, such as heavy-weapons.",
    "status": "happened by default; planned, threatened, …, or any.",
    "actor": "Country, sector, code, id or name of an actor.",
    "recipient": "The same of a recipient.",
    "dyad": "Two sides, such as ISR/IRN, in either role.",
    "country": "Where: ISO 3166 alpha-3.",
    "admin1": "Where: first-level division.",
    "bbox": "Where: west,south,east,north in degrees.",
    "from": "First day.",
    "to": "Last day.",
    "speaker": "Who says so.",
    "min-origins": "Told by at least so many independent reports.",
    "as-of": "What had been published by that day.",
    "text": "Words of the evidence.",
}
"""Every filter with its help; several values are joined by commas or given one by one."""


@click.command()
@click.argument("what", type=click.Choice(KINDS))
@click.option("--db", default="dragoman.db", metavar="URL", show_default=True, help="The store.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", required=True)
def command(what: "What", db: str, out: Path, **filters: tuple[str, ...]) -> int:
    """Write WHAT from the store; the ending chooses the format (.jsonl .csv .parquet .geojson)."""
    from dragoman.publish import check_out, export
    from dragoman.store import open_store

    check_out(out)
    wanted = parse_filter(filters)
    if what == "problems":
        _refuse_filters(filters)
    with open_store(db, create=False) as store:
        written = export(_found(store, wanted)[what](), what, out, quotes=store.quotes)
    console(stderr=True).print(f"{written} {what} written to {out}")
    return 0


def _refuse_filters(filters: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse what would be ignored: a problem has no event, side or date to ask for."""
    given = [name for name, values in filters.items() if values and values != ("any",)]
    if given:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in sorted(given))
        raise UsageError(f"problems cannot be filtered: leave out {options}")


def _found(store: "Store", wanted: Filter) -> "dict[What, Callable[[], Iterable[Exported]]]":
    from dragoman.publish import events_as_of

    return {
        "mentions": lambda: store.mentions(wanted),
        "events": lambda: events_as_of(store, wanted),
        "articles": lambda: store.articles(wanted),
        "problems": store.problems,
        "origins": lambda: store.origins(wanted),
    }


for _name, _help in FILTERS.items():
    _option = click.option(f"--{_name}", _name.replace("-", "_"), multiple=True, help=_help)
    command = _option(command)
