"""When is a working day: the front door of the calendar room, which is pure.

>>> from datetime import date
>>> add(load_calendar(), date(2017, 6, 30), 43).date
datetime.date(2017, 8, 30)
"""

from calendars.arithmetic import (
    Convention,
    Count,
    Result,
    add,
    add_calendar_days,
    add_months,
    count,
    in_years,
    roll,
)
from calendars.calendar import Act, Calendar, Day, Gap, Kind, Status, Year
from calendars.compose import compose
from calendars.contradictions import contradictions
from calendars.derive import derive, overlay
from calendars.explain import explain_add, explain_count, explain_roll
from calendars.files import canonical_name, known_names, parse_region, read_region, titles
from calendars.gaps import named
from calendars.hours import CutOff, add_hours, day_and_hour, day_counted, end_of_day
from calendars.library import build_calendar, files_of, load_calendar, missing_acts
from calendars.published import PublishedDay, differences, known_days, published_json, published_rows
from calendars.region import CalendarFile, Decree, Overlay, Region
from calendars.snapshot import dump_calendar, parse_calendar

__all__ = [
    "Act",
    "Calendar",
    "CalendarFile",
    "Convention",
    "Count",
    "CutOff",
    "Day",
    "Decree",
    "Gap",
    "Kind",
    "Overlay",
    "PublishedDay",
    "Region",
    "Result",
    "Status",
    "Year",
    "add",
    "add_calendar_days",
    "add_hours",
    "add_months",
    "build_calendar",
    "canonical_name",
    "compose",
    "contradictions",
    "count",
    "day_and_hour",
    "day_counted",
    "derive",
    "differences",
    "dump_calendar",
    "end_of_day",
    "explain_add",
    "explain_count",
    "explain_roll",
    "files_of",
    "in_years",
    "known_days",
    "known_names",
    "load_calendar",
    "missing_acts",
    "named",
    "overlay",
    "parse_calendar",
    "parse_region",
    "published_json",
    "published_rows",
    "read_region",
    "roll",
    "titles",
]
