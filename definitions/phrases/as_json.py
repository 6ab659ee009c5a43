"""A reading as the JSON object that `srok phrase --json` promises: flat keys, absent where they do not apply."""

from __future__ import annotations

from typing import Any

from definitions.phrases.readings import (
    Compound,
    Detail,
    External,
    Fixed,
    Offset,
    Ongoing,
    OnReceipt,
    Reading,
    Recurring,
    Window,
    YearDay,
)


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """Return the reading in the public keys; dates are `YYYY-MM-DD`, or `--MM-DD` without a year."""
    found = {"type": reading.type, **_FIELDS[type(reading)](reading)}
    return {key: value for key, value in found.items() if value not in (None, (), [], {}, "")}


def _fixed(reading: Fixed) -> dict[str, Any]:
    return {
        "from": _day(reading.start),
        "to": _day(reading.end),
        "dates": [_day(day) for day in reading.dates],
        "time": reading.time,
        "bound": reading.bound,
        "inclusive": reading.inclusive,
        "year_relative": reading.year_relative,
        "periods": list(reading.periods),
        "anchor": reading.anchor,
        "detail": _detail(reading.detail),
        "cap": _cap(reading.cap),
    }


def _window(reading: Window) -> dict[str, Any]:
    return {
        "from": _day(reading.start),
        "to": _day(reading.end),
        "time": reading.time,
        "inclusive": True,
        "year_relative": reading.year_relative,
        "periods": list(reading.periods),
        "anchor": reading.anchor,
        "detail": _detail(reading.detail),
        "parts": [_partial(part) for part in reading.parts],
    }


def _offset(reading: Offset) -> dict[str, Any]:
    return {
        "n": reading.n,
        "unit": reading.unit,
        "direction": reading.direction,
        "min": reading.minimum,
        "max": reading.maximum,
        "time": reading.time,
        "bound": reading.bound,
        "inclusive": reading.inclusive,
        "periods": list(reading.periods),
        "anchor": reading.anchor,
        "anchor_date": _cap(reading.anchor_date),
        "detail": {**_detail(reading.detail), **({"except": reading.exception} if reading.exception else {})},
        "cap": _cap(reading.cap),
        "parts": [_partial(part) for part in reading.parts],
    }


def _on_receipt(reading: OnReceipt) -> dict[str, Any]:
    found = {"anchor": reading.anchor, "n": reading.n, "unit": reading.unit}
    if isinstance(reading.cap, Recurring):
        often = {key: value for key, value in _recurring(reading.cap).items() if value and key != "type"}
        return {**often, **found}
    return {**found, "cap": _cap(reading.cap)}


def _external(reading: External) -> dict[str, Any]:
    return {"anchor": reading.anchor, "cap": _cap(reading.cap)}


def _recurring(reading: Recurring) -> dict[str, Any]:
    due = reading_to_json(reading.due) if reading.due is not None else {}
    detail = {
        "interval": reading.interval,
        "times": reading.times,
        "freq": reading.freq,
        "weekday": reading.weekdays[0] if len(reading.weekdays) == 1 else None,
        "weekdays": list(reading.weekdays) if len(reading.weekdays) > 1 else None,
        "week": reading.week,
        "first_period": reading.first_period,
    }
    if isinstance(reading.due, Window) and reading.due.year_relative == "unstated":
        due.pop("year_relative")  # every year has that window
    named = {key: value for key, value in detail.items() if value}
    return {
        **due,
        "type": "external" if isinstance(reading.due, External) else "recurring",
        "recurrence": reading.recurrence,
        "bound": reading.bound or due.get("bound"),
        "time": reading.time or due.get("time"),
        "anchor": reading.anchor or due.get("anchor"),
        "periods": list(reading.periods) or due.get("periods"),
        "detail": {**due.get("detail", {}), **named},
        "cap": _cap(reading.cap) or due.get("cap"),
    }


def _ongoing(reading: Ongoing) -> dict[str, Any]:
    return {"from": _day(reading.start), "anchor": reading.anchor}


def _compound(reading: Compound) -> dict[str, Any]:
    return {"parts": [_partial(part) for part in reading.parts]}


_FIELDS: dict[type, Any] = {
    Fixed: _fixed,
    Window: _window,
    Offset: _offset,
    OnReceipt: _on_receipt,
    External: _external,
    Recurring: _recurring,
    Ongoing: _ongoing,
    Compound: _compound,
}


def _partial(reading: Reading) -> dict[str, Any]:
    """Return a part of a greater reading: where a day of a month is counted, its offset already tells the direction."""
    found = reading_to_json(reading)
    if "detail" in found:
        found.pop("direction", None)
    return found


def _cap(cap: Reading | None) -> dict[str, Any] | None:
    return _partial(cap) if cap is not None else None


def _detail(detail: Detail | None) -> dict[str, Any]:
    if detail is None:
        return {}
    found = {
        "day": detail.day,
        "days": list(detail.days) or None,
        "day_unit": detail.day_unit,
        "month_offset": detail.month_offset,
        "month": detail.month,
    }
    return {key: value for key, value in found.items() if value is not None}


def _day(day: YearDay | None) -> str | None:
    if day is None:
        return None
    return f"{day.year or '-'}-{day.month:02}-{day.day:02}"
