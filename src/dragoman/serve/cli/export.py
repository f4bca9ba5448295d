"""`dragoman export`: products of the store."""

from pathlib import Path

import click

from dragoman.records.filter import parse_filter
from dragoman.serve.cli.render import console

KINDS = ("mentions", "events", "articles", "problems", "origins")
FILTERS = (
    "type mode status actor recipient dyad country admin1 bbox from to speaker min-origins as-of "
    "text"
)


@click.command()
@click.argument("what", type=click.Choice(KINDS))
@click.option("--db", default="dragoman.db", metavar="URL", show_default=True, help="The store.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", required=True)
def command(what: str, db: str, out: Path, **filters: str | tuple[str, ...] | None) -> int:
    """Write WHAT from the store; the ending chooses the format (.jsonl .csv .parquet .geojson)."""
    from dragoman.publish import check_out, export
    from dragoman.store import open_store

    check_out(out)
    wanted = parse_filter(filters)
    with open_store(db, create=False) as store:
        found = {
            "mentions": lambda: store.mentions(wanted),
            "events": lambda: store.events(wanted),
            "articles": lambda: store.articles(wanted),
            "problems": store.problems,
            "origins": lambda: store.origins(wanted),
        }[what]()
        written = export(found, what, out)
    console(stderr=True).print(f"{written} {what} written to {out}")
    return 0


for _name in FILTERS.split():
    command = click.option(f"--{_name}", _name.replace("-", "_"), multiple=True)(command)
