"""Pages hold their texts, stories tell their events by the rules, sheets hold no answers."""

from pathlib import Path

from dragoman.evaluate.checking import check
from dragoman.evaluate.checking.sheet import sheet
from dragoman.evaluate.notation import read_file

HEAD = "sources: s\nlicence: CC0-1.0\npurpose: p\npublished: 2024-05-16\n"
ARTICLE = """articles:
  - id: gao
    page: gao.html
    text: |
      The river rose over its banks at Gao.

      A bridge & a mill were lost.
    mentions: []
"""
STORY = """story: kutum
events:
  e1:
    ASSAULT happened mode:none: "[actor Rebels =SDNREB] *burned* a bus on [time Monday =2024-05-13]"
articles:
  - {id: a, text: Rebels burned a bus., mentions: []}
  - {id: b, text: A bus was burned by rebels., mentions: []}
"""


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_page_holds_its_text_among_tags(tmp_path):
    page = "<p>The river <b>rose</b> over its banks at Gao.</p><p>A bridge &amp; a mill were lost."
    written(tmp_path, "gao.html", f"<html><body>{page}</body></html>")

    assert check([written(tmp_path, "gao.yml", HEAD + ARTICLE)]).findings == ()


def test_a_paragraph_that_the_page_lacks_is_named(tmp_path):
    written(tmp_path, "gao.html", "<p>The river rose over its banks at Gao.</p>")

    (found,) = check([written(tmp_path, "gao.yml", HEAD + ARTICLE)]).findings

    assert "'a bridge a mill were lost'" in found.said


def test_what_truly_happened_has_plain_days(tmp_path):
    (found,) = check([written(tmp_path, "kutum.yml", HEAD + STORY)]).findings

    assert found.said.startswith("events, e1: ")
    assert "without a publication date" in found.said


def test_reports_of_one_story_may_be_alike(tmp_path):
    same = STORY.replace("A bus was burned by rebels.", "Rebels burned a bus.")
    plain = same.replace(" on [time Monday =2024-05-13]", "")

    assert check([written(tmp_path, "kutum.yml", HEAD + plain)]).findings == ()


def test_a_sheet_has_the_words_and_no_answer(tmp_path):
    examples = Path(__file__).parents[1] / "notation" / "examples" / "sentences.yml"
    first = read_file(examples)

    drawn = read_file(written(tmp_path, "sheet.yml", sheet([first], 12)))

    assert len(drawn.sentences) == 12
    assert {t.text for t in drawn.sentences} <= {t.text for t in first.sentences}
    assert {t.published for t in drawn.sentences} <= {t.published for t in first.sentences}
    assert {t.mentions for t in drawn.sentences} == {()}
