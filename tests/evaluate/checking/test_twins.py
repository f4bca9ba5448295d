"""Sentences that stand twice, or were taken from others, are found."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluate.checking import check
from dragoman.evaluate.checking.overlap import overlap
from dragoman.evaluate.checking.twins import TWIN, twins

LONG = (
    "Gunmen on motorbikes opened fire on a bus that was carrying traders home from the weekly "
    "market in a small town near the border late on Tuesday evening, two survivors said."
)
OTHER = "The minister of health opened a clinic by the lake and thanked the nurses who work there."


def test_the_same_words_in_other_signs_stand_twice():
    (found,) = twins([LONG, OTHER, LONG.upper().replace(",", " –")])

    assert (found.earlier, found.later, found.share) == (0, 2, 1.0)


def test_one_word_of_many_changed_is_nearly_the_same():
    (found,) = twins([LONG, LONG.replace("Gunmen", "Rebels")])

    assert TWIN <= found.share < 1


def test_sentences_that_only_share_a_frame_differ():
    assert list(twins([LONG, OTHER, "Gunmen on motorbikes opened fire on a school."])) == []


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_texts_can_be_compared_and_equal_ones_are_found(texts: list[str]):
    found = {(t.earlier, t.later) for t in twins(texts)}

    assert found >= {(a, b) for b in range(len(texts)) for a in range(b) if texts[a] == texts[b]}


def test_a_new_file_is_compared_with_the_others(tmp_path):
    head = "sources: s\nlicence: CC0-1.0\npurpose: p\ntags: [africa, agency, none, film]\n"
    old, new = (tmp_path / "old.yml", tmp_path / "new.yml")
    for path in (old, new):
        path.write_text(f"{head}sentences:\n  - NONE: '{LONG}'\n", encoding="utf-8")

    (found,) = check([new], others=[old, new]).findings

    assert found.path == new
    assert f"{old}:6" in found.said


def gold(folder: Path, name: str, written: str) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(written, encoding="utf-8")
    return folder


TAKEN = "Survivors said that traders home from the weekly market in a small town had fled."
RUN = "traders home from the weekly market in a small town"


def test_a_run_of_eight_words_is_found_in_any_field_of_json_lines(tmp_path):
    row = json.dumps({"id": 1, "marks": [{"lead": LONG}]})

    (found,) = overlap([OTHER, TAKEN], gold(tmp_path, "a/b.jsonl", row + "\n"))

    assert (found.text, found.words, found.found_in) == (1, RUN, "a/b.jsonl")


def test_a_run_is_found_in_a_corpus_of_one_word_a_line(tmp_path):
    rows = "\n".join(f"1_ecb\t0\t{n}\t{word}\t-" for n, word in enumerate(LONG.split()))

    (found,) = overlap([TAKEN], gold(tmp_path, "corpus.txt", rows))

    assert found.words == RUN


def test_seven_words_in_common_are_nobodys(tmp_path):
    row = json.dumps({"text": "They came home from the weekly market in a hurry."})

    assert overlap([TAKEN], gold(tmp_path, "a.jsonl", row)) == []


def test_case_and_signs_hide_no_run(tmp_path):
    row = json.dumps({"text": f"“{RUN.upper().replace(' ', ', ')}”!"})

    assert [each.words for each in overlap([TAKEN], gold(tmp_path, "a.jsonl", row))] == [RUN]
