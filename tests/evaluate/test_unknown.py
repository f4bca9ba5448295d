"""What no data file knows is told with how often it was met; what one knows is not."""

from coding import pipeline

from dragoman.evaluate.unknown import Met, counted, met_in
from dragoman.testing import article_of


def unknown(text: str) -> set[tuple[str, str]]:
    ((parsed, reading),) = pipeline().read([article_of(text)])
    return {(met.kind, met.words) for met in met_in(parsed, reading)}


def test_a_name_that_nobody_knows_is_an_unknown_actor() -> None:
    found = unknown("Qorbal Venzitski met French President Emmanuel Macron in Paris on Monday.")

    assert ("actor", "Qorbal Venzitski") in found
    assert not any("Macron" in words for _, words in found)


def test_a_town_that_stands_nowhere_is_an_unknown_place() -> None:
    found = unknown("Rebels shelled the town of Zxqoltarbad in northern Mali on Monday.")

    assert ("place", "Zxqoltarbad") in found
    assert ("place", "Mali") not in found


def test_a_verb_between_parties_without_a_rule_is_unknown() -> None:
    found = unknown("The army defenestrated the rebels on Monday.")

    assert ("verb", "defenestrate") in found


def test_a_verb_of_the_lexicon_is_known() -> None:
    found = unknown("The army attacked the rebels on Monday.")

    assert not [words for kind, words in found if kind == "verb"]


def test_the_most_frequent_come_first_with_their_articles() -> None:
    def met(words: str) -> Met:
        return Met(kind="actor", words=words, sentence=f"{words} spoke.")

    found = counted([[met("Ann"), met("Ann")], [met("Bob"), met("Ann")], []])

    assert [(u.words, u.count, u.articles, u.example) for u in found] == [
        ("Ann", 3, 2, "Ann spoke."),
        ("Bob", 1, 1, "Bob spoke."),
    ]
