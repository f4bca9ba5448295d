"""The examples in the smaller lexicons: light verbs, modes, statuses, support, domains, topics."""

import pytest
from coding import coded_by_rules, lacking

from dragoman.extract.events.cues import aggregate_cues, domains, status_cues, support_cues
from dragoman.ontology.files import read_yaml
from dragoman.ontology.modes import load_modes
from dragoman.records.marked import marked

Examples = list[tuple[str, str]]


def _light(kind: str) -> list[str]:
    file = read_yaml("lexicons/light_verbs.yml")
    assert isinstance(file, dict)
    return [e for entry in file["verbs"] for e in entry.get("examples", {}).get(kind, ())]


def _modes(kind: str) -> list[tuple[str, str, str]]:
    return [
        (cue.type, cue.mode, sentence)
        for cues in load_modes().values()
        for cue in cues
        for sentence in cue.examples.get(kind, ())
    ]


@pytest.mark.parametrize("sentence", _light("yes"))
def test_a_light_verb_lends_its_subject_to_the_noun(sentence: str) -> None:
    answer = marked(sentence)

    assert not lacking(list(coded_by_rules(answer.text).mentions), answer)


@pytest.mark.parametrize("sentence", _light("no"))
def test_a_light_verb_that_ends_or_plans_makes_nothing_happen(sentence: str) -> None:
    mentions = coded_by_rules(marked(sentence).text).mentions

    assert [m.type for m in mentions if m.status == "happened" and m.type == "ASSAULT"] == []


@pytest.mark.parametrize(("type_", "mode", "sentence"), _modes("yes"))
def test_a_mode_is_read_from_its_cue(type_: str, mode: str, sentence: str) -> None:
    mentions = coded_by_rules(marked(sentence).text).mentions

    assert mode in {m for mention in mentions if mention.type == type_ for m in mention.modes}


@pytest.mark.parametrize(("type_", "mode", "sentence"), _modes("no"))
def test_a_mode_is_not_read_where_its_cue_means_something_else(
    type_: str, mode: str, sentence: str
) -> None:
    mentions = coded_by_rules(marked(sentence).text).mentions

    assert mode not in {m for mention in mentions if mention.type == type_ for m in mention.modes}


@pytest.mark.parametrize(
    ("status", "sentence"), [(s, e) for s, listed in status_cues().examples.items() for e in listed]
)
def test_a_status_is_read_from_its_cue(status: str, sentence: str) -> None:
    answer = marked(sentence)

    found = [m for m in coded_by_rules(answer.text).mentions if m.status == status]

    assert found


@pytest.mark.parametrize("sentence", support_cues().examples["yes"])
def test_a_supporting_actor_is_told_from_the_main_one(sentence: str) -> None:
    answer = marked(sentence)

    assert not lacking(list(coded_by_rules(answer.text).mentions), answer)


@pytest.mark.parametrize("sentence", support_cues().examples["no"])
def test_a_means_is_no_supporting_actor(sentence: str) -> None:
    (mention,) = coded_by_rules(marked(sentence).text).mentions

    assert {p.role for p in mention.actors} == {"main"}


@pytest.mark.parametrize("sentence", [e for d in domains().domains for e in d.examples["no"]])
def test_sport_markets_weather_and_culture_give_no_event(sentence: str) -> None:
    outcome = coded_by_rules(sentence)

    assert [(m.type, m.trigger.quote) for m in outcome.mentions] == []


@pytest.mark.parametrize("sentence", [e for d in domains().domains for e in d.examples["yes"]])
def test_news_of_conflict_is_not_taken_for_sport(sentence: str) -> None:
    answer = marked(sentence)

    assert not lacking(list(coded_by_rules(answer.text).mentions), answer)


@pytest.mark.parametrize("sentence", aggregate_cues().examples["yes"])
def test_what_is_wider_than_a_place_and_a_day_is_an_aggregate(sentence: str) -> None:
    assert [m.aggregate for m in coded_by_rules(marked(sentence).text).mentions] == [True]


@pytest.mark.parametrize("sentence", aggregate_cues().examples["no"])
def test_one_deed_in_one_place_is_no_aggregate(sentence: str) -> None:
    assert [m.aggregate for m in coded_by_rules(marked(sentence).text).mentions] == [False]
