"""Whether the sides of a mention are those of a gold record, strictly or leniently read."""

import re
from collections.abc import Sequence

import msgspec

from dragoman.evaluate.same_words import share_words, words_of
from dragoman.records import Mention, Party

COUNTRY, CODE = "country", "code"
_CODE = re.compile(r"[A-Z]{3}")
_ANY = "***"

OTHER_COUNTRIES = {
    "JAP": frozenset({"JPN"}),
    "ITL": frozenset({"ITA"}),
    "VTN": frozenset({"VNM"}),
    "IGO": frozenset({"IGO", "UNO", "EUR", "NGO"}),
    "NGO": frozenset({"NGO", "IGO"}),
}
"""Codes of the records that are misspelt, older, or mixed up, and what is right for them too."""
WRONG_COUNTRIES = {("UGA", "rwanda"): "RWA", ("UGA", "rwandan"): "RWA"}
"""A record's code that is wrong where its words have this one, with the right code."""
OTHER_SECTORS = {
    "CIV": frozenset({"CVL"}),
    "MOS": frozenset({"REL", "CVL", "REB", "OPP"}),
    "UAF": frozenset({"UAF", "REB", "PRE"}),
    "JRN": frozenset({"JRN", "MED"}),
}
"""Sectors that are misspelt, a religion only, or called otherwise today, and what is right too."""
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
"""Types whose two sides the records and our codebook may both write as two actors."""


class GoldParty(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A party of a record. `sector` may carry an ethnic group or a religion after its letters."""

    actor_text: str
    code: str
    sector: str | None = None

    @property
    def said(self) -> str:
        """Write words and codes."""
        return f"{self.actor_text} ({self.code}{self.sector or ''})"


GoldSides = tuple[Sequence[GoldParty], Sequence[GoldParty]]


def is_party(party: GoldParty) -> bool:
    """Whether a record's codes have the form of codes."""
    is_sector = party.sector in (None, _ANY) or _CODE.match(party.sector or "") is not None
    return _CODE.fullmatch(party.code) is not None and is_sector


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """One way of reading the records: to the letter, or with what is known of them allowed for."""

    is_lenient: bool

    def verdicts(self, gold: GoldSides, ours: Mention, type_: str) -> dict[str, dict[str, bool]]:
        """Say for actor and recipient whether the country is right, and the whole code."""
        is_one_sided = bool(gold[1]) != bool(ours.recipients)
        if self.is_lenient and is_one_sided and type_ in MUTUAL:
            both = self._mutual([*gold[0], *gold[1]], [*ours.actors, *ours.recipients])
            if both[COUNTRY]:
                return {"actor": both, "recipient": both}
        recipient = self._side(gold[1], ours.recipients)
        if self.is_lenient and gold[1] and not ours.recipients:
            recipient = _as_place(gold[1], ours)
        return {"actor": self._side(gold[0], ours.actors), "recipient": recipient}

    def _mutual(self, gold: Sequence[GoldParty], ours: Sequence[Party]) -> dict[str, bool]:
        return {
            part: all(any(_fits(g, o, part) for o in ours) for g in gold)
            for part in (COUNTRY, CODE)
        }

    def _side(self, gold: Sequence[GoldParty], ours: Sequence[Party]) -> dict[str, bool]:
        if not gold or not ours:
            is_right = not gold and not ours
            return {COUNTRY: is_right, CODE: is_right}
        if self.is_lenient:
            return {
                part: any(_fits(g, o, part) for g in gold for o in ours) for part in (COUNTRY, CODE)
            }
        return {
            COUNTRY: {g.code for g in gold} == {o.country for o in ours},
            CODE: {(g.code, _sector(g)) for g in gold}
            == {(o.country, next(iter(o.sectors), None)) for o in ours},
        }


SIDES = {"strict": Reader(is_lenient=False), "lenient": Reader(is_lenient=True)}
"""Both ways, by the word that figures carry."""


def _as_place(gold: Sequence[GoldParty], ours: Mention) -> dict[str, bool]:
    """Take the event's place for the recipient, as the records write it ("in TARGET")."""
    same = [
        g
        for g in gold
        for place in ours.places
        if place.country in _countries(g) and share_words(g.actor_text, place.text)
    ]
    return {COUNTRY: bool(same), CODE: any(_sector_fits(_sector(g), ()) for g in same)}


def _sector(gold: GoldParty) -> str | None:
    """Give a record's sector without what follows it."""
    return gold.sector[:3] if gold.sector else None


def _fits(gold: GoldParty, ours: Party, part: str) -> bool:
    """Whether one party is the other, with the records' known flaws allowed for."""
    is_country = ours.country in _countries(gold)
    return is_country and (part == COUNTRY or _sector_fits(_sector(gold), ours.sectors))


def _countries(gold: GoldParty) -> frozenset[str]:
    wrong = {WRONG_COUNTRIES.get((gold.code, word)) for word in words_of(gold.actor_text)}
    known = frozenset(code for code in wrong if code)
    return known or OTHER_COUNTRIES.get(gold.code, frozenset({gold.code}))


def _sector_fits(gold: str | None, ours: Sequence[str]) -> bool:
    """Whether the sector fits; a record without one, or with stars, says nothing of it.

    A country by its bare name and its government are coded alike in the records.
    """
    if gold is None or gold == _ANY or (gold == "GOV" and not ours):
        return True
    return bool(OTHER_SECTORS.get(gold, frozenset({gold})) & set(ours))
