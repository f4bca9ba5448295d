"""Every entry of the event lexicon codes its examples and leaves its counter-examples alone."""

from datetime import date

import pytest
from coding import coded_by_rules, lacking

from dragoman.ontology.lexicon import Example, Rule, load_lexicon
from dragoman.records.marked import marked

RULES = load_lexicon().rules
YES = [(rule, example) for rule in RULES for example in rule.yes]
NO = [(rule, example) for rule in RULES for example in rule.no]


def _name(value: object) -> str:
    if isinstance(value, Rule):
        return f"{value.type.lower()}/{value.id}"
    return value.text[:60] if isinstance(value, Example) else str(value)


def _day(example: Example) -> date | None:
    return date.fromisoformat(example.published) if example.published else None


@pytest.mark.parametrize(("rule", "example"), YES, ids=_name)
def test_an_example_is_coded_as_marked(rule: Rule, example: Example) -> None:
    answer = marked(example.text)

    outcome = coded_by_rules(answer.text, published=_day(example))

    fit = [m for m in outcome.mentions if m.type == rule.type and m.status == example.status]
    seen = [(m.type, m.status, m.trigger.quote, m.maker.rule) for m in outcome.mentions]
    left = [(r.type, r.trigger.quote, r.reason) for r in outcome.rejected]
    assert not lacking(fit, answer), f"lacks {lacking(fit, answer)}; mentions {seen}; left {left}"


@pytest.mark.parametrize(("rule", "example"), NO, ids=_name)
def test_a_counter_example_gives_no_event_of_the_type(rule: Rule, example: Example) -> None:
    outcome = coded_by_rules(marked(example.text).text, published=_day(example))

    wrong = [m for m in outcome.mentions if m.type == rule.type]

    assert not wrong, [(m.trigger.quote, m.maker.rule) for m in wrong]


def test_every_rule_has_examples_for_and_against() -> None:
    few = [r.id for r in RULES if (len(r.yes) < 3 and not r.about_only) or len(r.no) < 2]

    assert few == []
