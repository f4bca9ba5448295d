"""Which part of our own corpus a text belongs to: train, dev or test, by a digest of its words."""

import hashlib
import unicodedata
from pathlib import Path
from typing import Literal

Part = Literal["train", "dev", "test"]
PARTS: tuple[Part, ...] = ("train", "dev", "test")
HIDDEN: Part = "test"
"""The part whose errors are never shown, so that nobody fits rules or models to it."""
FOLDER = "corpus"
"""The folder whose files are split: what lies below a folder of this name."""
_UPPER: tuple[tuple[int, Part], ...] = ((60, "train"), (80, "dev"), (100, "test"))
"""The three parts' upper ends among a hundred."""


def split_of(text: str) -> Part:
    """Give a sentence's part by its plain text, an article's by its id, a report's by its story's.

    >>> split_of("Gunmen opened fire on a bus near Gao."), split_of("The striker shot at goal.")
    ('dev', 'test')
    """
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    drawn = int(hashlib.sha256(plain.encode()).hexdigest(), 16) % 100
    return next(part for upper, part in _UPPER if drawn < upper)


def is_split(path: Path) -> bool:
    """Whether a file is one of the corpus, whose test part is not looked at."""
    return FOLDER in path.resolve().parts[:-1]
