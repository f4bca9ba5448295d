"""The place, day and agency that a wire report begins with."""

import re

_DASH = r"\s*(?:--|[-–—])\s+"
_AGENCY = r"\((?P<agency>[A-Z][\w .,/&-]{1,40})\)"
_CITY = r"[A-Z][A-Z'’.-]+(?:[ /-][A-Z][A-Z'’.-]*)*"
_TITLED = r"[A-ZÀ-Þ][\w'’.-]+(?:[ /-](?:[A-ZÀ-Þ][\w'’.-]*|al|el|de|del|la)){0,4}"
_REST = r"(?:,\s+[A-Z][\w'’. -]{1,30}){0,3}(?:,?\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?"
_FORMS = (
    re.compile(rf"(?P<line>{_CITY}{_REST}(?:,?\s*{_AGENCY})?){_DASH}"),
    re.compile(rf"(?P<line>{_TITLED}{_REST},?\s*{_AGENCY}){_DASH}"),
    re.compile(rf"(?P<line>{_TITLED},\s+{_TITLED})\s+[–—]\s+"),
    re.compile(r"(?P<line>\([A-Z][\w .,/&-]{1,30}\))\s*(?:--|[-–—])\s+"),
)
_REACH = 120


def dateline_of(paragraph: str) -> str | None:
    """Give the dateline that a paragraph begins with, without its dash.

    >>> dateline_of("GOMA, Congo, March 4 (Reuters) - Rebels took the town.")
    'GOMA, Congo, March 4 (Reuters)'
    >>> dateline_of("The army - or what is left of it - withdrew.") is None
    True
    """
    start = paragraph[:_REACH]
    found = next((match for form in _FORMS if (match := form.match(start))), None)
    return found["line"].strip() if found else None
