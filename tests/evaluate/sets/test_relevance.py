"""Relevance by several coders: majorities, ceilings, roots, and what a broken row says."""

import json

import pytest

from dragoman.evaluate.coding import Answer
from dragoman.evaluate.figures import figures
from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.report import evaluate
from dragoman.evaluate.sets.relevance import gold, read, score
from dragoman.evaluate.sets.relevance_coders import Coder, majority, majority_root
from dragoman.testing import mention_of

SHELLED = "Rebels shelled the old market of Strelsau."
COOKED = "The cook of the palace published a book."


def yes(root, *spans):
    return {"relevant": True, "root": root, "spans": list(spans)}


def row(text, *coders, number=1):
    return {"round": number, "text": text, "coders": list(coders)}


def written(folder, *rows):
    path = folder / "relevance" / "a.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def measured(folder, rows, mentions):
    found = read([written(folder, *rows)])
    answers = {}
    for one in found:
        (article,) = one.articles
        made = tuple(make(article) for make in mentions.get(one.text, ()))
        answers[article.id] = Answer(article=article.id, mentions=made)
    scored = score(found, answers)
    return {f.key: f.value for f in figures(scored, gold.wanted)}, scored


def shelled(**fields):
    return lambda article: mention_of(article, "shelled", cameo="194", **fields)


YES = yes(19, ["Action-1", "shelled", 7], ["Source-1", "Rebels", 0])
NO = {"relevant": False, "root": None, "spans": []}
NOTHING = {"relevant": None, "root": None, "spans": []}
YES_ELSEWHERE = yes(3)


def test_votes_that_are_even_or_none_have_no_majority():
    assert majority([True, False, None]) is None
    assert majority([None]) is None
    assert (majority([True, None, None]), majority([True, False, False])) == (True, False)


def test_a_root_counts_only_where_its_coder_calls_the_text_relevant():
    judges = [Coder(relevant=True, root=19), Coder(relevant=False, root=3)]
    assert majority_root(judges) == 19
    assert majority_root([*judges, Coder(relevant=True, root=3)]) is None


def test_the_last_round_is_the_answer_whatever_the_order_of_lines(tmp_path):
    rows = [row(SHELLED, YES, YES, number=7), row(SHELLED, NO, NO, NO, number=2)]
    by_key, scored = measured(tmp_path, rows, {SHELLED: [shelled(status="happened")]})
    assert by_key["accuracy:relevance strict"] == 1.0
    assert by_key["accuracy:root strict/19"] == 1.0
    assert len(scored) == 1


def test_a_tie_is_not_scored_but_counted(tmp_path):
    by_key, _ = measured(tmp_path, [row(SHELLED, YES, NO, NOTHING)], {})
    assert by_key["accuracy:relevance strict"] is None
    assert by_key["accuracy:majority"] == 0.0


def test_what_did_not_happen_is_an_answer_in_the_lenient_reading_only(tmp_path):
    rows = [row(SHELLED, YES, YES)]
    by_key, _ = measured(tmp_path, rows, {SHELLED: [shelled(status="denied")]})
    assert (by_key["recall:relevance strict"], by_key["recall:relevance lenient"]) == (0.0, 1.0)


def test_a_statement_is_asked_in_the_strict_reading_only(tmp_path):
    statement = yes(1)
    by_key, scored = measured(tmp_path, [row(COOKED, statement, statement)], {})
    assert by_key["recall:relevance strict"] == 0.0
    assert by_key["recall:relevance lenient"] is None
    assert by_key["accuracy:root lenient"] is None
    assert scored[0].slips == ()


def test_an_event_in_an_irrelevant_sentence_is_a_false_alarm_and_extra(tmp_path):
    def book(article):
        return mention_of(article, "published", status="happened")

    by_key, scored = measured(tmp_path, [row(COOKED, NO, NO, YES_ELSEWHERE)], {COOKED: [book]})
    assert by_key["precision:relevance strict"] == 0.0
    assert by_key["extra_events:events"] == 1.0
    assert [slip.kind for slip in scored[0].slips] == ["relevance: false alarm ASSAULT"]


def test_a_type_is_right_under_every_root_that_plover_puts_into_it(tmp_path):
    fight = yes(18)
    by_key, _ = measured(tmp_path, [row(SHELLED, fight)], {SHELLED: [shelled()]})
    assert by_key["accuracy:root strict"] == 0.0
    assert by_key["accuracy:root lenient"] == 1.0


def test_coders_are_held_against_each_other_by_pairs_and_by_the_rest(tmp_path):
    by_key, _ = measured(tmp_path, [row(SHELLED, YES, YES, NO, NOTHING)], {})
    # Of the three pairs who answered one agrees; the two who say yes face an even rest, and the
    # one who says no faces two who say yes.
    assert by_key["accuracy:relevance, coders"] == pytest.approx(1 / 3)
    assert by_key["accuracy:relevance of one, coders"] == 0.0
    assert by_key["accuracy:root, coders"] == 1.0


def test_words_count_that_half_of_the_judges_mark(tmp_path):
    wide = yes(19, ["Action-1", "shelled the old", 7])
    third = yes(19, ["Action-1", "shelled the", 7])
    rows = [row(SHELLED, YES, wide, third)]
    by_key, _ = measured(tmp_path, rows, {SHELLED: [shelled()]})
    # "shelled" by three and "the" by two of three; we mark "shelled".
    assert by_key["f1:words of action"] == pytest.approx(2 * 1 / (1 + 2))


def test_an_offset_that_counts_from_one_is_moved(tmp_path):
    shifted = yes(19, ["Action-1", "shelled", 8])
    by_key, _ = measured(tmp_path, [row(SHELLED, shifted)], {SHELLED: [shelled()]})
    assert by_key["f1:words of action"] == 1.0


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (row(SHELLED, yes(21)), "no CAMEO root 21"),
        (row(SHELLED, yes(19, ["Action-1", "shelled", 30])), "at 30 doesn't fit"),
        ({"text": SHELLED}, "missing required field"),
    ],
)
def test_a_broken_row_is_named_with_its_line(tmp_path, bad, said):
    path = written(tmp_path, row(SHELLED, YES), bad)
    with pytest.raises(GoldError, match=f"{path.name}, line 2: .*{said}"):
        read([path])


def test_no_file_is_not_measured_and_an_empty_one_is_broken(tmp_path):
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "not measured"
    written(tmp_path)
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "broken"
