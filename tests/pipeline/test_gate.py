"""What is not parsed could not have given an event."""

import pytest

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.extract.events.candidates import Finder
from dragoman.extract.events.scene import Scene
from dragoman.ontology.lexicon import load_lexicon
from dragoman.ontology.light import load_light_verbs
from dragoman.ontology.possible import possible
from dragoman.pipeline.coder import pipeline_coder
from dragoman.pipeline.order import RULES, Pipeline
from dragoman.records import Reading
from dragoman.records.marked import marked
from dragoman.testing import article_of

QUIET = (
    "Melt the butter in a wide pan, add the onions and cook them slowly until they are soft.\n"
    "A rare orchid has been found in a quarry near the motorway.\n"
    "The band plays its last concert in Hamburg in September."
)
AWKWARD = (
    "Rebels overthrew the president; he'd been shot, and they weren't gonna stop.",
    "ARMY SHELLS TOWN AS CEASE-FIRES COLLAPSE, 12 KILLED",
    "The air - strikes hit Homs on Monday, and thieves knifed men's wives.",
    "Let's go, y'all: c'mon, it ain't rapping, he raped and axed them.",
)


EMPTY_WORDS = (
    "Readers often ask which spices belong into the stew.",
    "The champion beat her opponent in straight sets to reach the final.",
    "Two sisters in the film cannot agree on what to do with the lighthouse.",
    "Inflation slowed in June, helped by cheaper fuel.",
    "The exhibition of photographs runs until 12 March and admission is free.",
)
"""Sentences that have the words of an event rule, and no event."""


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(coder=RULES)


def _no_examples() -> list[str]:
    return [marked(e.text).text for rule in load_lexicon().rules for e in rule.no]


def test_every_example_of_an_event_rule_can_have_events(annotator: SpacyAnnotator) -> None:
    examples = {marked(e.text).text for rule in load_lexicon().rules for e in rule.yes}

    drafts = ((text, annotator.draft(article_of(text))) for text in examples)
    stopped = [text for text, draft in drafts if not any(map(possible(), draft.words()))]

    assert len(examples) > 300
    assert stopped == []


def test_what_is_coded_is_the_same_behind_the_gate(pipeline: Pipeline) -> None:
    articles = [article_of(f"{text}\n{QUIET}") for text in _no_examples()[::20]]

    behind = [pipeline.code_if_any(article) for article in articles]

    coded = [outcome.mentions if outcome is not None else () for outcome in behind]
    assert coded == [full.mentions for full in pipeline.code(articles)]
    assert 0 < behind.count(None) < len(behind)


def test_every_candidate_with_names_is_a_prospect_without(
    pipeline: Pipeline, annotator: SpacyAnnotator
) -> None:
    finder = Finder(load_lexicon(), load_light_verbs())
    examples = [marked(e.text).text for rule in load_lexicon().rules for e in rule.yes]
    article = article_of("\n".join([*examples, *_no_examples()][::2]))

    draft = annotator.draft(article)
    nameless = [
        {rule.id for rule in finder.prospects(Scene(parse, Reading(article=article)), n)}
        for _, parse in draft.unnamed([True] * len(list(draft.words())))
        for n in range(len(parse.sentences))
    ]

    ((parsed, reading),) = pipeline.read([article])
    scene = Scene(parsed.passage("text"), reading)
    found = [finder.find(scene, n) for n in range(len(scene.parse.sentences))]
    assert sum(map(len, found)) > 300
    for foreseen, candidates in zip(nameless, found, strict=True):
        assert {candidate.rule.id for candidate in candidates} <= foreseen


def test_no_light_verb_asks_for_a_party_or_a_place() -> None:
    """Else the slots of a noun that it lends to could not be foreseen without names."""
    asked = [word for each in load_light_verbs().values() for v in each for word in v.pattern.rest]

    assert not any(word.classes & {"party", "place"} for word in asked)


def test_a_draft_gives_what_a_parse_gives_whatever_was_parsed_of_it_before(
    annotator: SpacyAnnotator,
) -> None:
    article = article_of("\n".join(AWKWARD), title="Rebels Shell Town as Talks End")
    (whole,) = annotator.parse([article])

    draft = annotator.draft(article)
    assert len(list(draft.words())) == len(AWKWARD) + 1
    list(draft.unnamed([True, False, True, False, True]))
    draft.named(2)
    draft.named(3)

    assert [p.tokens for p in draft.parsed().passages] == [p.tokens for p in whole.passages]


@pytest.mark.parametrize("text", [*AWKWARD, QUIET])
def test_no_form_and_no_lemma_of_the_parse_is_missing_from_the_words(
    annotator: SpacyAnnotator, text: str
) -> None:
    draft = annotator.draft(article_of(text, title=text.split("\n", maxsplit=1)[0]))
    known = frozenset[str]().union(*draft.words())

    parsed = draft.parsed()

    used = {w.lower() for p in parsed.passages for t in p.tokens for w in (t.text, t.lemma)}
    assert {w for w in used if not w.isspace()} <= known


def test_an_article_without_any_word_of_an_event_is_not_coded(pipeline: Pipeline) -> None:
    assert pipeline.code_if_any(article_of(QUIET)) is None
    assert pipeline_coder()(article_of(QUIET)).mentions == ()


@pytest.mark.parametrize("sentence", EMPTY_WORDS)
def test_words_of_an_event_in_no_syntax_of_one_need_no_names(
    pipeline: Pipeline, sentence: str
) -> None:
    assert pipeline.code_if_any(article_of(f"{QUIET}\n{sentence}")) is None
    assert [o.mentions for o in pipeline.code([article_of(sentence)])] == [()]
