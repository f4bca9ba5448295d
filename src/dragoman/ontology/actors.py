"""The actor knowledge base: who a name, a role or a nationality stands for on a given day."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from dragoman.ontology.actors_compose import Phrase, compose
from dragoman.ontology.actors_lexicon import Lexicon
from dragoman.ontology.actors_records import Item, Naming, Who
from dragoman.ontology.actors_roles import Phrases, read_phrases, read_roles
from dragoman.ontology.actors_tables import Alias, entries, open_table, states
from dragoman.ontology.actors_words import Word, words
from dragoman.records.party import party_code

Where = Callable[[str], str | None]
"""Gives the country of a place name, or None where there is no such place or several."""

_STOPS = frozenset(
    {"of", "in", "from", "at", "to", "for", "who", "which", "that", "with", "by", "on", "against"}
    | {"across", "near", "inside", "around", "throughout", "and", "or", "loyal", "under", "within"}
)
_OWNING = frozenset({"of", "in", "from", "at", "across", "near", "inside", "throughout", "within"})


class Actors:
    """Names, roles and nationalities. Read-only."""

    def __init__(self, lexicon: Lexicon, phrases: Phrases) -> None:
        self.lexicon = lexicon
        self.phrases = phrases

    def who(
        self,
        phrase: str,
        *,
        on: date | None = None,
        context: str | None = None,
        where: Where | None = None,
    ) -> Who | None:
        """Say who a phrase stands for, without a parse; None where nothing in it is known.

        `context` is any text around the phrase: its only state is taken for a bare role.
        """
        items = self.lexicon.scan(phrase, loose=phrase.islower())
        segments = list(_segments(words(phrase), items))
        naming, text = self._read(phrase, segments, on=on, where=where)
        if naming is None:
            naming, text = _place_only(phrase, segments, where)
        if naming is None:
            return None
        country = naming.country
        if country is None and naming.open_country and context:
            country = self._only_state(context)
        return Who(
            text=text,
            name=naming.name,
            id=naming.id,
            country=country,
            sectors=naming.sectors,
            code=party_code(country, naming.sectors),
            via=naming.via,
            office=naming.office,
            on=on,
            why=naming.why,
        )

    def _read(
        self, phrase: str, segments: list["_Segment"], *, on: date | None, where: Where | None
    ) -> tuple[Naming | None, str]:
        for n, segment in enumerate(segments):
            heads = [i for i in segment.items if i.sense.can_head or i.sense.state]
            if not heads or (self._counts(segment) and n + 1 < len(segments)):
                continue
            head = _best_head(heads)
            owning = _OWNING | {"for"} if "spokes" in head.text.lower() else _OWNING
            after = tuple(i for s in segments[n + 1 :] if s.after in owning for i in s.items)
            before = tuple(i for i in segment.items if i.end <= head.start)
            naming = compose(
                Phrase(
                    head=head,
                    before=before,
                    after=after,
                    place=_place(phrase, segments[n:], where),
                    former=any(w.norm in self.phrases.former for w in segment.words),
                    day=on,
                )
            )
            if naming is not None:
                return naming, phrase[head.start : head.end] if not before else phrase.strip()
        return None, phrase

    def _counts(self, segment: "_Segment") -> bool:
        """Whether a segment only counts or groups what follows its "of"."""
        if not segment.words or segment.next != "of":
            return False
        last = segment.words[-1].norm
        return last in self.phrases.counters or last.removesuffix("s") in self.phrases.counters

    def _only_state(self, context: str) -> str | None:
        found = {
            i.sense.entry.tenures[0].country
            for i in self.lexicon.scan(context)
            if i.sense.state and i.sense.entry
        }
        return found.pop() if len(found) == 1 else None


class _Segment:
    """The words between two prepositions."""

    def __init__(self, after: str | None) -> None:
        self.after = after
        self.next: str | None = None
        self.words: list[Word] = []
        self.items: list[Item] = []


def _segments(cut: list[Word], items: list[Item]) -> Iterator[_Segment]:
    """Cut a phrase at its prepositions, but never inside a name."""
    segment, at = _Segment(None), 0
    for word in cut:
        while at < len(items) and items[at].end <= word.start:
            at += 1
        inside = at < len(items) and items[at].start <= word.start < items[at].end
        if inside and items[at].start == word.start:
            segment.items.append(items[at])
        if word.norm in _STOPS and not inside and (segment.words or segment.after):
            segment.next = word.norm
            yield segment
            segment = _Segment(word.norm)
        else:
            segment.words.append(word)
    yield segment


def _best_head(heads: list[Item]) -> Item:
    """Take the last head of a segment; a known name after a title wins by standing last."""
    nouns = [h for h in heads if h.sense.can_head]
    return nouns[-1] if nouns else heads[-1]


def _place(phrase: str, segments: list[_Segment], where: Where | None) -> str | None:
    if where is None:
        return None
    for segment in segments:
        taken = {
            w.start for w in segment.words for i in segment.items if i.start <= w.start < i.end
        }
        run = [w for w in segment.words if w.capital and w.start not in taken]
        if run and (country := where(phrase[run[0].start : run[-1].end])):
            return country
    return None


def _place_only(
    phrase: str, segments: list[_Segment], where: Where | None
) -> tuple[Naming | None, str]:
    """Read a phrase whose only known word is a state or a place: somebody or something there."""
    for segment in segments:
        for item in segment.items:
            if item.sense.state and item.sponsor is None and item.sense.entry is not None:
                country = item.sense.entry.tenures[0].country
                why = (f"{item.text}: {item.sense.entry.id}",)
                return Naming(country=country, via="place", why=why), phrase.strip()
    country = _place(phrase, segments, where)
    if country is None:
        return None, phrase
    return Naming(country=country, via="place", why=(f"place in {country}",)), phrase.strip()


def aliases() -> Iterator[Alias]:
    """Read every table of names."""
    countries = open_table("countries.csv")
    codes = frozenset(row["code"] for row in countries.rows)
    yield from states(countries)
    yield from entries(open_table("groups.csv"), "group", codes)
    yield from entries(open_table("organisations.csv"), "organisation", codes)
    yield from entries(open_table("persons.csv"), "person", codes)
    yield from entries(open_table("media.csv"), "outlet", codes)


@cache
def load_actors() -> Actors:
    """Load the knowledge base, once a process."""
    phrases = read_phrases()
    return Actors(Lexicon(aliases(), read_roles(), phrases), phrases)


@cache
def _state_names() -> dict[str, str]:
    return {
        row["code"]: row["names"].split(";")[0].strip() for row in open_table("countries.csv").rows
    }


def state_name(code: str) -> str | None:
    """Give the name of the state with a code, None where the knowledge base has none."""
    return _state_names().get(code)
