"""From the values of a rating, read and checked, to the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from definitions.made import kinds, made, optional, text, without
from definitions.model_rating import Achievement, Band, DelayDays, LeftOut, Rating, RowsCounted, Score
from definitions.rownames import row_names
from definitions.tree import Scalar
from definitions.value_words import RUSSIAN_VALUES


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
        without(values, "no_quotient", "indicators", "achievement_in", "rows", "delay"),
        no_quotient=indicators(values.get("no_quotient", ())),
        indicators=indicators(values.get("indicators", ())),
        achievement_in=kinds(values.get("achievement_in", ())),
        rows=optional(_rows, values.get("rows")),
        delay=optional(lambda delay: made(DelayDays, delay), values.get("delay")),
    )


def said_and_silent(values: Iterable[Scalar]) -> tuple[tuple[str, ...], bool]:
    """Return what rows say that are counted, and whether those that say nothing are too."""
    texts = text(tuple(values))
    silent = {"not_given", RUSSIAN_VALUES["not_given"]}
    return tuple(one for one in texts if one not in silent), bool(silent & set(texts))


def _rows(values: Mapping[str, Any]) -> RowsCounted:
    said, silent = said_and_silent(values["values"])
    return made(RowsCounted, without(values, "values"), said=said, not_given=silent)
