"""The tour's page: one file, no script, no network; every value beside the words that prove it."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

import msgspec
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from dragoman.records import Event, Mention, Rejected, Span
from dragoman.serve.cli.render import (
    LABELS,
    codes,
    dyad,
    event_toll,
    fields_of,
    speakers,
    when,
    where,
)
from dragoman.serve.cli.tour_story import (
    Account,
    Refused,
    Story,
    Told,
    is_counted,
    paragraph,
)


class Words(msgspec.Struct, frozen=True):
    """A run of a sentence that proves a field."""

    start: int
    end: int
    field: str


def page(story: Story) -> str:
    """Write the whole page."""
    counted = [told for told in story.told if is_counted(told.event)]
    other = [told for told in story.told if not is_counted(told.event)]
    return _template().render(
        story=story,
        hero=_hero(story.fullest) if story.fullest is not None else None,
        counted=[_event(told) for told in counted],
        other=[_event(told) for told in other],
        refused=[_refused(refused) for refused in story.refused],
        origins=len({article.origin or article.id for article in story.articles}),
        labels=LABELS,
    )


def marked(sentence: Span, mentions: Iterable[Mention]) -> Markup:
    """Mark the words of a sentence with their fields; marks nest and never cross."""
    found = {
        Words(start - sentence.start, end - sentence.start, field)
        for mention in mentions
        for field, in_, start, end in fields_of(mention)
        if sentence.holds(start, end, "title" if in_ == "title" else "text")
    }
    order = list(LABELS)
    runs = sorted(found, key=lambda w: (w.start, -w.end, order.index(w.field)))
    return nested(sentence.quote, 0, len(sentence.quote), uncrossed(runs))


def uncrossed(runs: Sequence[Words]) -> list[Words]:
    """Cut off what reaches beyond the run that it begins in."""
    kept: list[Words] = []
    open_: list[Words] = []
    for run in runs:
        while open_ and open_[-1].end <= run.start:
            open_.pop()
        inside = run if not open_ else Words(run.start, min(run.end, open_[-1].end), run.field)
        kept.append(inside)
        open_.append(inside)
    return kept


def nested(text: str, start: int, end: int, runs: Sequence[Words]) -> Markup:
    """Write the characters from start to end; `runs` all lie between them."""
    out = Markup()
    at = start
    rest = list(runs)
    while rest:
        run = rest.pop(0)
        inner = []
        while rest and rest[0].start < run.end:
            inner.append(rest.pop(0))
        out += escape(text[at : run.start])
        words = nested(text, run.start, run.end, inner)
        if run.field == "cue":
            out += Markup('<span class="cue">{0}</span>').format(words)
        else:
            label = LABELS[run.field]
            out += Markup('<mark class="{0}"><small>{1}</small>&nbsp;{2}</mark>').format(
                run.field, label, words
            )
        at = run.end
    return out + escape(text[at:end])


def _hero(mention: Mention) -> dict[str, object]:
    return {
        "sentence": marked(mention.evidence[0], [mention]),
        "source": mention.article.source,
        "published": mention.article.published,
        "event": mention.event,
    }


def _event(told: Told) -> dict[str, object]:
    event = told.event
    return {
        "id": event.id,
        "speakers": speakers(event.said_by, own_voice=event.own_voice),
        "sides": dyad(event.actors, event.recipients),
        "codes": codes(event.actors, event.recipients),
        "type": event.type,
        "modes": ", ".join(event.modes),
        "status": event.status,
        "aggregate": event.aggregate,
        "facts": _facts(event),
        "about": ", ".join(
            dict.fromkeys(a.mention.about.type for a in told.accounts if a.mention.about)
        ),
        "articles": event.articles,
        "origins": event.origins,
        "accounts": [_account(account) for account in told.accounts],
    }


def _facts(event: Event) -> list[tuple[str, str]]:
    facts = [
        ("place", where(event.place)),
        ("time", when(event.time)),
        ("toll", ", ".join(event_toll(event))),
    ]
    return [(field, value) for field, value in facts if value]


def _account(account: Account) -> dict[str, object]:
    mention = account.mention
    return {
        "speakers": speakers(mention.said_by),
        "own_voice": not mention.said_by,
        "outlets": ", ".join(account.outlets),
        "copies": account.articles - 1,
        "published": mention.article.published,
        "title": mention.article.title,
        "headline": mention.evidence[0].in_ == "title",
        "sentences": [marked(sentence, [mention]) for sentence in mention.evidence],
        "rule": mention.maker.rule,
        "about": mention.about,
        "missing": sorted(mention.missing.items()),
    }


def _refused(refused: Refused) -> dict[str, object]:
    return {
        "title": refused.article.title,
        "source": refused.article.source,
        "looked_at": [_looked_at(refused, rejected) for rejected in refused.rejected],
    }


def _looked_at(refused: Refused, rejected: Rejected) -> dict[str, object]:
    return {
        "text": paragraph(refused.article, rejected),
        "words": rejected.trigger.quote,
        "type": rejected.type,
        "said": rejected.said,
    }


@cache
def _template() -> Template:
    source = files("dragoman").joinpath("data", "web", "tour.html.j2").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(source)
