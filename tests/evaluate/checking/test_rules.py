"""The checker refuses what breaks a rule, and says what to write instead."""

import re
from pathlib import Path

import pytest
from corpus_rules import REFUSED, STANDS

from dragoman.evaluate.checking import Finding, check
from dragoman.evaluate.checking.check import RULES
from dragoman.evaluate.checking.finding import Told
from dragoman.evaluate.notation import read_file

HEAD = """sources: written for this corpus
licence: CC0-1.0
purpose: a test
published: 2024-05-16
tags: [africa, agency, verbal]
"""
SHELLED = """
  - ASSAULT happened mode:heavy-weapons: >-
      [actor The army =SDNMIL] *shelled* [recipient a market =SDNCVL] in
      [place Nyala =SDN/Nyala settlement] on [time Monday =2024-05-13], killing
      [dead four traders =4], [speaker a nurse =SDNMED asserts medics] [cue said].
"""


def corpus(folder: Path, *entries: str, head: str = HEAD) -> Path:
    path = folder / "some.yml"
    path.write_text(f"{head}sentences:{''.join(entries)}", encoding="utf-8")
    return path


def findings(folder: Path, *entries: str, head: str = HEAD) -> tuple[Finding, ...]:
    return check([corpus(folder, *entries, head=head)]).findings


def entry(heading: str, copy: str, tags: str = "") -> str:
    tagged = f"tags: [{tags}]\n    " if tags else ""
    return f"\n  - {tagged}{heading}: >-\n      {copy}\n"


def test_a_sentence_that_keeps_all_rules_stands(tmp_path):
    assert findings(tmp_path, SHELLED) == ()


