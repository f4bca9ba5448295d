"""`dragoman explain`: how one sentence is coded, what was left alone, and why."""

from datetime import date

import click
import msgspec
from rich.console import Console
from rich.table import Table

from dragoman.pipeline.order import Pipeline
from dragoman.records import Mention, Outcome, Parse, Reading, to_json
from dragoman.serve.cli.options import a_date
from dragoman.serve.cli.render import coloured, console, legend, party_name, speakers, when, where


@click.command()
@click.argument("sentence")
@click.option("--published", metavar="DATE", callback=a_date, help="Publication date.")
@click.option("--title", help="Code it under this headline.")
@click.option("--json", "as_json", is_flag=True, help="Write the whole outcome as JSON.")
def command(sentence: str, published: date | None, title: str | None, *, as_json: bool) -> None:
    """Show how SENTENCE is coded: parse, parties, rules, and what was rejected and why."""
    from dragoman.pipeline.articles import article_of_text

    if not sentence.strip():
        raise click.UsageError("the sentence is empty; write: dragoman explain 'Rebels ...'")
    article = article_of_text(sentence, title=title, published=published)
    pipeline = Pipeline()
    ((parsed, reading),) = pipeline.read([article])
    outcome = pipeline.events(parsed, reading)
    if as_json:
        click.echo(to_json(outcome))
        return
    out = console()
    for parse in parsed.passages:
        _parse(out, parse)
    _layers(out, reading)
    show_outcome(out, outcome)


def show_outcome(out: Console, outcome: Outcome) -> None:
    """Print what was coded, field by field, and what was looked at and left alone."""
    _mentions(out, outcome)
    _rejected(out, outcome)


def _parse(out: Console, parse: Parse) -> None:
    out.rule(f"parse of the {parse.in_}", style="dim", align="left")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for token in parse.tokens:
        head = parse.head(token)
        to = "root" if head.i == token.i else f"{token.dep} of {head.text}"
        table.add_row(token.text, token.lemma, token.tag, to, token.ent)
    out.print(table)


def _layers(out: Console, reading: Reading) -> None:
    out.rule("read", style="dim", align="left")
    for party in reading.parties:
        via = f"via {party.via}" if party.via else "unknown"
        more = f", refers to {party.antecedent.quote!r}" if party.antecedent else ""
        out.print(f"party  {party_name(party)}: {via}{more}", soft_wrap=True)
    for place in reading.places:
        sure = f"{place.score:.2f}" if place.score is not None else "no match"
        out.print(f"place  {place.text}: {where(place)}, {place.use}, {sure}", soft_wrap=True)
    for time in reading.times:
        out.print(f"time   {time.text}: {when(time)} {time.why or ''}", soft_wrap=True)
    for toll in reading.tolls:
        out.print(
            f"toll   {toll.text}: {toll.kind} low {toll.low} best {toll.best} high {toll.high}",
            soft_wrap=True,
        )
    for attribution in reading.attributions:
        said = " … ".join(span.quote for span in attribution.content)
        who = speakers(attribution.speakers) if attribution.speakers else "not named"
        out.print(f"says   {who} {attribution.stance}: {said}", soft_wrap=True)


def _mentions(out: Console, outcome: Outcome) -> None:
    out.rule("coded", style="dim", align="left")
    if not outcome.mentions:
        out.print("no event")
        return
    out.print(legend())
    for mention in outcome.mentions:
        out.print(coloured(mention.evidence[0], [mention]))
        for line in _fields(mention):
            out.print(f"  {line}", soft_wrap=True)


def _fields(mention: Mention) -> list[str]:
    cue = f" by {mention.status_cue.quote!r}" if mention.status_cue else ""
    lines = [
        f"type       {mention.type} by rule {mention.maker.rule} on {mention.trigger.quote!r}",
        f"reader     {_judged(mention)}",
        f"status     {mention.status} ({mention.status_rule}{cue})",
        f"says so    {speakers(mention.said_by)}",
    ]
    for name, side in (("actor", mention.actors), ("recipient", mention.recipients)):
        lines += [f"{name:<10} {party_name(p)}, {p.role}, via {p.via}" for p in side]
    if mention.about is not None:
        lines.append(f"about      {mention.about.type}, {mention.about.status}")
    if mention.place is not None:
        lines.append(f"place      {where(mention.place)} ({mention.place.precision})")
    if mention.time is not None:
        lines.append(f"time       {when(mention.time)}")
    lines += [f"toll       {t.text}: {t.kind} {t.low}..{t.high}" for t in mention.tolls]
    lines.append(
        f"codes      modes {', '.join(mention.modes) or '-'}; contexts "
        f"{', '.join(mention.contexts) or '-'}; CAMEO {mention.cameo}; "
        f"Goldstein {mention.goldstein}; quad {mention.quad}; score {mention.score}"
    )
    lines.append(f"missing    {msgspec.json.encode(mention.missing).decode()}")
    return lines


def _judged(mention: Mention) -> str:
    """Say what the trained reader holds of it, and whether the rules agree."""
    held = mention.judged
    if held is None:
        return "not asked: the rules are alone"
    rules = (
        "the rules agree"
        if held.by_rule == mention.type
        else f"the rules read {held.by_rule}"
        if held.by_rule
        else "no rule knows these words"
    )
    return f"an event {held.event:.2f}, of this type {held.type:.2f}; {rules}"


def _rejected(out: Console, outcome: Outcome) -> None:
    out.rule("left alone", style="dim", align="left")
    if not outcome.rejected:
        out.print("nothing was looked at and refused")
    for refused in outcome.rejected:
        out.print(
            f"{refused.trigger.quote!r} as {refused.type} ({refused.rule}): "
            f"{refused.reason} - {refused.said}",
            soft_wrap=True,
        )
    for problem in outcome.problems:
        out.print(f"problem {problem.code}: {problem.said}", soft_wrap=True)
