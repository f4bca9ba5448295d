"""`dragoman where`: ask the gazetteer."""

from pathlib import Path

import click
import msgspec

from dragoman.errors import UsageError
from dragoman.ontology.gazetteer import Gazetteer, alpha3, open_gazetteer
from dragoman.records import Place, to_json
from dragoman.serve.cli.batch import answer_rows
from dragoman.serve.cli.options import a_point
from dragoman.serve.cli.render import console


class _Question(msgspec.Struct, kw_only=True):
    """A row of `--in`."""

    name: str
    country: str | None = None
    near: str | list[float] | None = None


@click.command()
@click.argument("name", required=False)
@click.option("--country", metavar="CC", help="ISO 3166 code; only there are spellings guessed.")
@click.option("--near", metavar="LAT,LON", help="Prefer what lies near this point.")
@click.option("--json", "as_json", is_flag=True, help="One place a line, as JSON.")
@click.option("--in", "asked", type=click.Path(path_type=Path), metavar="FILE.jsonl")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.jsonl")
def command(
    name: str | None,
    country: str | None,
    near: str | None,
    asked: Path | None,
    out: Path | None,
    *,
    as_json: bool,
) -> int:
    """Give the places called NAME, best first."""
    gazetteer = open_gazetteer()
    if asked is not None:
        return answer_rows(asked, out, lambda row: _answer(gazetteer, row))
    if not name or not name.strip():
        raise UsageError("name a place: dragoman where 'Daraa' --country SYR")
    point = a_point(near) if near else None
    places = gazetteer.where(name, country=_known(gazetteer, country), near=point)
    if as_json:
        for place in places:
            click.echo(to_json(place))
        return 0
    _show(name, places)
    return 0


def _answer(gazetteer: Gazetteer, row: bytes) -> bytes:
    question = msgspec.json.decode(row, type=_Question)
    near = question.near
    point = None
    if isinstance(near, str):
        point = a_point(near)
    elif near is not None:
        lat, lon = near
        point = (lat, lon)
    places = gazetteer.where(question.name, country=_known(gazetteer, question.country), near=point)
    return msgspec.json.encode({**msgspec.json.decode(row, type=dict), "places": places})


def _known(gazetteer: Gazetteer, code: str | None) -> str | None:
    """Refuse a country code that is none: with a wrong one every name would be unknown."""
    if not code or gazetteer.country(alpha3(code)) is not None:
        return code or None
    raise UsageError(f"{code!r} is no country code; write SY or SYR")


def _show(name: str, places: tuple[Place, ...]) -> None:
    out = console()
    if not places:
        out.print(f"no place called {name!r} is known")
    for place in places:
        area = ", ".join(a for a in (place.admin2, place.admin1, place.country) if a)
        at = f"{place.lat:.3f}, {place.lon:.3f}" if place.lat is not None else "no coordinates"
        score = f"{place.score:.2f}" if place.score is not None else "-"
        out.print(f"{score}  {place.name} ({place.precision})  {area}  {at}", soft_wrap=True)
