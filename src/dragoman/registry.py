"""Components by name: what each needs and gives, and how its optional parts are found."""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.metadata import entry_points
from types import ModuleType

import msgspec

from dragoman.errors import MissingExtraError, PipelineOrderError, UsageError


class Component(msgspec.Struct, frozen=True, kw_only=True):
    """A component's card. Its module is imported only when a run names it.

    `build` takes nothing and gives the function that does the work; look-ups are loaded there,
    once a process, and not when the module is imported.
    """

    name: str
    version: str
    build: Callable[[], object]
    needs: frozenset[str] = frozenset()
    gives: frozenset[str] = frozenset()


def find(group: str, name: str) -> Component:
    """Import one component of a group, and no other."""
    points = entry_points(group=f"dragoman.{group}", name=name)
    if not points:
        known = ", ".join(sorted(names(group))) or "none"
        raise UsageError(f"no component {name!r} among dragoman.{group} (there are: {known})")
    (point,) = points
    component: Component = point.load()
    return component


def names(group: str) -> tuple[str, ...]:
    """Name every installed component of a group, without importing any."""
    return tuple(sorted({point.name for point in entry_points(group=f"dragoman.{group}")}))


def require(module: str, *, component: str, extra: str) -> ModuleType:
    """Import an optional dependency at the moment it is needed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as gone:
        raise MissingExtraError(component, extra) from gone


def check_order(stages: Sequence[Component], installed: Iterable[Component] = ()) -> None:
    """Raise if a stage needs a layer that nothing before it gives."""
    ready: set[str] = set()
    known = [*installed, *stages]
    for stage in stages:
        for lack in sorted(stage.needs - ready):
            raise PipelineOrderError(stage.name, lack, {c.name for c in known if lack in c.gives})
        ready |= stage.gives
