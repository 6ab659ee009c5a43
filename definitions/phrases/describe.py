"""Say in one Russian sentence how a phrase was understood, in words that can be read again to the same dates."""

from __future__ import annotations

from typing import Any

from definitions.phrases.readings import (
    Compound,
    External,
    Fixed,
    Frequency,
    Offset,
    Ongoing,
    OnReceipt,
    Reading,
    Recurring,
    Unit,
    Window,
    YearDay,
    YearRelative,
)

_MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_YEARS: dict[YearRelative, str] = {
    "current": "текущего года",
    "reporting": "отчетного года",
    "following_reporting": "года, следующего за отчетным",
    "following_current": "очередного финансового года",
    "preceding_planned": "года, предшествующего планируемому",
}
# One, two to four and more: genitive, as after «не позднее».
_UNITS: dict[Unit, tuple[str, str]] = {
    "minute": ("минуты", "минут"),
    "hour": ("часа", "часов"),
    "working_day": ("рабочего дня", "рабочих дней"),
    "calendar_day": ("календарного дня", "календарных дней"),
    "week": ("недели", "недель"),
    "month": ("месяца", "месяцев"),
    "year": ("года", "лет"),
}
_BEFORE_UNITS: dict[Unit, tuple[str, str, str]] = {
    "minute": ("минуту", "минуты", "минут"),
    "hour": ("час", "часа", "часов"),
    "working_day": ("рабочий день", "рабочих дня", "рабочих дней"),
    "calendar_day": ("календарный день", "календарных дня", "календарных дней"),
    "week": ("неделю", "недели", "недель"),
    "month": ("месяц", "месяца", "месяцев"),
    "year": ("год", "года", "лет"),
}
_EVERY: dict[Frequency, str] = {
    "hourly": "ежечасно",
    "daily": "ежедневно",
    "weekly": "еженедельно",
    "monthly": "ежемесячно",
    "quarterly": "ежеквартально",
    "half_yearly": "раз в полгода",
    "yearly": "ежегодно",
}


def describe(reading: Reading) -> str:
    """Return the sentence: «не позднее 43 рабочих дней, следующих за отчетным периодом»."""
    sentence = _SAY[type(reading)](reading)
    cap = getattr(reading, "cap", None)
    return sentence if cap is None else f"{sentence}, но {describe(cap)}"


def _fixed(reading: Fixed) -> str:
    day = reading.end or reading.start
    said = _day(day, reading) if day else ""
    lead = {"latest": "не позднее ", "earliest": "не ранее ", "as_of": "по состоянию на "}.get(
        reading.bound, ""
    )
    return f"{lead}{said}"


def _window(reading: Window) -> str:
    if reading.start is None or reading.end is None:
        return ""
    return f"с {_day(reading.start, reading)} по {_day(reading.end, reading)}"


def _offset(reading: Offset) -> str:
    if reading.n is None or reading.unit is None:
        return ""
    n = f"{reading.n:g}".replace(".", ",")
    link = f", {reading.link}" if reading.link.startswith("следующ") else f" {reading.link}"
    tied = f"{link} {reading.anchor}" if reading.anchor else ""
    if reading.direction == "before":
        lead = "не ранее чем" if reading.bound == "earliest" else "не позднее чем"
        return f"{lead} за {n} {_choose(reading.n, _BEFORE_UNITS[reading.unit])} до {reading.anchor}"
    if reading.bound == "extension":
        return f"не более чем на {n} {_choose(reading.n, _BEFORE_UNITS[reading.unit])}"
    lead = "не ранее чем через" if reading.bound == "earliest" else "не позднее"
    return f"{lead} {n} {_UNITS[reading.unit][reading.n != 1]}{tied}"


def _on_receipt(reading: OnReceipt) -> str:
    return f"{reading.link} {reading.anchor}".strip()


def _external(reading: External) -> str:
    return f"в срок, установленный {reading.anchor}"


def _recurring(reading: Recurring) -> str:
    due = f", {describe(reading.due)}" if reading.due is not None else ""
    return f"{_EVERY[reading.recurrence]}{due}"


def _ongoing(_: Ongoing) -> str:
    return "постоянно"


def _compound(reading: Compound) -> str:
    return f" {reading.joint} ".join(describe(part) for part in reading.parts)


_SAY: dict[type, Any] = {
    Fixed: _fixed,
    Window: _window,
    Offset: _offset,
    OnReceipt: _on_receipt,
    External: _external,
    Recurring: _recurring,
    Ongoing: _ongoing,
    Compound: _compound,
}


def _day(day: YearDay, reading: Fixed | Window) -> str:
    said = f"{day.day} {_MONTHS[day.month - 1]}"
    if day.year is not None:
        return f"{said} {day.year} года"
    if reading.year_relative == "following_event":
        return f"{said} года, следующего за {reading.anchor}"
    return f"{said} {_YEARS.get(reading.year_relative or 'unstated', '')}".rstrip()


def _choose(n: float, forms: tuple[str, str, str]) -> str:
    """Choose the word after a number: 1 день, 2 дня, 5 дней."""
    if n != int(n):
        return forms[1]
    ones, tens = int(n) % 10, int(n) % 100
    if ones == 1 and tens != 11:  # noqa: PLR2004
        return forms[0]
    return forms[1] if ones in (2, 3, 4) and tens not in (12, 13, 14) else forms[2]
