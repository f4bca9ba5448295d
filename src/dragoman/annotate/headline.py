"""Headlines in Title Case, made readable for a parser that was trained on sentences."""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_ALWAYS_SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "over", "after"}
    | {"before", "amid", "as", "and", "or", "but", "up", "down", "out", "off", "near", "into"}
    | {"against", "about", "under", "between", "during", "until", "is", "are", "was", "were"}
    | {"be", "been", "has", "have", "had", "not", "no", "its", "their", "his", "her", "it"}
    | {"they", "he", "she", "who"}
)
_SHORT = 3
"""Letters of the longest word that a Title Case headline may still write small."""


def sentence_case(title: str, body: str) -> str:
    """Lower the words of a Title Case headline that the body writes in lower case.

    Only case changes and only where the length stays, so that offsets stay true. A headline that
    has a lower-case word of more than three letters is a sentence already and is left alone.
    An unknown word keeps its capital: a name wrongly lowered costs more than a verb wrongly raised.

    >>> sentence_case("Army Shells Town of Nawa", "The army shells a town. In Nawa nobody slept.")
    'Army shells town of Nawa'
    """
    words = list(_WORD.finditer(title))
    if any(w[0].islower() and len(w[0]) > _SHORT and w[0] not in _ALWAYS_SMALL for w in words):
        return title
    seen = Counter(_WORD.findall(body))
    shouting = all(w[0].isupper() for w in words)
    out = list(title)
    for n, word in enumerate(words):
        small = word[0].lower()
        if len(small) != len(word[0]) or (n == 0 and not shouting):
            continue
        if n == 0:
            out[word.start() : word.end()] = word[0].capitalize()
            continue
        proper = word[0].capitalize() if shouting else word[0]
        if small in _ALWAYS_SMALL or _more_often_small(small, proper, seen):
            out[word.start() : word.end()] = small
        elif shouting and len(small) > 1 and not seen[word[0]]:
            out[word.start() : word.end()] = proper
    return "".join(out)


def _more_often_small(small: str, proper: str, seen: Counter[str]) -> bool:
    stem = _stem(small)
    lows = sum(n for w, n in seen.items() if w.islower() and _stem(w) == stem)
    return lows > 0 and lows >= seen[proper]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "d"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e")
