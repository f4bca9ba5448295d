"""Our own corpus: what is counted right, missed and too much, worked out by hand."""

from pathlib import Path

import msgspec
import pytest
from coding import pipeline

from dragoman.evaluate.coding import Answer
from dragoman.evaluate.goldset import AbsentError, Answers, GoldError, GoldSet, Row
from dragoman.evaluate.scored import Key, Scored
from dragoman.evaluate.sets.corpus import gold, gold_of_folder
from dragoman.evaluate.sets.stories_own import gold as stories
from dragoman.records import Article, Mention

SHELLED = "Syrian troops shelled Aleppo on Tuesday, killing four people."
RIGHT = """
  - ASSAULT happened: >-
      [actor Syrian troops =SYRMIL] *shelled* [place Aleppo =SYR/Aleppo] [time on Tuesday
      =2024-05-14], killing [dead four [recipient people =SYRCVL] =4].
"""


def corpus(folder: Path, *entries: str) -> Path:
    (folder / "corpus").mkdir(exist_ok=True)
    path = folder / "corpus" / "some.yml"
    path.write_text("published: 2024-05-16\nsentences:" + "".join(entries), encoding="utf-8")
    return path


def coded(article: Article) -> Answer:
    (outcome,) = pipeline().code([article])
    return Answer(article=article.id, mentions=outcome.mentions)


def scored(folder: Path, given: GoldSet[Row] = gold) -> list[Scored]:
    rows = given.read(given.paths(folder))
    answers: Answers = {a.id: coded(a) for row in rows for a in row.articles}
    return list(given.score(rows, answers))


def count(unit: Scored, field: str, part: str, group: str = "") -> float:
    return unit.counts.get(Key(field, group, part), 0.0)


def test_a_right_answer_is_right_in_all_fields(tmp_path: Path) -> None:
    corpus(tmp_path, RIGHT)

    (unit,) = scored(tmp_path)

    assert unit.slips == ()
    assert count(unit, "type", "tp", "ASSAULT") == 1
    assert count(unit, "all fields", "right") == count(unit, "triple", "right") == 1
    assert count(unit, "events", "extra") == 0


def test_each_wrong_field_is_counted_once_missed_and_once_too_much(tmp_path: Path) -> None:
    wrong = RIGHT.replace("SYRMIL", "TURMIL").replace("=4]", "=5]").replace("-14", "-13")
    corpus(tmp_path, wrong)

    (unit,) = scored(tmp_path)

    for field in ("actor", "toll", "time"):
        assert count(unit, field, "tp") == 0
        assert (count(unit, field, "fp"), count(unit, field, "fn")) == (1, 1)
    assert count(unit, "actor words", "tp") == count(unit, "place", "tp") == 1
    assert count(unit, "triple", "asked") == 1
    assert count(unit, "triple", "right") == 0
    assert {s.kind for s in unit.slips} >= {"actor: wrong", "toll: wrong", "time: wrong"}


def test_what_is_left_open_is_not_asked(tmp_path: Path) -> None:
    corpus(
        tmp_path,
        "\n  - ASSAULT happened open:time,tolls,place,places,recipients,status: >-\n"
        "      [actor Syrian troops] *shelled* Aleppo on Tuesday, killing four people.\n",
    )

    (unit,) = scored(tmp_path)

    fields = {key.field for key in unit.counts}
    assert not {"time", "toll", "place", "recipient", "status", "triple"} & fields
    assert count(unit, "actor", "tp") == count(unit, "all fields", "right") == 1


def test_an_event_in_a_sentence_without_one_is_extra_in_every_field(tmp_path: Path) -> None:
    corpus(tmp_path, f"\n  - NONE: {SHELLED}\n")

    (unit,) = scored(tmp_path)

    assert count(unit, "relevance", "fp") == count(unit, "type", "fp", "ASSAULT") == 1
    assert count(unit, "actor", "fp") == count(unit, "events", "extra") == 1
    assert [s.kind for s in unit.slips] == ["extra: ASSAULT"]


