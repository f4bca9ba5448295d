"""Writes an answer in the corpus notation, so that it reads back the same."""

from collections.abc import Iterator

import msgspec
from msgspec import UNSET

from dragoman.evaluate.notation.gold import GoldMention, GoldParty, GoldSpeaker
from dragoman.evaluate.notation.heading import Heading, write_heading
from dragoman.evaluate.notation.mention import Passages, nearest
from dragoman.evaluate.notation.values import Field, write_values
from dragoman.records import Span
from dragoman.records.marks import Mark, MarkedText, value_of, write_marks


def write_mention(mention: GoldMention, passages: Passages | None = None) -> tuple[str, str]:
    """Give the heading and the marked copy of a mention."""
    heading = Heading(
        type=mention.type,
        status=mention.status,
        about=None if mention.about is None else (mention.about.type, mention.about.status),
        in_title=mention.evidence.in_ == "title",
        aggregate=mention.aggregate,
        modes=mention.modes,
        contexts=mention.contexts,
        cameo=mention.cameo,
        missing=mention.missing,
        open=mention.open,
        label=mention.label,
        part_of=mention.part_of,
        turn=mention.turn,
        nth=mention.nth,
    )
    whole = passages or Passages(text=mention.evidence.quote)
    return write_heading(heading), write_marks(_Written(mention, whole).marked())


class _Written:
    """Turns the fields of one mention into marks."""

    def __init__(self, mention: GoldMention, passages: Passages) -> None:
        self._mention = mention
        in_title = mention.evidence.in_ == "title"
        self._whole = (passages.title or "") if in_title else passages.text

    def marked(self) -> MarkedText:
        """Give the text of the sentence with all marks."""
        start, mention = self._mention.evidence.start, self._mention
        stars = tuple((s.start - start, s.end - start) for s in mention.trigger)
        return MarkedText(text=mention.evidence.quote, marks=tuple(self._marks()), stars=stars)

    def _marks(self) -> Iterator[Mark]:
        yield from self._sides()
        mention = self._mention
        if mention.place is not None:
            yield self._mark("place", mention.place.span, "place", mention.place)
        for place in mention.places:
            yield self._mark("places", place.span, "place", place)
        if mention.time is not None:
            yield self._mark("time", mention.time.span, "time", mention.time)
        for toll in mention.tolls:
            yield self._mark(toll.kind, toll.span, "toll", toll)
        for speaker in mention.said_by:
            mark = self._mark("speaker", speaker.span, "speaker", speaker)
            yield msgspec.structs.replace(mark, number=speaker.number)
            if speaker.cue is not UNSET:
                cue = self._plain("cue", speaker.cue)
                yield msgspec.structs.replace(cue, number=speaker.number)
        if mention.status_cue is not UNSET:
            yield self._plain("status", mention.status_cue)
        if mention.about is not None and mention.about.trigger is not UNSET:
            yield self._plain("about", mention.about.trigger)

    def _sides(self) -> Iterator[Mark]:
        for party in self._mention.actors:
            is_main = party.role == "main"
            yield self._mark("actor" if is_main else "supporting", party.span, "party", party)
        for party in self._mention.recipients:
            yield self._mark("recipient", party.span, "party", party)

    def _plain(self, role: str, span: Span) -> Mark:
        start = self._mention.evidence.start
        return Mark(role=role, start=span.start - start, end=span.end - start)

    def _mark(self, role: str, span: Span | None, field: Field, record: msgspec.Struct) -> Mark:
        values = write_values(field, record)
        if role == "supporting":
            values = tuple(v for v in values if v != role)
        if isinstance(record, GoldParty | GoldSpeaker) and record.antecedent is not UNSET:
            values += (self._antecedent(record.antecedent, span),)
        made = Mark(role=role, start=0, end=0, values=values or None)
        if span is None:
            return msgspec.structs.replace(made, values=values)
        plain = self._plain(role, span)
        return msgspec.structs.replace(made, start=plain.start, end=plain.end)

    def _antecedent(self, antecedent: Span, span: Span | None) -> str:
        words, whole = antecedent.quote, self._whole
        places = [at for at in range(len(whole)) if whole.startswith(words, at)]
        at = span.start if span is not None else self._mention.evidence.start
        nth = places.index(antecedent.start) + 1
        is_plain = nearest(places, len(words), at) == antecedent.start
        return f"^{value_of(words)}" + ("" if is_plain else f"#{nth}")
