"""Figures of a rating that are quotients of two others: growth out of this year and the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from definitions import Rating
from workflow import FigureAt, Figures


@dataclass(frozen=True)
class Worked:
    """A figure that is not given, in per cent `over` by `under`; no value where one of them is “X”, or divides by 0."""

    at: FigureAt
    over: FigureAt
    under: FigureAt
    value: Fraction | None
    by_zero: bool = False


def worked_out(figures: Figures, rating: Rating) -> Iterator[Worked]:
    """Yield each figure that is not given where the two that it is the quotient of are."""
    for score in rating.scores:
        for over in figures if score.quotient else ():
            at, under = (replace(over, column=column) for column in (score.column, score.quotient[1]))
            if over.indicator in score.no_quotient or over.column != score.quotient[0]:
                continue
            if under in figures and at not in figures:
                up, down = figures[over], figures[under]
                value = up / down * 100 if up is not None and down else None
                yield Worked(at, over, under, value, by_zero=up is not None and down == 0)
