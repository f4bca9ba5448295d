"""Toponyms: what counts as found, as literal, as near enough; and what a broken row says."""

import json

import pytest

from dragoman.evaluate.coding import Answer
from dragoman.evaluate.figures import figures
from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.report import evaluate
from dragoman.evaluate.sets.toponyms import gold, read, score
from dragoman.records import Place, Reading

TEXT = "Rain fell on Strelsau and Zenda, said the Ruritanian hospital."


def marked(word, *at, kind=None, **more):
    lat, lon = at or (None, None)
    start = TEXT.index(word)
    run = {"start": start, "end": start + len(word), "text": word}
    return {**run, "lat": lat, "lon": lon, "kind": kind, **more}


def place(words, *at, use="literal", **more):
    start = TEXT.index(words)
    lat, lon = at or (None, None)
    return Place(text=words, start=start, end=start + len(words), lat=lat, lon=lon, use=use, **more)


def written(folder, *rows, corpus="lgl"):
    path = folder / "toponyms" / f"{corpus}.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def row(*toponyms, text=TEXT):
    return {"id": "r-1", "title": "", "text": text, "toponyms": list(toponyms)}


def measured(folder, toponyms, places):
    (found,) = read([written(folder, row(*toponyms))])
    (article,) = found.articles
    reading = Reading(article=article, places=tuple(places))
    scored = score([found], {article.id: Answer(article=article.id, reading=reading)})
    kinds = [slip.kind for slip in scored[0].slips]
    return {f.key: f.value for f in figures(scored, gold.wanted)}, kinds


def test_a_place_with_other_edges_is_found_leniently_and_not_strictly(tmp_path):
    by_key, _ = measured(
        tmp_path,
        [marked("Strelsau", 50.0, 10.0), marked("Zenda", 51.0, 10.0)],
        [place("on Strelsau", 50.0, 10.0), place("Zenda", 51.0, 10.0)],
    )
    assert by_key["f1:recognised lenient"] == 1.0
    assert by_key["precision:recognised strict"] == 0.5
    assert by_key["recall:recognised strict/lgl"] == 0.5


def test_a_toponym_without_coordinates_is_neither_missed_nor_makes_a_place_too_many(tmp_path):
    gold_marks = [marked("Strelsau", 50.0, 10.0), marked("Zenda")]
    without, _ = measured(tmp_path, gold_marks, [place("Strelsau", 50.0, 10.0)])
    with_it, kinds = measured(
        tmp_path, gold_marks, [place("Strelsau", 50.0, 10.0), place("Zenda", 1.0, 1.0)]
    )
    assert without["f1:recognised strict"] == with_it["f1:recognised strict"] == 1.0
    assert kinds == []


@pytest.mark.parametrize(
    ("kind", "precision"), [("Demonym", 1.0), ("Literal_Expression", 0.5), ("Homonym", 0.5)]
)
def test_a_place_on_a_demonym_does_not_count_and_on_a_common_noun_is_wrong(
    kind, precision, tmp_path
):
    by_key, _ = measured(
        tmp_path,
        [marked("Strelsau", 50.0, 10.0, kind="Literal"), marked("hospital", kind=kind)],
        [place("Strelsau", 50.0, 10.0), place("hospital")],
    )
    assert by_key["precision:recognised lenient"] == precision


def test_an_unmarked_adjective_is_too_many_only_strictly(tmp_path):
    by_key, _ = measured(
        tmp_path,
        [marked("Zenda", 51.0, 10.0)],
        [place("Zenda", 51.0, 10.0), place("Ruritanian", 51.0, 10.0, use="adjective")],
    )
    assert by_key["precision:recognised lenient"] == 1.0
    assert by_key["precision:recognised strict"] == 0.5


