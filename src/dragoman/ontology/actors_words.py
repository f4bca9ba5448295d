"""Text cut into words that compare equal however a name is spelt, with their offsets."""

import re
from functools import lru_cache
from typing import NamedTuple

from unidecode import unidecode

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:[+&][^\W_]*)?")
_LONGEST_WORD = 60
"""Code points; no name in any table has a longer word, and junk need not be transliterated."""


class Word(NamedTuple):
    """One word: its comparable form, where it stands, and how it was capitalised."""

    norm: str
    start: int
    end: int
    capital: bool
    upper: bool


@lru_cache(maxsize=65536)
def _norm(raw: str) -> str:
    """Give the comparable form; "El-Sisi" and "al-Sisi" are one name."""
    plain = raw if raw.isascii() or len(raw) > _LONGEST_WORD else unidecode(raw)
    norm = plain.replace(".", "").lower()
    return "al" if norm == "el" else norm


def words(text: str) -> list[Word]:
    """Cut a text into words; hyphens, apostrophes and dots part words or vanish ("U.S." is "us").

    >>> [w.norm for w in words("Al-Qaïda, the U.S. and Sana'a")]
    ['al', 'qaida', 'the', 'us', 'and', 'sana', 'a']
    """
    return [
        Word(_norm(raw), m.start(), m.end(), raw[0].isupper() or raw[0].isdigit(), raw.isupper())
        for m in _WORD.finditer(text)
        if (raw := m.group())
    ]


def key(text: str) -> str:
    """Give the comparable form of a whole name."""
    return " ".join(word.norm for word in words(text))


def plural(noun: str) -> str:
    """Make the plural of a role noun: the last word of it, or "men" for "man".

    >>> plural("gunman"), plural("secretary"), plural("church"), plural("chief of staff")
    ('gunmen', 'secretaries', 'churches', 'chiefs of staff')
    """
    first, of, rest = noun.partition(" of ")
    if of:
        return plural(first) + of + rest
    if noun.endswith(("man", "woman")) and not noun.endswith("human"):
        return noun[:-2] + "en"
    if noun.endswith("child"):
        return noun + "ren"
    if noun.endswith(("wife", "thief")):
        return noun[:-2] + "ves" if noun.endswith("wife") else noun[:-1] + "ves"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"
