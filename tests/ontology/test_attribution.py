"""The cues and kinds are consistent, and a broken file says where."""

from dragoman.ontology.attribution import cues, speaker_kinds


def test_every_group_of_verbs_that_looks_behind_a_preposition_names_one() -> None:
    groups = {g for found in cues().verbs.values() for g in found}

    assert [g.words for g in groups if g.takes == {"after"} and not g.prepositions] == []


def test_no_word_stands_twice_in_one_group() -> None:
    groups = {g for found in cues().verbs.values() for g in found}

    assert [g.words for g in groups if len(set(g.words)) < len(g.words)] == []


def test_every_stance_has_verbs() -> None:
    stances = {g.stance for found in cues().verbs.values() for g in found}

    assert stances == {
        "asserts", "denies", "doubts", "reports", "asks", "promises", "threatens"
    }  # fmt: skip


def test_a_wish_is_never_quoted() -> None:
    groups = {g for found in cues().verbs.values() for g in found}

    assert [g.words for g in groups if g.class_ == "wish" and "quote" in g.takes] == []


def test_longer_phrases_are_tried_first() -> None:
    for found in cues().phrases.values():
        lengths = [len(words) for words, _ in found]
        assert lengths == sorted(lengths, reverse=True)


def test_every_colourless_noun_that_names_people_is_known_to_be_unnamed_or_an_institution() -> None:
    kinds = speaker_kinds()

    assert kinds.colourless["source"] is None
    assert "source" in kinds.unnamed


def test_plovers_common_sectors_all_have_a_kind() -> None:
    common = {"COP", "GOV", "JUD", "LEG", "MIL", "OPP", "REB", "SPY", "UAF", "JRN", "MED"}

    assert common <= set(speaker_kinds().sectors)
