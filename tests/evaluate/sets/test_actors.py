"""Who a phrase stands for: which keys are asked, older codes, and what a broken row says."""

import json

import pytest

from dragoman.evaluate.figures import figures
from dragoman.evaluate.goldset import GoldError
from dragoman.evaluate.report import evaluate
from dragoman.evaluate.sets.actors import gold, read, score


def written(folder, *rows):
    path = folder / "actors" / "own.jsonl"
    path.parent.mkdir(exist_ok=True)
    whole = ({"date": None, "context": None} | row for row in rows)
    path.write_text("".join(json.dumps(row) + "\n" for row in whole), encoding="utf-8")
    return path


def measured(folder, *rows):
    scored = score(read([written(folder, *rows)]), {})
    kinds = [slip.kind for unit in scored for slip in unit.slips]
    return {f.key: f.value for f in figures(scored, gold.wanted)}, kinds


def test_only_the_keys_of_a_row_are_asked(tmp_path):
    by_key, kinds = measured(tmp_path, {"phrase": "French soldiers", "country": "FRA"})
    assert by_key["accuracy:country strict"] == 1.0
    assert by_key["accuracy:sector strict"] is None
    assert by_key["accuracy:both strict"] is None
    assert kinds == []


def test_null_means_none_and_a_given_country_is_then_wrong(tmp_path):
    by_key, kinds = measured(
        tmp_path,
        {"phrase": "gunmen", "country": None},
        {"phrase": "French soldiers", "country": None},
    )
    assert by_key["accuracy:country strict/none"] == 0.5
    assert kinds == ["country: given where there is none"]


def test_any_answer_of_a_list_is_right(tmp_path):
    by_key, _ = measured(tmp_path, {"phrase": "French police", "sector": ["MIL", "COP"]})
    assert by_key["accuracy:sector strict"] == 1.0


def test_an_unknown_phrase_is_refused_once_for_each_key(tmp_path):
    by_key, kinds = measured(tmp_path, {"phrase": "zzyzx", "country": "FRA", "sector": "GOV"})
    assert by_key["refused:known"] == 1.0
    assert by_key["accuracy:both lenient"] == 0.0
    assert kinds == ["phrase not known", "phrase not known"]


def test_nobody_is_the_right_answer_where_there_is_none_and_is_no_refusal(tmp_path):
    by_key, _ = measured(tmp_path, {"phrase": "zzyzx", "country": None, "sector": "UNK"})
    assert by_key["accuracy:both strict"] == 1.0
    assert by_key["refused:known"] is None


def test_older_and_swapped_codes_are_read_as_ours(tmp_path):
    kosovo, swapped, open_ = read([
        written(
            tmp_path,
            {"phrase": "a", "country": "XKX", "sector": "BUD"},
            {"phrase": "b", "country": "LEG", "sector": "COL"},
            {"phrase": "c", "country": "FRA", "sector": "????"},
        )
    ])  # fmt: skip
    assert (kosovo.country, kosovo.sector) == ({"KOS"}, {"REL"})
    assert (swapped.country, swapped.sector) == ({"COL"}, {"LEG"})
    assert open_.sector is None


@pytest.mark.parametrize("written_day", ["2021-10-01", "October 1, 2021"])
def test_a_day_is_read_in_both_ways_of_writing(written_day, tmp_path):
    (asked,) = read([written(tmp_path, {"phrase": "a", "date": written_day, "country": "FRA"})])
    assert asked.on.isoformat() == "2021-10-01"


@pytest.mark.parametrize(
    "broken",
    [{"country": "QQQ"}, {"sector": "XYZ"}, {"country": "FRA", "date": "soon"}, {"country": 4}],
)
def test_a_broken_row_is_named_with_its_line(broken, tmp_path):
    path = written(tmp_path, {"phrase": "a", "country": "FRA"}, {"phrase": "b"} | broken)
    with pytest.raises(GoldError, match="line 2"):
        read([path])


def test_an_empty_file_is_broken_and_no_folder_not_measured(tmp_path):
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "not measured"
    written(tmp_path)
    assert evaluate([gold], tmp_path, jobs=1).sets[0].status == "broken"
