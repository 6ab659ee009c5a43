"""From the values of a rating, read and checked, to the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from definitions.made import kinds, made, optional, text, without
from definitions.model_rating import Achievement, Band, DelayDays, LeftOut, Rating, Score
from definitions.rownames import row_names
from definitions.tree import Scalar


def rating(values: Mapping[str, Any]) -> Rating:
    """Return the rating that values without errors make."""
    return made(
        Rating,
        without(values, "inverse", "excepted", "achievement", "scores"),
        inverse=indicators(values.get("inverse", ())),
        excepted=tuple(_left_out(one) for one in values.get("excepted", ())),
        achievement=optional(_achievement, values.get("achievement")),
        scores=tuple(_score(one) for one in values["scores"]),
    )


def indicators(given: Iterable[Scalar]) -> tuple[str, ...]:
    """Return the indicators that texts like «1.1-1.4, 2.1» list."""
    return tuple(dict.fromkeys(name for one in given for name in row_names(one.text)))


def _left_out(values: Mapping[str, Any]) -> LeftOut:
    return LeftOut(
        indicators(values["indicators"]), text(values.get("form", "")), kinds(values.get("periods", ()))
    )


def _achievement(values: Mapping[str, Any]) -> Achievement:
    return Achievement(text(values["column"]), tuple(made(Band, one) for one in values["bands"]))


def _score(values: Mapping[str, Any]) -> Score:
    return made(
        Score,
        without(values, "indicators", "achievement_in", "delay"),
        indicators=indicators(values.get("indicators", ())),
        achievement_in=kinds(values.get("achievement_in", ())),
        delay=optional(lambda delay: made(DelayDays, delay), values.get("delay")),
    )
