"""When is a working day: the front door of the calendar room, which is pure.

>>> from datetime import date
>>> add(load_calendar(), date(2017, 6, 30), 43).date
datetime.date(2017, 8, 30)
"""

from calendars.arithmetic import Convention, Count, Result, add, add_calendar_days, add_months, count, roll
from calendars.calendar import Act, Calendar, Day, Kind, Status, Year
from calendars.contradictions import contradictions
from calendars.derive import derive
from calendars.explain import explain_add, explain_count, explain_roll
from calendars.library import load_calendar, missing_decree
from calendars.region import Decree, Region, known_names, parse_region, read_region
from calendars.snapshot import dump_calendar, parse_calendar

__all__ = [
    "Act",
    "Calendar",
    "Convention",
    "Count",
    "Day",
    "Decree",
    "Kind",
    "Region",
    "Result",
    "Status",
    "Year",
    "add",
    "add_calendar_days",
    "add_months",
    "contradictions",
    "count",
    "derive",
    "dump_calendar",
    "explain_add",
    "explain_count",
    "explain_roll",
    "known_names",
    "load_calendar",
    "missing_decree",
    "parse_calendar",
    "parse_region",
    "read_region",
    "roll",
]
