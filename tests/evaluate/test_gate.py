"""The gate opens only for figures that are no worse, on the same rows of the same files."""

from datetime import date

import pytest

from dragoman.errors import UsageError
from dragoman.evaluate import gate
from dragoman.evaluate.figures import Figure
from dragoman.evaluate.report import Evaluation, SetReport

TODAY = date(2026, 11, 23)


def measured(digest: str = "d1", **values: float) -> Evaluation:
    """An evaluation of one set; `extra` is its extra events a sentence."""
    figures = [
        Figure(
            metric="extra_events" if name == "extra" else "f1",
            field=name,
            value=value,
            n=10,
            lower_is_better=name == "extra",
        )
        for name, value in values.items()
    ]
    group = Figure(metric="f1", field="type", group="AID", value=0.1, n=1)
    report = SetReport(
        name="plv", status="measured", digest=digest, rows=10, of=20, figures=(*figures, group)
    )
    return Evaluation(sets=(report,))


def pinned(evaluation: Evaluation) -> dict[str, gate.Pinned]:
    return gate.updated(evaluation, {}, why=None, today=TODAY)


def test_the_gate_is_open_for_the_figures_it_was_pinned_with() -> None:
    evaluation = measured(type=0.71239, extra=0.4)

    assert gate.check(evaluation, pinned(evaluation), requires_all=True) == []


def test_a_tie_rounded_otherwise_leaves_the_gate_open_and_the_floor_where_it_was() -> None:
    before = pinned(measured(type=0.700))
    slightly_less = measured(type=0.699)

    assert gate.check(slightly_less, before, requires_all=True) == []
    assert gate.updated(slightly_less, before, why=None, today=TODAY) == before


def test_a_figure_under_its_floor_shuts_the_gate_and_is_named() -> None:
    (broken,) = gate.check(measured(type=0.70), pinned(measured(type=0.72)), requires_all=True)

    assert (broken.set, "under its floor 0.717" in broken.said) == ("plv", True)


def test_more_extra_events_shut_the_gate() -> None:
    (broken,) = gate.check(measured(extra=0.41), pinned(measured(extra=0.40)), requires_all=True)

    assert "over its ceiling" in broken.said


def test_other_files_shut_the_gate_whatever_the_figures() -> None:
    (broken,) = gate.check(
        measured("d2", type=0.99), pinned(measured("d1", type=0.5)), requires_all=True
    )

    assert "d2, not d1" in broken.said


def test_a_set_that_is_not_there_shuts_the_gate_where_all_are_required() -> None:
    absent = SetReport(name="plv", status="not measured", said="no plv.jsonl")
    floors = pinned(measured(type=0.5))

    for sets in ((absent,), ()):
        evaluation = Evaluation(sets=sets)
        assert len(gate.check(evaluation, floors, requires_all=True)) == 1
        assert gate.check(evaluation, floors, requires_all=False) == []


def test_a_broken_set_always_shuts_the_gate() -> None:
    broken = SetReport(name="plv", status="broken", said="line 3: no type 'GREET'")
    evaluation = Evaluation(sets=(broken,))

    assert len(gate.check(evaluation, pinned(measured(type=0.5)), requires_all=False)) == 1


def test_a_measured_set_without_floors_shuts_the_gate() -> None:
    (broken,) = gate.check(measured(type=0.5), {}, requires_all=False)

    assert "--update" in broken.remedy


def test_an_update_raises_floors_and_never_lowers_one() -> None:
    before = pinned(measured(type=0.70, place=0.60, extra=0.40))

    after = gate.updated(measured(type=0.75, place=0.50, extra=0.50), before, why=None, today=TODAY)

    assert after["plv"].floors == {
        "f1:type": 0.747,
        "f1:place": 0.597,
        "extra_events:extra": 0.403,
    }


def test_a_loss_is_accepted_only_with_its_reason_which_stays_in_the_file() -> None:
    before = pinned(measured(type=0.70))

    after = gate.updated(measured(type=0.65), before, why="sport is no PROTEST", today=TODAY)

    assert after["plv"].floors == {"f1:type": 0.647}
    (loss,) = after["plv"].accepted
    assert (loss.was, loss.now, loss.why) == (0.697, 0.647, "sport is no PROTEST")


def test_a_file_of_floors_is_read_as_it_was_written(tmp_path) -> None:
    floors = gate.updated(
        measured(type=0.65), pinned(measured(type=0.7)), why='a "reason"', today=TODAY
    )
    file = tmp_path / "floors.toml"
    file.write_text(gate.written(floors))

    assert gate.read_floors(file) == floors


def test_a_floor_without_a_digest_is_named_as_wrong(tmp_path) -> None:
    file = tmp_path / "floors.toml"
    file.write_text("[plv]\nrows = 3\n")

    with pytest.raises(UsageError, match="digest"):
        gate.read_floors(file)


def test_single_groups_have_no_floor() -> None:
    assert list(pinned(measured(type=0.5))["plv"].floors) == ["f1:type"]
