"""`dragoman export`: products of the store."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from dragoman.records.filter import parse_filter
from dragoman.serve.cli.render import console

if TYPE_CHECKING:
    from dragoman.publish.sheet import Exported, What
    from dragoman.records.filter import Filter
    from dragoman.store import Store

KINDS: tuple["What", ...] = ("mentions", "events", "articles", "problems", "origins")
FILTERS: Mapping[str, str] = {
    "type": "Event types, such as ASSAULT.",
    "mode": "Modes, such as aerial.",
    "status": "Statuses; any for all. Default: happened.",
    "actor": "Country, sector, code, id or name of who does it.",
    "recipient": "The same of whom it is done to.",
    "dyad": "Both sides, in either direction: ISR/IRN.",
    "country": "ISO 3166 alpha-3 code of the place.",
    "admin1": "Province of the place.",
    "bbox": "west,south,east,north in degrees.",
    "from": "First day.",
    "to": "Last day.",
    "speaker": "Who says so.",
    "min-origins": "Independent origins, at least.",
    "as-of": "As told by the articles published up to this day.",
    "text": "Words of the evidence.",
}

_C = TypeVar("_C", bound=Callable[..., int])


def filter_options(function: _C) -> _C:
    """Add an option for each filter of the contract."""
    for name, help_ in reversed(tuple(FILTERS.items())):
        function = click.option(
            f"--{name}", name.replace("-", "_"), multiple=True, metavar="VALUE", help=help_
        )(function)
    return function


@click.command()
@click.argument("what", type=click.Choice(KINDS))
@click.option("--db", default="dragoman.db", metavar="URL", show_default=True, help="The store.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", required=True)
@filter_options
def command(what: "What", db: str, out: Path, **filters: tuple[str, ...]) -> int:
    """Write WHAT from the store; the ending chooses the format (.jsonl .csv .parquet .geojson)."""
    from dragoman.ontology.plover import load_plover
    from dragoman.publish import check_out, export
    from dragoman.store import open_store

    check_out(out)
    modes = {mode for _, mode in load_plover().modes}
    wanted = parse_filter(filters, known={"mode": modes})
    with open_store(db, create=False) as store:
        written = export(_found(store, what, wanted), what, out, quotes=store.quotes)
    console(stderr=True).print(f"{written} {what} written to {out}")
    return 0


def _found(store: "Store", what: "What", wanted: "Filter") -> Iterable["Exported"]:
    from dragoman.publish import events_as_of

    if what == "mentions":
        return store.mentions(wanted)
    if what == "events":
        return events_as_of(store, wanted)
    if what == "articles":
        return store.articles(wanted)
    if what == "origins":
        return store.origins(wanted)
    return store.problems()
