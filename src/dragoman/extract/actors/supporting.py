"""Whether a party only helps: "aided by Russian air power", "backed by militias"."""

from dragoman.records import Parse, Token

_HELPED = frozenset(
    {
        "aid",
        "back",
        "support",
        "assist",
        "help",
        "accompany",
        "escort",
        "advise",
        "reinforce",
        "supply",
        "arm",
        "train",
        "equip",
        "join",
    }
)
_HELP = frozenset({"support", "help", "backing", "assistance", "aid", "cover"})


def supports(parse: Parse, token: Token) -> bool:
    """Say whether a token stands as the helper of another party."""
    for _ in range(4):
        first = parse.first_conjunct(token)
        up = parse.head(first)
        if first.dep == "pobj" and up.lower in ("by", "from", "of", "with"):
            over = parse.head(up)
            if (
                over.tag == "VBN"
                and over.lemma in _HELPED
                and over.dep in ("acl", "advcl", "relcl")
            ):
                return up.lower == "by"
            return over.lower in _HELP and parse.head(over).lower in ("with", "under")
        if first.dep in ("amod", "compound", "poss"):
            token = up
            if token.lower in _HELP and parse.head(token).lower == "with":
                return True
            continue
        return False
    return False
