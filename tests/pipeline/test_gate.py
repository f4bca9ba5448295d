"""What is not parsed could not have given an event."""

import pytest

from dragoman.annotate.spacy_md import SpacyAnnotator
from dragoman.ontology.lexicon import load_lexicon
from dragoman.ontology.possible import possible
from dragoman.pipeline.coder import pipeline_coder
from dragoman.pipeline.order import Pipeline
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


@pytest.fixture(scope="module")
def words() -> SpacyAnnotator:
    return SpacyAnnotator()


def test_every_example_of_an_event_rule_can_have_events(words: SpacyAnnotator) -> None:
    examples = {marked(e.text).text for rule in load_lexicon().rules for e in rule.yes}

    stopped = [text for text in examples if not any(map(possible(), words.words(article_of(text))))]

    assert len(examples) > 300
    assert stopped == []


@pytest.mark.parametrize("text", [*AWKWARD, QUIET])
def test_no_form_and_no_lemma_of_the_parse_is_missing_from_the_words(
    words: SpacyAnnotator, text: str
) -> None:
    article = article_of(text, title=text.split("\n", maxsplit=1)[0])
    known = frozenset[str]().union(*words.words(article))

    (parsed,) = words.parse([article])

    used = {w.lower() for p in parsed.passages for t in p.tokens for w in (t.text, t.lemma)}
    assert {w for w in used if not w.isspace()} <= known


def test_an_article_without_any_word_of_an_event_is_not_parsed() -> None:
    quiet = article_of(QUIET)

    assert not Pipeline().can_have_events(quiet)
    assert pipeline_coder()(quiet).mentions == ()
