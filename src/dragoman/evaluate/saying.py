"""A mention in one line, for lists of errors and of what was gained and lost."""

from dragoman.records import Mention, Party


def said(mention: Mention) -> str:
    """Write what a mention holds: type, trigger, sides, and its status where it did not happen."""
    status = "" if mention.status == "happened" else f" ({mention.status})"
    sides = f"{_names(mention.actors)} -> {_names(mention.recipients)}"
    return f"{mention.type}{status} {mention.trigger.quote!r}: {sides} [{mention.maker.rule}]"


def _names(parties: tuple[Party, ...]) -> str:
    return ", ".join(f"{p.text} ({p.code or '?'})" for p in parties) or "nobody"
