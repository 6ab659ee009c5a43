"""How parts of the model are made of the values of a file: single values become their text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from definitions.periods import One, each, period_kind
from definitions.tree import Scalar

_Made = TypeVar("_Made")


def made(model: type[_Made], values: Mapping[str, Any], **more: Any) -> _Made:  # noqa: ANN401 - fields of any model
    """Make a part of the model from the values that have its names; single values become their text."""
    return model(**{name: text(value) for name, value in values.items() if name != "_place"}, **more)


def text(value: Any) -> Any:  # noqa: ANN401 - values of every kind pass through
    """Return the text of a single value, or of each in a tuple; anything else as it is."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, tuple):
        return tuple(text(item) for item in value)
    return value


def optional(make: Any, values: Any) -> Any:  # noqa: ANN401 - any part that may be missing
    """Make a part that may be missing."""
    return None if values is None else make(values)


def without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return the values but for these."""
    return {name: value for name, value in values.items() if name not in names}


def kinds(names: Iterable[Scalar]) -> tuple[One, ...]:
    """Return the single reporting periods that names stand for: a quarter is four of them."""
    return each([kind for name in names if (kind := period_kind(name.text))])
