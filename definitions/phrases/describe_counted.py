"""Say a day that is counted inside a month or a year, in words that can be read again to the same date."""

from __future__ import annotations

from definitions.phrases import wording
from definitions.phrases.readings import Detail, Fixed, Offset


def day_of_year(reading: Fixed, detail: Detail) -> str:
    """«Не позднее последнего рабочего дня текущего года»; a month is named where it is not the year's own edge."""
    edge = detail.month == (12 if detail.day == -1 else 1) and reading.bound != "earliest"
    edge = edge and reading.year_relative in ("current", "reporting", "following_current")
    month = "" if edge else f"{wording.of_month(detail.month or 1)} "
    if reading.bound == "point":
        return f"в {wording.date_of_month(detail)} {month}{wording.year(reading)}"
    return f"{wording.LEADS[reading.bound]}{wording.day_of_month(detail)} {month}{wording.year(reading)}"


def day_after(reading: Offset, detail: Detail) -> str:
    """«До 25 числа месяца, следующего за отчетным»."""
    if detail.days and reading.bound != "range":
        return f"{wording.LEADS[reading.bound]}{' и '.join(map(str, detail.days))} числа"
    if detail.days:
        return f"{wording.day_span(detail)} {_month(reading, detail.month_offset)}".rstrip()
    accusative = reading.bound in ("point", "as_of")
    day = wording.date_of_month(detail) if accusative else wording.day_of_month(detail)
    on = reading.bound == "point" and detail.month_offset is not None
    lead = f"до {reading.time} " if reading.time else "на " if on else wording.LEADS[reading.bound]
    if detail.month_offset is None:
        return f"{lead}{day}{' месяца' if detail.day_unit == 'working' else ''}"
    return f"{lead}{day} {_month(reading, detail.month_offset)}"


def _month(reading: Offset, month_offset: int | None) -> str:
    if month_offset is None or not reading.link:
        return reading.anchor or ""
    which = f"{month_offset}-го " if month_offset > 1 else ""
    if month_offset == 0:
        return f"{reading.link} {reading.anchor}"
    if reading.link == "после":
        return f"месяца после {reading.anchor}"
    return f"{which}месяца, {reading.link} {reading.anchor}"
