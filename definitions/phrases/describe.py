"""Say in one Russian sentence how a phrase was understood, in words that can be read again to the same dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from definitions.phrases import describe_counted as counted
from definitions.phrases import wording
from definitions.phrases.readings import (
    Compound,
    External,
    Fixed,
    Offset,
    Ongoing,
    OnReceipt,
    Reading,
    Recurring,
    Unit,
    Window,
    YearDay,
)

_RARITY = {"at_least": "не реже ", "at_most": "не чаще ", None: ""}
_AFTER_FIRST_QUARTER = ("6M", "9M", "year")


def describe(reading: Reading) -> str:
    """Return the sentence: «не позднее 43 рабочих дней, следующих за отчетным периодом»."""
    said = _SAY[type(reading)](reading)
    cap = getattr(reading, "cap", None)
    return said if cap is None or isinstance(cap, External) else f"{said}, но {describe(cap)}"


def _fixed(reading: Fixed) -> str:
    scope, lead = wording.periods(reading.periods), wording.LEADS[reading.bound]
    if reading.detail is not None:
        return f"{scope}{counted.day_of_year(reading, reading.detail)}".rstrip()
    if reading.dates:
        return scope + ", ".join(f"{lead}{wording.day(day, reading)}" for day in reading.dates)
    day = wording.day(_day_of(reading), reading)
    if reading.time and reading.bound == "point":
        return f"{scope}{day}, {reading.time}"
    return f"{scope}{lead}{reading.time + ' ' if reading.time else ''}{day}"


def _day_of(reading: Fixed) -> YearDay:
    day = reading.end or reading.start
    if day is None:
        raise ValueError(reading)
    return day


def _window(reading: Window) -> str:
    if reading.parts:
        year, anchor = reading.year_relative, reading.anchor
        return ", ".join(_window(replace(part, year_relative=year, anchor=anchor)) for part in reading.parts)
    if reading.detail is not None:
        return f"в течение первых {wording.of_units(reading.detail.day or 0, 'working_day')} {wording.year(reading)}"
    if reading.end is None:
        return wording.hours(reading.time or "")
    if reading.start is None:
        end = wording.day(reading.end, replace(reading, anchor=None))
        until = f"до {reading.time}" if reading.time else "по"
        return f"{reading.link} {reading.anchor} {until} {end}"
    start, end = (wording.day(day, reading) for day in (reading.start, reading.end))
    if reading.time and "/" in reading.time:
        opens, closes = reading.time.split("/")
        one_day = reading.start == reading.end
        return (
            f"{start}, {wording.hours(reading.time)}" if one_day else f"с {opens} {start} до {closes} {end}"
        )
    return (
        f"с {start} до {reading.time} {end}" if reading.time else f"с {start}{',' * (',' in start)} по {end}"
    )


# so long after, so long before


def _offset(reading: Offset) -> str:
    said = _term(reading) if reading.detail is None else counted.day_after(reading, reading.detail)
    # «истекшими кварталом, полугодием» names the periods itself
    scope = "" if (reading.anchor or "").startswith("истекшими") else wording.periods(reading.periods)
    return f"{scope}{said}, за исключением {reading.exception}" if reading.exception else f"{scope}{said}"


def _term(reading: Offset) -> str:
    if reading.bound in ("duration", "range"):
        before = reading.direction == "before"
        return _between(reading) + (f" до {_anchor(reading)}" if before else _since(reading))
    n, unit = reading.n or 0, reading.unit or "calendar_day"
    if reading.bound == "extension":
        return f"не более чем на {wording.units(n, unit)}"
    return _directed(reading, n, unit)


def _directed(reading: Offset, n: float, unit: Unit) -> str:
    if reading.direction == "before":
        return _before(reading, n, unit)
    if reading.bound == "earliest":
        return f"не ранее чем через {wording.units(n, unit)}{_since(reading)}"
    if reading.bound == "point":
        return _on(reading, n, unit)
    return _until_term(reading, n, unit)


def _before(reading: Offset, n: float, unit: Unit) -> str:
    if reading.bound == "point":
        return f"в {wording.one_day(unit)} день, {reading.link} {reading.anchor}"
    if reading.time:
        return f"до {reading.time} {_one_day(unit)} дня, {wording.agreed(reading.link, 1)} {reading.anchor}"
    if reading.link.startswith("предшеств"):
        return f"не позднее {wording.of_units(n, unit)}, {wording.agreed(reading.link, n)} {reading.anchor}"
    return f"{wording.LEADS[reading.bound]}чем за {wording.units(n, unit)} до {_anchor(reading)}"


def _on(reading: Offset, n: float, unit: Unit) -> str:
    if not reading.anchor:
        return f"на следующий {wording.one_day(unit)} день"
    if unit not in ("working_day", "calendar_day"):
        return f"через {wording.units(n, unit)}{_since(reading)}"
    return f"на {wording.nth_day(n, unit)}{_since(reading)}"


def _until_term(reading: Offset, n: float, unit: Unit) -> str:
    if reading.time:
        day = f"{_one_day(unit)} дня"
        return f"до {reading.time} " + (f"{day}{_since(reading)}" if reading.anchor else f"следующего {day}")
    amount = wording.of_units(n, unit)
    if isinstance(reading.cap, External):
        return f"не более {amount} (если {reading.cap.anchor} не указан иной срок){_since(reading)}"
    # «не позднее 3 часов» alone would be a time of day
    lead = "не более" if unit == "hour" and not reading.anchor else "не позднее"
    return f"{lead} {amount}{_since(reading)}"


def _one_day(unit: Unit) -> str:
    return "рабочего" if unit == "working_day" else "календарного"


def _since(reading: Offset) -> str:
    if not reading.anchor:
        return ""
    comma = "," if reading.link.startswith(("следующ", "начиная с месяца")) else ""
    link = wording.agreed(reading.link, reading.n or reading.maximum or 0, point=reading.bound == "point")
    return f"{comma} {link} {_anchor(reading)}"


def _anchor(reading: Offset) -> str:
    return describe(reading.anchor_date) if reading.anchor_date is not None else reading.anchor or ""


def _between(reading: Offset) -> str:
    unit = reading.unit or "calendar_day"
    if reading.direction == "before":
        least, most = (wording.units(n or 0, unit) for n in (reading.minimum, reading.maximum))
        return f"не ранее чем за {most} и не позднее чем за {least}"
    if reading.parts:
        least, most = (
            wording.of_units(part.n or 0, part.unit or "calendar_day") for part in _offsets(reading)
        )
        return f"не менее {least} и не более {most}"
    least = wording.of_units(reading.minimum or 0, unit) if reading.bound == "range" else f"{reading.minimum}"
    return f"не менее {least} и не более {wording.of_units(reading.maximum or 0, unit)}"


def _offsets(reading: Offset) -> list[Offset]:
    return [part for part in reading.parts if isinstance(part, Offset)]


# what others decide


def _on_receipt(reading: OnReceipt) -> str:
    if reading.anchor is None and reading.n == 0:
        return "в тот же день"
    return f"{reading.link} {reading.anchor or ''}".strip()


def _external(reading: External) -> str:
    if reading.anchor is None:
        return "в установленный срок"
    return f"{reading.link or 'в срок, установленный'} {reading.anchor}"


def _ongoing(reading: Ongoing) -> str:
    if reading.anchor:
        return f"{reading.link} {reading.anchor}"
    return "постоянно" if reading.start is None else f"с {reading.start.year} года по настоящее время"


# again and again


def _recurring(reading: Recurring) -> str:
    if reading.weekdays:
        return _weekly(reading)
    said = _often(reading)
    if reading.first_period:
        year, _, month = reading.first_period.partition("-")
        first = f"отчета за {wording.month(int(month))} {year}" if month else year
        said += f", начиная с {first} года"
    if reading.anchor:
        said += f" в {reading.anchor}"
    if reading.due is not None:
        said += f", {describe(reading.due)}"
    said += _hours(reading)
    return said + _cumulative(reading)


def _often(reading: Recurring) -> str:
    if reading.times is None and reading.interval is None:
        return wording.every(reading.recurrence)
    times = reading.times or 1
    raz = "раза" if times in (2, 3, 4) or (reading.freq and times == 1) else "раз"
    return f"{_RARITY[reading.freq]}{times} {raz} в {wording.in_every(reading.recurrence, reading.interval or 1)}"


def _weekly(reading: Recurring) -> str:
    often = "" if reading.recurrence == "weekly" or reading.week else f"{wording.every(reading.recurrence)} "
    if reading.times:
        days = ", ".join(wording.weekday(day) for day in reading.weekdays)
        return f"{_often(reading)}: {days}"
    return f"{often}{wording.on_weekdays(reading.weekdays, reading.week)}{_hours(reading)}"


def _hours(reading: Recurring) -> str:
    if not reading.time:
        return ""
    if "/" in reading.time:
        return f" {wording.hours(reading.time)}"
    return f" до {reading.time}" if reading.bound == "latest" else f" в {reading.time}"


def _cumulative(reading: Recurring) -> str:
    if reading.periods == _AFTER_FIRST_QUARTER:
        return " за исключением I квартала"
    named = wording.periods(reading.periods).removesuffix(" - ")
    return f" нарастающим итогом с начала года ({named})" if named else ""


_JOINTS = {"и": ", и ", "далее": ", далее "}


def _compound(reading: Compound) -> str:
    joint = _JOINTS.get(reading.joint, f" {reading.joint} ")
    return joint.join(_part(part, first=part is reading.parts[0]) for part in reading.parts)


def _part(part: Reading, *, first: bool) -> str:
    """Say a part; after another one the weekdays need «еженедельно» or «ежемесячно» before them."""
    said = describe(part)
    if first or not isinstance(part, Recurring) or not part.weekdays or said.startswith("еже"):
        return said
    return said if part.times else f"{wording.every(part.recurrence)}, {said}"


_SAY: dict[type, Callable[[Any], str]] = {
    Fixed: _fixed,
    Window: _window,
    Offset: _offset,
    OnReceipt: _on_receipt,
    External: _external,
    Recurring: _recurring,
    Ongoing: _ongoing,
    Compound: _compound,
}
