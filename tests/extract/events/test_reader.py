"""The trained reader beside the rules: what it adds, what it stops, and what is said of both."""

import shutil
from pathlib import Path

import pytest
from coding import coded, coded_by_rules

from dragoman.errors import DataFileError
from dragoman.extract.events.reader.features import (
    SIDEWAYS,
    TYPES,
    Ruled,
    apart,
    rule_marks,
)
from dragoman.extract.events.reader.reader import SWITCH, load_reader, model_folder
from dragoman.pipeline.coder import pipeline_coder
from dragoman.testing import article_of

LONG = 4_000
"""Words of the longest sentence that is tried."""


def test_a_mention_says_what_the_reader_holds_of_it() -> None:
    (mention,) = coded("Rebels shelled an army camp near Goma on Tuesday.").mentions

    assert mention.judged is not None
    assert mention.judged.by_rule == "ASSAULT"
    assert mention.judged.event * mention.judged.type > 0.5 < mention.confidence


def test_the_rules_alone_say_that_no_reader_was_asked() -> None:
    (mention,) = coded_by_rules("Rebels shelled an army camp near Goma on Tuesday.").mentions

    assert mention.judged is None


def test_what_the_reader_does_not_confirm_is_told_with_its_reason() -> None:
    text = "The visitors shelled the home goal for an hour, and the keeper was beaten twice."

    assert coded(text).mentions == ()


def test_a_word_without_a_rule_points_at_its_words() -> None:
    text = "Government troops strafed a rebel column near Goma on Monday."
    found = [m for m in coded(text).mentions if m.type == "ASSAULT"]

    assert len(found) == 1
    assert "strafed" in found[0].trigger.quote
    assert text[found[0].trigger.start : found[0].trigger.end] == found[0].trigger.quote


def test_rule_marks_tell_coded_from_refused() -> None:
    marks = rule_marks(4, [Ruled(1, "ASSAULT", coded=True), Ruled(2, "AID", coded=False)])

    assert marks == [0, TYPES.index("ASSAULT"), TYPES.index("AID") + len(TYPES), 0]


def test_what_stands_far_off_is_only_told_by_its_side() -> None:
    assert apart(0, 200) == apart(0, SIDEWAYS)
    assert apart(200, 0) == apart(SIDEWAYS, 0)
    assert apart(0, 5) != apart(5, 0)


def test_without_its_files_the_rules_are_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, str(tmp_path))

    assert load_reader.__wrapped__() is None


def test_the_reader_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "off")

    assert load_reader.__wrapped__() is None


def test_a_half_copied_model_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = shutil.copytree(model_folder(), tmp_path / "model")
    (where / "heads.npz").write_bytes((where / "heads.npz").read_bytes()[:1000])
    monkeypatch.setenv(SWITCH, str(where))

    with pytest.raises(DataFileError, match=r"heads\.npz"):
        load_reader.__wrapped__()


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Goma and " * (LONG // 4) + "fled.",
        "REBELS SHELLED GOMA, ARMY SAYS",
        "Truce talks, day two",
        "Name Rank Unit\nAdama Traoré Major 3rd\nIbrahim Keïta Captain 7th",
        "🔥🔥 Rebels shelled Goma 🔥🔥 #Goma",
        "Rebels shelled Gom",
        "Goma, Bukavu, Uvira, Beni, Butembo, Kalemie, Kindu, Lubero, Sake, Masisi.",
    ],
    ids=["4,000 words", "capitals", "no verb", "table", "emoji", "cut", "names"],
)
def test_no_text_breaks_the_reader(text: str) -> None:
    outcome = pipeline_coder()(article_of(text))

    assert all(m.trigger.quote in text for m in outcome.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "Name Rank Unit\nAdama Traoré Major 3rd\nIbrahim Keïta Captain 7th",
        "Goma, Bukavu, Uvira, Beni, Butembo, Kalemie, Kindu, Lubero, Sake, Masisi.",
        "Truce talks, day two",
    ],
    ids=["table", "names", "no verb"],
)
def test_lists_and_tables_hold_no_event(text: str) -> None:
    assert pipeline_coder()(article_of(text)).mentions == ()
