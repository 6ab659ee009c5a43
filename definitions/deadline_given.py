"""What a deadline can count from, and what comes out: the values that the arithmetic of deadlines works on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from calendars import CutOff
from calendars.saying import Text
from definitions.periods import Period


@dataclass(frozen=True)
class Years:
    """Which calendar year the words of a phrase mean; None where the definition does not say.

    `unnamed` is the year of a date that names none («до 1 декабря»).
    """

    reporting: int | None = None
    current: int | None = None
    planned: int | None = None
    unnamed: int | None = None

    def of_period(self, year: int | None, *, recurring: bool = False) -> Years:
        """Return the years of a case whose reporting period lies in `year`: that one is the reporting year.

        The other years move with it. What comes again and again happens in the year of its period, unless the
        definition says another.
        """
        if year is None:
            return self
        moved = 0 if self.reporting is None else year - self.reporting
        current, planned, unnamed = (
            None if other is None else other + moved for other in (self.current, self.planned, self.unnamed)
        )
        if recurring:
            current, unnamed = (year if other is None else other for other in (current, unnamed))
        return Years(year, current, planned, unnamed)


NO_YEARS = Years()


@dataclass(frozen=True)
class Given:
    """What a deadline can count from, as far as it is known.

    `anchor`: the day the anchor fell on; `anchor_at`: the moment (aware), where the hour matters. `forecast`: that
    day is itself only planned. `period`: the reporting period of the case. `cutoff`: up to which hour a working day
    takes in what comes. `zone`: the cycle's clock; None: the clock of the moment itself. `inclusive`: whether
    «до <дата>» takes in the day itself.
    """

    anchor: date | None = None
    anchor_at: datetime | None = None
    forecast: bool = False
    period: Period | None = None
    years: Years = NO_YEARS
    cutoff: CutOff | None = None
    zone: ZoneInfo | None = None
    inclusive: bool = True

    @property
    def day(self) -> date | None:
        """The day the anchor fell on, by the cycle's clock where only the moment is known."""
        if self.anchor is not None or self.anchor_at is None:
            return self.anchor
        return self.anchor_at.astimezone(self.zone or self.anchor_at.tzinfo).date()


NOTHING = Given()


@dataclass(frozen=True)
class Deadline:
    """The dates of one case and why: `planned` as the plan says it, `due` after rolling (last day in time).

    `due_time` is the hour of that day at which the term ends; None: with the day. `earliest`: not before that day.
    `forecast`: it counts from a day that is itself only planned. `provisional` names the years whose calendar is not
    final; `waits` says what is missing while there is no date.
    """

    opens: date | None = None
    planned: date | None = None
    due: date | None = None
    provisional: tuple[int, ...] = ()
    waits: Text | None = None
    steps: tuple[Text, ...] = ()
    due_time: time | None = None
    forecast: bool = False
    earliest: date | None = None
