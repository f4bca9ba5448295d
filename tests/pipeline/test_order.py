"""The order of the stages is checked before any article is read."""

import pytest

from dragoman.errors import MissingExtraError, PipelineOrderError, UsageError
from dragoman.pipeline.order import ANNOTATOR, CODER, LAYERS
from dragoman.registry import Component, check_order, find, names, require


def _stage(name: str, *, needs: str = "", gives: str = "") -> Component:
    return Component(
        name=name,
        version="1",
        build=object,
        needs=frozenset(needs.split()),
        gives=frozenset(gives.split()),
    )


def test_a_stage_out_of_order_is_refused_with_the_stages_that_would_help() -> None:
    names_, places = _stage("names", gives="entities"), _stage("places", needs="entities")

    with pytest.raises(PipelineOrderError, match=r"'places' needs 'entities'.*do: names"):
        check_order([places, names_])


def test_the_order_of_the_pipeline_holds() -> None:
    stages = [find("annotators", ANNOTATOR), *(find("extractors", n) for n in (*LAYERS, CODER))]

    check_order(stages)


def test_every_part_of_the_pipeline_is_found_by_its_entry_point() -> None:
    assert {*LAYERS, CODER} <= set(names("extractors"))
    assert ANNOTATOR in names("annotators")


def test_an_unknown_component_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match=r"no component 'voices'.*events"):
        find("extractors", "voices")


def test_a_missing_extra_names_the_command_that_installs_it() -> None:
    with pytest.raises(MissingExtraError, match=r"pip install 'dragoman\[graphs\]'"):
        require("no_such_module_of_ours", component="graphs", extra="graphs")
