"""What a definition says about its rating: which figures and which days of delay make an estimate, and how."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from definitions.periods import One


@dataclass(frozen=True)
class Band:
    """A coefficient for what lies above a bound: `over` it, or `at_least` it; with neither, for all the rest."""

    coefficient: Decimal
    over: Decimal | None = None
    at_least: Decimal | None = None


@dataclass(frozen=True)
class Achievement:
    """How far a plan was reached, in per cent: the `column` that says so, and what each level multiplies by."""

    column: str
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class LeftOut:
    """Indicators that are not counted: for participants of a kind (`form`; "": all), in `periods` (empty: any)."""

    indicators: tuple[str, ...]
    form: str = ""
    periods: tuple[One, ...] = ()


@dataclass(frozen=True)
class DelayDays:
    """Days of delay and the days that they are a share of, both from the journal.

    Late days are those of the cases of `events` and of their `stages`; the whole is these and the days of `of_stages`:
    as many as they lasted, late ones among them (`elapsed`), or as many as the term gives to a stage, once for each
    case that has come to it (`allotted`): then neither who is slow there nor who sends it back changes anything.
    """

    events: tuple[str, ...]
    stages: tuple[str, ...] = ()
    of_stages: tuple[str, ...] = ()
    stage_days: Literal["elapsed", "allotted"] = "elapsed"
    unit: Literal["working_day", "calendar_day"] = "working_day"


@dataclass(frozen=True)
class RowsCounted:
    """Rows of sheets, one by name for each participant: those of a section of `events`, called as it begins.

    The part are those whose `data`, as it was given last, is one that was `said` here, or was `not_given`; where
    `states` are named, of a row in another one nothing counts as given.
    """

    events: tuple[str, ...]
    section: str
    data: str
    said: tuple[str, ...]
    not_given: bool = False
    states: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """One part of the estimate: a mean over `indicators`, or a share compared with the share of all.

    Where the column is empty it is the `quotient` of two others, in per cent, but for the indicators `no_quotient`. A
    share is that of `column` in `source`, or of late days; of whom the tables have neither of the two columns, `rows`
    of sheets are counted. `better` says whether less of it is better. Where `achievement_in` names reporting periods,
    how far plans were reached counts in them alone.
    """

    name: str
    column: str = ""
    quotient: tuple[str, ...] = ()
    no_quotient: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    achievement_in: tuple[One, ...] = ()
    source: str = ""
    rows: RowsCounted | None = None
    delay: DelayDays | None = None
    better: Literal["less", "more"] = "more"


@dataclass(frozen=True)
class Rating:
    """How participants of a role are placed: by the sum of scores, each a ratio to the `average`.

    A ratio is `at_most` so much, and `at_zero` where less is better and there is nothing at all. `inverse` are the
    indicators of which less is better.
    """

    for_each: str
    scores: tuple[Score, ...]
    at_most: Decimal
    at_zero: Decimal
    title: str = ""
    average: str = ""
    inverse: tuple[str, ...] = ()
    excepted: tuple[LeftOut, ...] = ()
    achievement: Achievement | None = None
