"""How participants are placed against each other: exact arithmetic, every step of it kept so that it can be shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from calendars.errors import InputError
from calendars.saying import say
from definitions import Band, LeftOut, Rating, Score
from definitions.periods import One
from workflow.participants import Participant


@dataclass(frozen=True, order=True)
class FigureAt:
    """Where a figure stands: in which column, for whom, and for which indicator ("": for none)."""

    column: str
    whose: str
    indicator: str = ""


#: What stands there; None where the table says that there is no such thing.
Figures: TypeAlias = Mapping[FigureAt, Fraction | None]


@dataclass(frozen=True)
class Share:
    """So much of so much: late days of all days, points of a decision that were not carried out of all."""

    part: Fraction
    whole: Fraction

    @property
    def value(self) -> Fraction:
        """The share; of nothing there is none."""
        return self.part / self.whole if self.whole else Fraction(0)


@dataclass(frozen=True)
class Compared:
    """One comparison with the average: the ratio as it `counts`, times the coefficient of the plan's achievement."""

    own: Fraction
    average: Fraction
    inverse: bool
    counts: Fraction
    indicator: str = ""
    level: Fraction | None = None
    coefficient: Fraction = Fraction(1)
    shares: tuple[Share, Share] | None = None

    @property
    def value(self) -> Fraction:
        """What it brings to its score."""
        return self.counts * self.coefficient


@dataclass(frozen=True)
class Scored:
    """One score of a participant: the mean of its comparisons, and the indicators that were not counted.

    Without a comparison there was nothing to count: that is no score.
    """

    name: str
    compared: tuple[Compared, ...]
    left_out: tuple[str, ...] = ()

    @property
    def value(self) -> Fraction | None:
        """The mean."""
        if not self.compared:
            return None
        return sum((one.value for one in self.compared), Fraction(0)) / len(self.compared)


@dataclass(frozen=True)
class Rated:
    """A participant with its place; those whose estimates are equal have the same one, and the next is left out.

    Who lacks a score has neither an estimate nor a place.
    """

    participant: str
    place: int | None
    scores: tuple[Scored, ...]

    @property
    def total(self) -> Fraction | None:
        """The estimate: the sum of the scores."""
        values = [one.value for one in self.scores]
        known = [one for one in values if one is not None]
        return sum(known, Fraction(0)) if len(known) == len(values) else None


@dataclass(frozen=True)
class Placing:
    """Who is placed by a rating, and for which kind of reporting period (None: the cycle has none)."""

    rating: Rating
    members: Sequence[Participant]
    kind: One | None = None

    def needed(self) -> Iterator[FigureAt]:
        """Yield the place of each figure without which nothing can be worked out."""
        for score in self.rating.scores:
            if score.source:
                yield from (
                    FigureAt(column, one.name)
                    for one in self.members
                    for column in (score.column, score.source)
                )
            for indicator in score.indicators:
                own = [one.name for one in self.members if self.why_left_out(indicator, one) is None]
                names = (*own, self.rating.average) if own else ()
                yield from (FigureAt(score.column, name, indicator) for name in names)

    def achieved(self) -> Iterator[FigureAt]:
        """Yield the place of each figure that says how far a plan was reached; where none stands, none was set."""
        for score in self.rating.scores:
            if (column := self.column_of_achievement(score)) is not None:
                for indicator in score.indicators:
                    yield from (FigureAt(column, one.name, indicator) for one in self.members)

    def why_left_out(self, indicator: str, whose: Participant) -> LeftOut | None:
        """Return the rule by which an indicator is not counted for somebody; None where it is counted."""
        rules = (one for one in self.rating.excepted if indicator in one.indicators)
        return next(
            (
                one
                for one in rules
                if one.form in ("", whose.kind) and (not one.periods or self.kind in one.periods)
            ),
            None,
        )

    def column_of_achievement(self, score: Score) -> str | None:
        """Return the column that says how far plans were reached; None where a score does not count that."""
        wanted = not score.achievement_in or self.kind in score.achievement_in
        return self.rating.achievement.column if self.rating.achievement and wanted else None