def test_the_codebooks_own_examples_keep_the_rules(tmp_path):
    page = Path(__file__).parents[3] / "docs" / "codebook.md"
    blocks = re.findall(
        r"^```yaml\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    broken = []
    for number, block in enumerate(blocks):
        path = tmp_path / f"{number}.yml"
        path.write_text(f"published: 2024-05-16\nsentences:\n{block}", encoding="utf-8")
        for text in read_file(path).sentences:
            for mention in text.mentions:
                told = Told(text=text, mention=mention)
                said = [said for rule in RULES for said in rule(told)]
                broken += [(text.text, s.said) for s in said if s.weight == "refused"]

    assert len(blocks) > 60
    assert broken == []


@pytest.mark.parametrize(("heading", "copy", "said"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_what_to_write(tmp_path, heading: str, copy: str, said: str):
    refused = [f for f in findings(tmp_path, entry(heading, copy)) if f.weight == "refused"]

    assert [f.line for f in refused] == [7]
    assert said in refused[0].said


@pytest.mark.parametrize(("heading", "copy"), STANDS.values(), ids=STANDS)
def test_it_stands(tmp_path, heading: str, copy: str):
    assert [f for f in findings(tmp_path, entry(heading, copy)) if f.weight == "refused"] == []


def test_what_is_demanded_is_no_mention_beside_the_demand(tmp_path):
    demand = "[actor Chad =TCD] *urged* [recipient Sudan =SDN] to [about free] two men held there."
    freed = "Chad urged [actor Sudan =SDN] to [status *free*] two men held there."
    both = f"""
  - REQUEST happened mode:none about RETREAT called_for: "{demand}"
    RETREAT called_for mode:none: "{freed}"
"""

    (found,) = [f for f in findings(tmp_path, both) if f.weight == "refused"]

    assert found.line == 8
    assert "no mention of its own" in found.said


def test_a_plan_of_others_beside_a_speech_act_stands(tmp_path):
    both = """
  - CONCEDE happened about PROTEST planned: >-
      [actor Growers =COLAGR] *called off* a [about strike], but drivers plan theirs.
    PROTEST planned mode:strike: >-
      Growers called off a strike, but [actor drivers =COLLAB] [status plan] *theirs*.
"""

    assert [f for f in findings(tmp_path, both) if f.weight == "refused"] == []


def test_the_day_of_what_a_speech_act_speaks_of_is_told_apart(tmp_path):
    copy = "[actor Growers =COLAGR] *called off* [time Friday's =2024-05-17] [about strike]."

    (found,) = findings(tmp_path, entry("CONCEDE happened about PROTEST planned", copy))

    assert "what a speech act speaks of is not marked" in found.said


def test_what_belongs_in_the_heading_is_sent_there(tmp_path):
    (found,) = findings(tmp_path, SHELLED + "    open: time\n")

    assert "stands in its heading" in found.said


def test_relative_days_need_a_publication_date(tmp_path):
    head = HEAD.replace("2024-05-16", "none")
    copy = "[actor Rebels =TCDREB] *struck* on [time Tuesday =2024-05-14]."

    (found,) = findings(tmp_path, entry("ASSAULT happened mode:none", copy), head=head)

    assert "write =?" in found.said


def test_the_head_says_source_licence_and_purpose(tmp_path):
    found = findings(tmp_path, SHELLED, head=HEAD.split("published")[1].join(["published", ""]))

    assert [f.line for f in found] == [1, 1, 1]
    assert "licence: CC0-1.0" in found[-1].said


def test_every_broken_entry_is_named_not_only_the_first(tmp_path):
    wrong = entry("ASSALT happened", "Rebels *struck*.") + entry(
        "ASSAULT happened", "They [struck."
    )

    found = findings(tmp_path, wrong, SHELLED)

    assert [f.line for f in found] == [7, 10]
    assert "'ASSAULT'" in found[0].said


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ("nominal", "two tags for the form"),
        ("europe", "two tags for the region"),
        ("sport", "take it away"),
        ("verbl", "write 'verbal'"),
    ],
)
def test_tags_are_one_of_each_group(tmp_path, tags: str, said: str):
    (found,) = findings(tmp_path, SHELLED.replace("- ASSAULT", f"- tags: [{tags}]\n    ASSAULT"))

    assert said in found.said


def test_a_writers_own_tag_stands(tmp_path):
    tagged = SHELLED.replace("- ASSAULT", "- tags: [x-hard]\n    ASSAULT")

    assert findings(tmp_path, tagged) == ()


def test_a_sentence_without_event_says_why(tmp_path):
    (found,) = findings(tmp_path, entry("NONE", "The striker shot at goal."))

    assert "says why" in found.said
    assert findings(tmp_path, entry("NONE", "The striker shot at goal.", "sport")) == ()


def test_lacking_tags_are_named_with_their_choices(tmp_path):
    (found,) = findings(tmp_path, SHELLED, head=HEAD.replace("africa, agency, ", ""))

    assert "region: africa" in found.said
    assert "style: agency" in found.said


def test_an_aggregate_is_named_by_its_members(tmp_path):
    article = f"""{HEAD}articles:
  - id: gao
    text: |
      Rebels raided a bus near Gao. The raids of this month go on.
    mentions:
      - ASSAULT happened mode:none e1 part_of:e2: >-
          [actor Rebels =MLIREB] *raided* [recipient a bus =MLICVL] near Gao.
      - ASSAULT happened mode:none e2 missing:actors: "The *raids* of this month go on."
"""
    path = tmp_path / "article.yml"
    path.write_text(article, encoding="utf-8")
    (found,) = check([path]).findings
    path.write_text(article.replace("e2 missing", "aggregate e2 missing"), encoding="utf-8")

    assert "must be an aggregate" in found.said
    assert check([path]).findings == ()


def test_one_event_has_one_type(tmp_path):
    article = f"""{HEAD}articles:
  - id: gao
    text: Rebels raided a bus near Gao. They demanded money.
    mentions:
      - ASSAULT happened mode:none e1: "[actor Rebels =MLIREB] *raided* a bus near Gao."
      - REQUEST happened mode:none e1: "[actor They =MLIREB ^Rebels] *demanded* money."
"""
    path = tmp_path / "article.yml"
    path.write_text(article, encoding="utf-8")

    (found,) = check([path]).findings

    assert (found.line, "one event has one type" in found.said) == (11, True)


def test_a_mention_that_stands_twice_is_named(tmp_path):
    twice = "\n  - " + "\n    ".join(
        f'ASSAULT happened mode:none ({n}): "[actor Rebels =MLIREB] *raided* a bus."'
        for n in (1, 2)
    )

    (found,) = findings(tmp_path, twice)

    assert (found.line, "stands twice" in found.said) == (8, True)


def test_two_articles_have_two_ids(tmp_path):
    article = """
  - id: gao
    text: {}
    mentions: []
"""
    path = tmp_path / "articles.yml"
    words = ("The river rose over its banks.", "A new school was opened by the mayor.")
    path.write_text(f"{HEAD}articles:" + "".join(map(article.format, words)), encoding="utf-8")
    other = tmp_path / "more.yml"
    other.write_text(f"{HEAD}articles:" + article.format("Farmers began the harvest."))

    found = check([path, other]).findings

    assert [(f.path, "two articles" in f.said or "too: rename" in f.said) for f in found] == [
        (path, True),
        (other, True),
    ]
