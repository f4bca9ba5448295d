"""re3d: names by layer, relations as pairs of marked names; and what a broken folder says."""

import json

import pytest

from dragoman.evaluate.coding import Answer
from dragoman.evaluate.figures import figures
from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.report import evaluate
from dragoman.evaluate.sets.re3d import gold, read, score
from dragoman.records import Party, Place, Reading
from dragoman.testing import mention_of

TEXT = "The guards of Strelsau shelled the Zenda brigade while he slept."


def entity(words, type_, *, confidence=1.0, **more):
    begin = TEXT.index(words)
    run = {"begin": begin, "end": begin + len(words), "value": words}
    return {**run, "type": type_, "documentId": "d1", "confidence": confidence, **more}


def relation(source, target, type_, **more):
    ends = {}
    for side, words in (("source", source), ("target", target)):
        begin = TEXT.index(words)
        ends |= {side: words, f"{side}Begin": begin, f"{side}End": begin + len(words)}
    return {**ends, "type": type_, "value": "", "documentId": "d1", "confidence": 1.0, **more}


GUARDS = entity("The guards", "Organisation")
BRIGADE = entity("the Zenda brigade", "Organisation")
FIGHT = relation("the Zenda brigade", "The guards", "FightingAgainst")


def party(words, **more):
    start = TEXT.index(words)
    return Party(text=words, start=start, end=start + len(words), **more)


def written(folder, entities, relations=()):
    own = folder / "re3d" / "Own paper"
    own.mkdir(parents=True, exist_ok=True)
    files = {
        "documents": [{"_id": "d1", "text": TEXT}], "entities": entities, "relations": relations,
    }  # fmt: skip
    for name, rows in files.items():
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (own / f"{name}.json").write_text(lines, encoding="utf-8")
    return sorted(own.glob("*.json"))


def measured(folder, entities, relations=(), *, mentions=(), **layers):
    (found,) = read(written(folder, entities, relations))
    (article,) = found.articles
    answer = Answer(
        article=article.id,
        reading=Reading(article=article, **layers),
        mentions=tuple(mention_of(article, **each) for each in mentions),
    )
    scored = score([found], {article.id: answer})
    kinds = [slip.kind for slip in scored[0].slips]
    return {f.key: f.value for f in figures(scored, gold.wanted)}, kinds


def test_the_golds_article_does_not_count(tmp_path):
    by_key, kinds = measured(tmp_path, [GUARDS], parties=(party("guards"),))
    assert by_key["f1:party strict"] == 1.0
    assert kinds == []


def test_a_party_on_any_mark_is_not_too_many_and_on_none_is(tmp_path):
    place = entity("Strelsau", "Location")
    on_mark, _ = measured(
        tmp_path, [GUARDS, place], parties=(party("guards"), party("Strelsau")),
    )  # fmt: skip
    on_none, kinds = measured(tmp_path, [GUARDS], parties=(party("guards"), party("Strelsau")))
    assert on_mark["precision:party lenient"] == 1.0
    assert on_none["precision:party lenient"] == 0.5
    assert kinds == ["extra: party"]


def test_what_readers_replaced_is_not_asked_for(tmp_path):
    by_key, kinds = measured(tmp_path, [BRIGADE, entity("Zenda", "Location", confidence=0)])
    assert by_key["recall:place lenient"] is None
    assert kinds == ["missed: Organisation"]


def test_pronouns_are_counted_apart(tmp_path):
    by_key, _ = measured(
        tmp_path, [GUARDS, entity("he ", "Person") | {"value": "he"}], parties=(party("guards"),)
    )
    assert by_key["accuracy:party found/Organisation"] == 1.0
    assert by_key["accuracy:party found/pronoun"] == 0.0


def test_a_nationality_is_found_under_a_party_with_a_country_and_not_without(tmp_path):
    marks = [entity("Zenda", "Nationality", confidence=0)]
    known, _ = measured(tmp_path, marks, parties=(party("Zenda brigade", country="FRA"),))
    unknown, _ = measured(tmp_path, marks, parties=(party("Zenda brigade"),))
    assert known["accuracy:nationality found"] == 1.0
    assert unknown["accuracy:nationality found"] == 0.0


def test_an_adjective_is_no_location(tmp_path):
    start = TEXT.index("Zenda")
    place = Place(text="Zenda", start=start, end=start + 5, use="adjective")
    by_key, _ = measured(tmp_path, [entity("Zenda", "Location")], places=(place,))
    assert by_key["recall:place lenient"] == 0.0


def test_a_fight_is_found_in_either_direction(tmp_path):
    shelled = {
        "trigger": "shelled",
        "actors": (party("guards"),),
        "recipients": (party("Zenda brigade"),),
    }
    by_key, kinds = measured(
        tmp_path, [GUARDS, BRIGADE], [FIGHT], mentions=[shelled],
        parties=(party("guards"), party("Zenda brigade")),
    )  # fmt: skip
    assert by_key["f1:relation/FightingAgainst"] == 1.0
    assert kinds == []


def test_coercion_is_a_fight_only_in_the_wide_sense(tmp_path):
    seized = {
        "trigger": "shelled",
        "type": "COERCE",
        "actors": (party("guards"),),
        "recipients": (party("Zenda brigade"),),
    }
    by_key, _ = measured(tmp_path, [GUARDS, BRIGADE], [FIGHT], mentions=[seized])
    assert by_key["recall:relation/FightingAgainst"] == 0.0
    assert by_key["accuracy:relation lenient/FightingAgainst"] == 1.0


def test_a_missed_fight_says_whether_there_was_an_event(tmp_path):
    alone = {"trigger": "shelled", "actors": (party("guards"),)}
    layers = {"parties": (party("guards"), party("Zenda brigade"))}
    _, nothing = measured(tmp_path, [GUARDS, BRIGADE], [FIGHT], **layers)
    _, without = measured(tmp_path, [GUARDS, BRIGADE], [FIGHT], mentions=[alone], **layers)
    assert nothing == ["missed: FightingAgainst, no event"]
    assert without == ["missed: FightingAgainst, other sides"]


@pytest.mark.parametrize(
    ("entities", "relations", "said"),
    [
        ([GUARDS | {"end": 900}], [], "don't fit"),
        ([GUARDS | {"value": "The cooks"}], [], "not 'The cooks'"),
        ([GUARDS | {"type": "Dragon"}], [], "no type 'Dragon'"),
        ([GUARDS | {"documentId": "d2"}], [], "no document 'd2'"),
        ([GUARDS, BRIGADE], [FIGHT | {"type": "Woos"}], "no type 'Woos'"),
    ],
)
def test_a_broken_mark_is_named_with_its_line(entities, relations, said, tmp_path):
    paths = written(tmp_path, entities, relations)
    with pytest.raises(GoldError, match="line 1") as raised:
        read(paths)
    assert said in str(raised.value)


def test_a_missing_file_is_named(tmp_path):
    paths = written(tmp_path, [GUARDS])
    (tmp_path / "re3d" / "Own paper" / "entities.json").unlink()
    with pytest.raises(GoldError, match=r"entities\.json: is missing"):
        read(paths)


def test_an_empty_folder_is_broken_and_no_folder_not_measured(tmp_path):
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "not measured"
    for path in written(tmp_path, []):
        path.write_text("", encoding="utf-8")
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "broken"