def rate(placing: Placing, figures: Figures, late: Mapping[str, Mapping[str, Share]]) -> tuple[Rated, ...]:
    """Return the participants by place.

    `figures` has everything that is needed; `late` the days of each score that counts delay, by participant, without
    those of whom nothing is known. Raises InputError where no figure is left to make a score of.
    """
    makers = [_maker(placing, score, figures, late) for score in placing.rating.scores]
    found = [Rated(one.name, None, tuple(make(one) for make in makers)) for one in placing.members]
    totals = [total for one in found if (total := one.total) is not None]
    placed = [
        one if (own := one.total) is None else replace(one, place=1 + sum(other > own for other in totals))
        for one in found
    ]
    return tuple(sorted(placed, key=lambda one: one.place or len(placed) + 1))


def _maker(
    placing: Placing, score: Score, figures: Figures, late: Mapping[str, Mapping[str, Share]]
) -> Callable[[Participant], Scored]:
    """Return what works a score out for one participant."""
    if score.indicators:
        return partial(_mean, placing, score, figures)
    return partial(
        _share, placing.rating, score, late[score.name] if score.delay else _shares(placing, score, figures)
    )


# Arithmetic --------------------------------------------------------------------------------------------------


def _mean(placing: Placing, score: Score, figures: Figures, whose: Participant) -> Scored:
    counted = [one for one in score.indicators if placing.why_left_out(one, whose) is None]
    compared = [
        _indicator(placing, score, figures, FigureAt(score.column, whose.name, one)) for one in counted
    ]
    found = tuple(one for one in compared if one is not None)
    if not found:
        raise InputError(
            say("{whose}: there is no figure at all for “{score}”", whose=whose.name, score=score.name)
        )
    kept = {one.indicator for one in found}
    return Scored(score.name, found, tuple(one for one in score.indicators if one not in kept))


def _indicator(placing: Placing, score: Score, figures: Figures, place: FigureAt) -> Compared | None:
    """Return one indicator compared with its average; None where the tables say that there is no such thing."""
    rating = placing.rating
    own, average = figures[place], figures[replace(place, whose=rating.average)]
    if own is None or average is None:
        return None
    inverse = place.indicator in rating.inverse
    column = placing.column_of_achievement(score)
    level = figures.get(replace(place, column=column)) if column is not None else None
    counts = _ratio(rating, own, average, inverse=inverse)
    return Compared(own, average, inverse, counts, place.indicator, level, _coefficient(rating, level))


def _share(rating: Rating, score: Score, shares: Mapping[str, Share], whose: Participant) -> Scored:
    """Return the share of a participant compared with that of all together."""
    if whose.name not in shares:
        return Scored(score.name, ())
    own, everyone = shares[whose.name], _together(shares.values())
    inverse = score.better == "less"
    counts = _ratio(rating, own.value, everyone.value, inverse=inverse)
    return Scored(score.name, (Compared(own.value, everyone.value, inverse, counts, shares=(own, everyone)),))


def _together(shares: Collection[Share]) -> Share:
    parts, wholes = (
        sum(values, Fraction(0)) for values in zip(*((one.part, one.whole) for one in shares), strict=True)
    )
    return Share(parts, wholes)


def _shares(placing: Placing, score: Score, figures: Figures) -> Mapping[str, Share]:
    """Return the share of one column in another, by participant; where there is no such thing, of nothing."""

    def told(column: str, name: str) -> Fraction:
        return figures[FigureAt(column, name)] or Fraction(0)

    return {
        one.name: Share(told(score.column, one.name), told(score.source, one.name)) for one in placing.members
    }


def _ratio(rating: Rating, own: Fraction, average: Fraction, *, inverse: bool) -> Fraction:
    if inverse and not own:
        return Fraction(rating.at_zero)
    if not inverse and not average:
        return Fraction(0)  # nobody has a share of it; an indicator without an average is refused before
    return min(average / own if inverse else own / average, Fraction(rating.at_most))


def _coefficient(rating: Rating, level: Fraction | None) -> Fraction:
    """Return what a level of achievement multiplies by; without a plan there is nothing to multiply."""
    if rating.achievement is None or level is None:
        return Fraction(1)
    return next(Fraction(band.coefficient) for band in rating.achievement.bands if _lies_in(band, level))


def _lies_in(band: Band, level: Fraction) -> bool:
    if band.over is not None:
        return level > Fraction(band.over)
    return band.at_least is None or level >= Fraction(band.at_least)
