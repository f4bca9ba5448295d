"""Places of events of given triggers: words compared, the readings, broken rows."""

import json

import msgspec
import pytest

from dragoman.evaluate.coding import Answer
from dragoman.evaluate.figures import figures
from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.report import evaluate
from dragoman.evaluate.sets.event_place import gold, read, score
from dragoman.records import Reading
from dragoman.testing import mention_of, place_of

RAID = "Rebels shelled New Strelsau province after troops left Zenda, and burned a mill."


def at(words, text=RAID):
    start = text.index(words)
    return [start, start + len(words)]


def row(trigger, *places):
    return {"text": RAID, "trigger": at(trigger), "places": [at(p) for p in places]}


def place(words, **fields):
    start, end = at(words)
    made = place_of(words, "FRA")
    return msgspec.structs.replace(made, text=words, start=start, end=end, **fields)


def shelled(*names):
    return lambda article: mention_of(article, "shelled", places=tuple(map(place, names)))


def written(folder, *rows):
    path = folder / "event-place" / "a.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def measured(folder, rows, mentions, toponyms=()):
    (found,) = read([written(folder, *rows)])
    (article,) = found.articles
    reading = Reading(article=article, places=tuple(toponyms))
    made = tuple(make(article) for make in mentions)
    answer = Answer(article=article.id, mentions=made, reading=reading)
    scored = score([found], {article.id: answer})
    return {f.key: f.value for f in figures(scored, gold.wanted)}, scored


def test_places_are_compared_word_by_word(tmp_path):
    rows = [row("shelled", "New Strelsau")]
    by_key, scored = measured(tmp_path, rows, [shelled("Strelsau", "Zenda")])
    # Of New and Strelsau we give Strelsau, and Zenda besides.
    assert by_key["precision:places strict"] == 0.5
    assert by_key["recall:places strict"] == 0.5
    assert by_key["accuracy:places strict"] == 0.0
    assert [slip.kind for slip in scored[0].slips] == ["place: cut otherwise"]


def test_a_word_for_a_kind_of_place_counts_in_the_strict_reading_only(tmp_path):
    rows = [row("shelled", "New Strelsau")]
    by_key, _ = measured(tmp_path, rows, [shelled("New Strelsau province")])
    assert by_key["precision:places strict"] == pytest.approx(2 / 3)
    assert by_key["accuracy:places lenient"] == 1.0


def test_without_a_mention_at_the_trigger_the_nearest_answers_in_the_lenient_reading(tmp_path):
    rows = [row("left", "Zenda")]
    by_key, scored = measured(tmp_path, rows, [shelled("Zenda")])
    assert by_key["recall:places strict"] == 0.0
    assert by_key["recall:places lenient"] == 1.0
    assert by_key["recall:places where found"] is None
    assert by_key["accuracy:trigger"] == 0.0
    assert [slip.kind for slip in scored[0].slips] == ["no mention at 'left'"]


def test_no_place_is_right_where_the_event_has_none(tmp_path):
    by_key, scored = measured(tmp_path, [row("burned")], [])
    assert by_key["accuracy:places strict"] == 1.0
    assert by_key["f1:places strict"] is None
    assert scored[0].slips == ()


def test_each_trigger_of_a_text_is_asked_apart(tmp_path):
    rows = [row("shelled", "New Strelsau"), row("left", "Zenda")]
    by_key, _ = measured(tmp_path, rows, [shelled("New Strelsau")])
    assert by_key["recall:places strict"] == pytest.approx(2 / 3)
    assert by_key["accuracy:trigger"] == 0.5


def test_a_trigger_that_stands_in_two_rows_has_the_places_of_both(tmp_path):
    rows = [row("shelled", "New Strelsau"), row("shelled", "Zenda")]
    by_key, _ = measured(tmp_path, rows, [shelled("New Strelsau", "Zenda")])
    assert by_key["f1:places strict"] == 1.0
    assert by_key["accuracy:places strict"] == 1.0


def test_every_literal_toponym_is_the_line_to_beat(tmp_path):
    toponyms = [place("New Strelsau"), place("Zenda"), place("mill", use="metonym")]
    by_key, _ = measured(tmp_path, [row("shelled", "New Strelsau")], [], toponyms)
    assert by_key["precision:every toponym"] == pytest.approx(2 / 3)
    assert by_key["recall:every toponym"] == 1.0


def test_a_single_place_stands_for_places_that_are_not_listed(tmp_path):
    def alone(article):
        return mention_of(article, "shelled", places=(), place=place("Zenda"))

    by_key, _ = measured(tmp_path, [row("shelled", "Zenda")], [alone])
    assert by_key["f1:places strict"] == 1.0


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"text": RAID, "trigger": [7, 900], "places": []}, "offsets 7..900"),
        ({"text": RAID, "trigger": [7, 14], "places": [[9, 9]]}, "offsets 9..9"),
        ({"text": RAID, "trigger": [6, 7], "places": []}, "hold no word"),
        ({"text": RAID, "trigger": [6], "places": []}, "of length 2"),
    ],
)
def test_a_broken_row_is_named_with_its_line(tmp_path, bad, said):
    path = written(tmp_path, row("shelled"), bad)
    with pytest.raises(GoldError, match=f"{path.name}, line 2: .*{said}"):
        read([path])


def test_no_file_is_not_measured_and_an_empty_one_is_broken(tmp_path):
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "not measured"
    written(tmp_path)
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "broken"
