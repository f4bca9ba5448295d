"""`dragoman who`: ask the actor knowledge base."""

from datetime import date
from pathlib import Path

import click
import msgspec

from dragoman.errors import UsageError
from dragoman.ontology.actors import Actors, load_actors
from dragoman.ontology.actors_records import Who
from dragoman.records.party import Party
from dragoman.serve.cli.batch import answer_rows
from dragoman.serve.cli.options import a_date
from dragoman.serve.cli.render import console


class _Question(msgspec.Struct, kw_only=True):
    """A row of `--in`."""

    phrase: str
    on: date | None = None
    context: str | None = None


@click.command()
@click.argument("phrase", required=False)
@click.option("--on", metavar="DATE", callback=a_date, help="Who it was on that day.")
@click.option("--context", metavar="TEXT", help="Words around the phrase.")
@click.option("--json", "as_json", is_flag=True, help="The party as JSON, or null.")
@click.option("--in", "asked", type=click.Path(path_type=Path), metavar="FILE.jsonl")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.jsonl")
def command(
    phrase: str | None,
    on: date | None,
    context: str | None,
    asked: Path | None,
    out: Path | None,
    *,
    as_json: bool,
) -> int:
    """Say who PHRASE is: country, sectors, identity, office on a day, and why."""
    actors = load_actors()
    if asked is not None:
        return answer_rows(asked, out, lambda row: _answer(actors, row))
    if not phrase or not phrase.strip():
        raise UsageError("name somebody: dragoman who 'Congolese troops' --on 2024-03-14")
    found = actors.who(phrase, on=on, context=context)
    if as_json:
        click.echo(msgspec.json.encode(_party(phrase, found)))
        return 0
    _show(phrase, found)
    return 0


def _answer(actors: Actors, row: bytes) -> bytes:
    question = msgspec.json.decode(row, type=_Question)
    found = actors.who(question.phrase, on=question.on, context=question.context)
    answer = _party(question.phrase, found)
    return msgspec.json.encode({**msgspec.json.decode(row, type=dict), "party": answer})


def _party(phrase: str, found: Who | None) -> Party | None:
    """Write the answer as a party without offsets; nobody known is null and never a default."""
    if found is None:
        return None
    return Party(
        text=found.text or phrase,
        start=None,
        end=None,
        name=found.name,
        id=found.id,
        country=found.country,
        sectors=found.sectors,
        code=found.code,
        via=found.via,
    )


def _show(phrase: str, found: Who | None) -> None:
    out = console()
    if found is None:
        out.print(f"{phrase!r} is not known")
        return
    out.print(f"{found.name or found.text}  {found.code or 'no code'}", style="bold")
    out.print(f"country  {found.country or 'unknown'}")
    out.print(f"sectors  {', '.join(found.sectors) or 'unknown'}")
    if found.office:
        out.print(f"office   {found.office}")
    if found.id:
        out.print(f"id       {found.id}")
    for reason in found.why:
        out.print(f"because  {reason}", soft_wrap=True)
