"""What a definition says about the reports that come out of its cycle: their rows, and what stands in each column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class ReportColumn:
    """A column: `show` a fact of the cases of a row, what was given with them as `data`, its `total`, or `count` them.

    `events` are those whose cases are meant (none: all of the row); a case is counted for which every word of `count`
    holds. `times`: how often anything was given under a name. A total in a `unit` has one decimal.
    `role`: who has been appointed to it. `labels` say, by the event, whose value it is where there are several.
    """

    head: str
    events: tuple[str, ...] = ()
    show: str = ""
    data: str = ""
    count: tuple[str, ...] = ()
    total: str = ""
    unit: Literal["", "thousand", "million"] = ""
    times: str = ""
    role: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReportLine:
    """A row that the definition names: what it is called, and the events whose cases it has (none: a heading).

    Without a `title` it is a row for each of those cases, under the title of its event.
    """

    title: str = ""
    number: str = ""
    events: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportForm:
    """A report: a row for each case of `events`, for each participant of a role, or for each of `lines`.

    With a role and `lines`, these follow a heading for each participant. Cases for which a word of `only` does not hold
    are left out. `by_first_date`: it measures from the dates that were set first, wherever they were moved since.
    `footnotes` stand below the table.
    """

    name: str
    columns: tuple[ReportColumn, ...]
    title: str = ""
    events: tuple[str, ...] = ()
    for_each: str | None = None
    lines: tuple[ReportLine, ...] = ()
    only: tuple[str, ...] = ()
    by_first_date: bool = False
    footnotes: tuple[str, ...] = ()