def test_a_missed_event_is_missed_with_all_its_parties(tmp_path: Path) -> None:
    corpus(
        tmp_path,
        "\n  - AID happened: '[actor Nobody =NGO] *helped* [recipient anyone =CVL]'\n".replace(
            "=CVL", "=---CVL"
        ),
    )

    (unit,) = scored(tmp_path)

    assert count(unit, "relevance", "fn") == count(unit, "type", "fn", "AID") == 1
    assert count(unit, "actor", "fn") == count(unit, "recipient", "fn") == 1
    assert [s.kind for s in unit.slips] == ["missed: AID"]


def test_a_swapped_pair_is_found_and_is_no_triple(tmp_path: Path) -> None:
    corpus(tmp_path, RIGHT)
    (row,) = gold.read(gold.paths(tmp_path))
    (answer,) = (coded(article) for article in row.articles)
    (mention,) = answer.mentions
    swapped = msgspec.structs.replace(
        mention, actors=mention.recipients, recipients=mention.actors, status="possible"
    )

    (unit,) = gold.score([row], {answer.article: _with(answer, swapped)})

    assert count(unit, "found", "right", "happened") == 1
    assert count(unit, "triple", "right") == count(unit, "actor", "tp") == 0
    assert (
        count(unit, "status", "asked", "happened"),
        count(unit, "status", "right", "happened"),
    ) == (1, 0)
    assert "status: happened read as possible" in {s.kind for s in unit.slips}


def _with(answer: Answer, *mentions: Mention) -> Answer:
    return Answer(article=answer.article, mentions=mentions)


def test_any_folder_in_the_notation_is_a_set(tmp_path: Path) -> None:
    folder = corpus(tmp_path, RIGHT).parent

    found = gold_of_folder(folder)

    assert found.name == "corpus"
    assert len(found.read(found.paths(folder))) == 1
    with pytest.raises(AbsentError):
        found.paths(tmp_path / "nothing")


def test_a_broken_entry_is_named_with_its_line(tmp_path: Path) -> None:
    corpus(tmp_path, RIGHT, "  - ASALT happened: '*x*'\n")

    with pytest.raises(GoldError, match=r"some.yml, line 6: .*write 'ASSAULT'"):
        gold.read(gold.paths(tmp_path))


def test_a_corpus_without_stories_leaves_them_unmeasured(tmp_path: Path) -> None:
    corpus(tmp_path, RIGHT)

    with pytest.raises(AbsentError, match="no story"):
        stories.read(stories.paths(tmp_path))


def test_a_story_is_held_against_its_true_events(tmp_path: Path) -> None:
    example = Path(__file__).parents[1] / "notation" / "examples" / "story.yml"
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "story.yml").write_bytes(example.read_bytes())

    (unit,) = scored(tmp_path, stories)

    assert count(unit, "true event told", "asked") == 2
    assert count(unit, "true toll within", "asked") == 1
    assert count(unit, "origin", "r_above") == count(unit, "origin", "r_below") == 3
    assert count(unit, "story", "tp") + count(unit, "story", "fn") == 3
    assert count(unit, "kept apart", "right") == 1


def test_a_page_is_coded_as_it_is_cleaned(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Shelling</title></head><body><nav>Home | Sport</nav><article>"
        f"<h1>Shelling</h1><p>{SHELLED}</p><p>Shops in the city stayed closed for the rest of the "
        "day, and few people went out, a baker said.</p></article></body></html>"
    )
    path = corpus(tmp_path)
    (path.parent / "page.html").write_text(page, encoding="utf-8")
    path.write_text(
        "articles:\n  - page: page.html\n    published: 2024-05-16\n    text: |\n"
        f"      {SHELLED}\n\n      A line that the page lacks was hurt.\n    mentions:\n"
        f"      - ASSAULT happened: '{SHELLED.replace('shelled', '*shelled*')}'\n"
        "      - AID happened: 'A line that the page lacks was *hurt*.'\n",
        encoding="utf-8",
    )

    (row,) = gold.read([path])
    (unit,) = scored(tmp_path)

    assert row.cleaned is not None
    assert row.mentions[0].trigger[0].fits(row.cleaned.text)
    assert count(unit, "found", "right", "happened") == 1
    assert "lost with its sentence: AID" in {s.kind for s in unit.slips}
