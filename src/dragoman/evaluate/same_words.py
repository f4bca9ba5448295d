"""Whether two runs of words name the same thing, loosely: gold phrases are cut in many ways."""

import re

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SMALL_WORDS = "a an the of and in on at to for from by with its his her their s"
_SMALL = frozenset(_SMALL_WORDS.split(" "))


def words_of(text: str) -> frozenset[str]:
    """Give the words that carry a phrase, in small letters, without possessive endings.

    >>> sorted(words_of("the Army's two Brigades"))
    ['army', 'brigades', 'two']
    """
    found = (w.casefold().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(text))
    return frozenset(w for w in found if w not in _SMALL)


def share_words(one: str, other: str) -> bool:
    """Whether two phrases have a word in common that is not a small one.

    >>> share_words("U.S. forces", "the forces of the U.S."), share_words("the army", "the police")
    (True, False)
    """
    return bool(words_of(one) & words_of(other))