def test_a_metonym_taken_as_literal_is_no_literal_one_and_a_mixed_one_is_not_asked(tmp_path):
    by_key, kinds = measured(
        tmp_path,
        [
            marked("Strelsau", 50.0, 10.0, kind="Metonymic"),
            marked("Zenda", 51.0, 10.0, kind="Literal"),
            marked("Ruritanian", 51.0, 10.0, kind="Literal_Modifier"),
        ],
        [
            place("Strelsau", 50.0, 10.0),
            place("Zenda", 51.0, 10.0),
            place("Ruritanian", 51.0, 10.0, use="adjective"),
        ],
    )
    assert by_key["precision:literal"] == 0.5
    assert by_key["recall:literal"] == 1.0
    assert by_key["accuracy:use/Metonymic"] == 0.0
    assert kinds == ["use: Metonymic taken as literal"]


def test_one_degree_is_near_and_two_are_far_and_nowhere_is_refused(tmp_path):
    marks = [marked(w, 0.0, 10.0) for w in ("Strelsau", "Zenda", "Rain")]
    by_key, kinds = measured(
        tmp_path, marks, [place("Strelsau", 1.0, 10.0), place("Zenda", 2.0, 10.0), place("Rain")]
    )
    assert by_key["accuracy:resolved strict"] == pytest.approx(1 / 3)
    assert by_key["refused:resolved strict"] == pytest.approx(1 / 3)
    assert by_key["recall:end to end"] == pytest.approx(1 / 3)
    assert by_key["precision:end to end"] == 0.5
    assert sorted(kinds) == ["resolved to nothing", "too far: None"]


def test_a_country_may_have_its_point_elsewhere_inside_its_radius(tmp_path):
    country = place("Zenda", 5.0, 10.0, precision="country", radius_km=700.0)
    by_key, kinds = measured(tmp_path, [marked("Zenda", 0.0, 10.0)], [country])
    assert by_key["accuracy:resolved strict"] == 0.0
    assert by_key["accuracy:resolved lenient"] == 1.0
    assert kinds == []


def test_the_number_is_asked_only_where_the_gold_has_one(tmp_path):
    by_key, _ = measured(
        tmp_path,
        [marked("Strelsau", 50.0, 10.0, geonames_id=7), marked("Zenda", 51.0, 10.0)],
        [place("Strelsau", 50.0, 10.0, geonames_id=7), place("Zenda", 51.0, 10.0, geonames_id=8)],
    )
    assert by_key["accuracy:geonames id"] == 1.0


def test_nothing_read_of_an_article_misses_all_its_toponyms(tmp_path):
    (found,) = read([written(tmp_path, row(marked("Zenda", 51.0, 10.0)))])
    (article,) = found.articles
    (scored,) = score([found], {article.id: Answer(article=article.id, is_lost=True)})
    assert [slip.kind for slip in scored.slips] == ["missed: toponym"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (marked("Zenda", 51.0, 10.0) | {"start": 900, "end": 905}, "don't fit"),
        (marked("Zenda", 51.0, 10.0) | {"text": "Hentzau"}, "not 'Hentzau'"),
        (marked("Zenda", 51.0, 10.0, kind="Street"), "no kind 'Street'"),
        (marked("Zenda", 51.0, 10.0) | {"lon": None}, "half a coordinate"),
        (marked("Zenda", 91.0, 10.0), "lies at 91.0"),
    ],
)
def test_a_broken_toponym_is_named_with_its_line(broken, said, tmp_path):
    path = written(tmp_path, row(marked("Strelsau", 50.0, 10.0)), row(broken))
    with pytest.raises(GoldError, match="line 2") as raised:
        read([path])
    assert said in str(raised.value)


def test_offsets_move_with_the_form_of_the_text(tmp_path):
    text = "Cafe\u0301 Zenda"
    mark = {"start": 6, "end": 11, "text": "Zenda", "lat": 1.0, "lon": 1.0}
    (found,) = read([written(tmp_path, row(mark, text=text))])
    moved = found.toponyms[0]
    assert found.articles[0].text[moved.start : moved.end] == "Zenda"


def test_an_empty_file_is_broken_and_no_folder_not_measured(tmp_path):
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "not measured"
    written(tmp_path)
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "broken"
