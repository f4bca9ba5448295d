"""Write the tables of docs/codebook.md from the data files, between their markers."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from dragoman.evaluate.checking.tags import FORMS, REASONS, REGIONS, STYLES
from dragoman.ontology.files import VERSION, read_yaml
from dragoman.ontology.plover import load_plover

CODEBOOK = Path(__file__).parents[1] / "docs" / "codebook.md"
_MADE = re.compile(r"(<!-- made:(\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


class _Option(msgspec.Struct, frozen=True):
    choice: str
    values: Mapping[str, object]
    reason: str


class _Sectors(msgspec.Struct, frozen=True):
    sectors: Mapping[str, str]
    instead_of_country: Mapping[str, str]
    not_in_iso: Mapping[str, str]


class _Vague(msgspec.Struct, frozen=True):
    words: Sequence[str]
    low: int
    high: int
    because: str


class _Qualifier(msgspec.Struct, frozen=True):
    effect: str
    words: Sequence[str]
    because: str


class _Numbers(msgspec.Struct, frozen=True):
    vague: Sequence[_Vague]
    qualifiers: Sequence[_Qualifier]


class _Values(msgspec.Struct, frozen=True):
    statuses: Mapping[str, str]
    toll_kinds: Mapping[str, str]
    speaker_kinds: Mapping[str, str]
    stances: Mapping[str, str]


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    names = list(head)
    lines = [names, ["---"] * len(names), *([str(c) for c in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _code(word: object) -> str:
    return f"`{word}`"


def _version() -> str:
    return f"data files **{VERSION}**."


def _types() -> str:
    rows = [
        (
            name,
            facts.quad,
            f"{facts.score:g}",
            facts.meaning,
            "yes" if facts.is_speech else "",
            facts.future or "",
            "needed" if facts.requires_recipient else "",
        )
        for name, facts in load_plover().types.items()
    ]
    head = ("type", "quad", "score", "in a word", "speech", "still to come", "recipient")
    return _table(head, rows)


def _modes() -> str:
    rows = [
        (type_, _code(mode), f"{facts.score:g}", facts.meaning)
        for (type_, mode), facts in load_plover().modes.items()
    ]
    return _table(("type", "mode", "score", "in a word"), rows)


def _contexts() -> str:
    contexts = load_plover().contexts
    return _table(("context", "about"), ((_code(c), f.meaning) for c, f in contexts.items()))


def _options() -> str:
    options = msgspec.convert(read_yaml("ontology/types.yml"), dict[str, object])["options"]
    chosen = msgspec.convert(options, dict[str, _Option])
    rows = (
        (name.replace("_", " "), o.choice.replace("_", " "), o.reason) for name, o in chosen.items()
    )
    return _table(("question", "our choice", "reason"), rows)


def _sectors() -> str:
    found = msgspec.convert(read_yaml("ontology/sectors.yml"), _Sectors)
    sectors = _table(("sector", "who"), ((_code(c), who) for c, who in found.sectors.items()))
    others = {**found.instead_of_country, **found.not_in_iso}
    return f"{sectors}\n\n" + _table(
        ("instead of a country", "who"), ((_code(c), who) for c, who in others.items())
    )


def _values() -> _Values:
    return msgspec.convert(read_yaml("ontology/values.yml"), _Values)


def _meanings(name: str, meanings: Mapping[str, str]) -> str:
    return _table((name, "means"), ((_code(v), meaning) for v, meaning in meanings.items()))


def _speakers() -> str:
    values = _values()
    kinds = _meanings("kind", values.speaker_kinds)
    return f"{kinds}\n\n" + _meanings("stance", values.stances)


def _numbers() -> str:
    found = msgspec.convert(read_yaml("lexicons/numbers.yml"), _Numbers)
    vague = ((", ".join(v.words), f"{v.low}..{v.high}", v.because) for v in found.vague)
    before = ((", ".join(q.words[:4]), q.because) for q in found.qualifiers)
    return (
        _table(("words", "written", "because"), vague)
        + "\n\n"
        + _table(("before a figure n", "low / best / high"), before)
    )


def _tags() -> str:
    groups = {"form": FORMS, "region": REGIONS, "style": STYLES, "why none": REASONS}
    return _table(("tag", "one of"), ((n, " ".join(map(_code, g))) for n, g in groups.items()))


MADE: Mapping[str, Callable[[], str]] = {
    "version": _version,
    "types": _types,
    "modes": _modes,
    "contexts": _contexts,
    "options": _options,
    "sectors": _sectors,
    "statuses": lambda: _meanings("status", _values().statuses),
    "tolls": lambda: _meanings("kind", _values().toll_kinds),
    "speakers": _speakers,
    "numbers": _numbers,
    "tags": _tags,
}
"""What stands between the markers of each name."""


def filled(page: str) -> str:
    """Give the page with every table made anew; an unknown marker is a KeyError."""
    return _MADE.sub(lambda m: f"{m[1]}{MADE[m[2]]()}\n{m[3]}", page)


def main() -> None:
    """Write the page; a test holds it equal to the data files."""
    CODEBOOK.write_text(filled(CODEBOOK.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
