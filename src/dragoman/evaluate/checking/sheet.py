"""Draws sentences for a second, blind coding: their words without any answer."""

import hashlib
from collections.abc import Iterable

import yaml

from dragoman.evaluate.notation import GoldFile, GoldText
from dragoman.records.marks import escaped

HEAD = {
    "sources": "drawn from the corpus for a second coding",
    "licence": "CC0-1.0",
    "purpose": "a second pass, blind to the first answer",
}


def sheet(files: Iterable[GoldFile], size: int) -> str:
    """Write a file of the notation with `size` sentences, all as NONE until somebody codes them.

    The same corpus gives the same draw; it is independent of train, dev and test.
    """
    texts = [text for file in files for text in file.sentences]
    drawn = sorted(texts, key=lambda text: _lot(text.text))[:size]
    entries = [_entry(text) for text in drawn]
    return yaml.safe_dump(
        {**HEAD, "sentences": entries}, allow_unicode=True, sort_keys=False, width=96
    )


def _lot(words: str) -> str:
    return hashlib.sha256(f"second pass\0{words}".encode()).hexdigest()


def _entry(text: GoldText) -> dict[str, str]:
    told = {
        "title": text.title,
        "published": text.published.isoformat() if text.published else "none",
        "source": text.source,
    }
    return {k: v for k, v in told.items() if v is not None} | {"NONE": escaped(text.text)}
