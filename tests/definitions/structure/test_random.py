"""Whatever keys and values a structure puts together, it is refused with a reason or gives a deadline with words."""

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from calendars import Calendar
from calendars.errors import CalendarError
from definitions.deadlines import Given, Years, deadline
from definitions.keys import Language
from definitions.model_rules import Roll
from definitions.phrases import Reading, describe, reading_to_json
from definitions.plannable import counts_from, last_year, unplannable
from definitions.structure import _KINDS

ReadStructure = Callable[[dict[str, Any] | str, Language], tuple[Reading | None, list[str]]]

DAYS = ["15.09.2016", "15.11", "31.12", "29.02", "2017-02-28", "20 января 2017 г."]
UNITS = ["minute", "hour", "working_day", "calendar_day", "week", "month", "year"]
VALUES: dict[str, list[Any]] = {
    "before": [*DAYS, "заседания"],
    "after": [*DAYS, "подписания", "отчётного квартала"],
    "last_month_of": ["отчётного квартала", "отчётного месяца"],
    "until": DAYS,
    "since": DAYS,
    "on": [*DAYS, DAYS[:2]],
    "as_of": DAYS,
    "as_window": ["yes", "no"],
    "of_year": ["current", "reporting", "following_reporting", "following_event", "preceding_planned"],
    "of_what": ["принятия закона", "отчётного периода"],
    "of_month": ["january", "february", "december"],
    "nth_month": [1, 2, 99],
    "hour": ["17:00", "24:00", "10:00-12:00"],
    "periods": ["quarter", ["6 months", "year"]],
    "amount": [0, 1, 5, "1.5", 9999],
    "unit": UNITS,
    "bound": ["latest", "until", "earliest", "point", "range", "duration", "extension", "as_of"],
    "at_least": [1, 10],
    "at_most": [5, 20],
    "excepted": ["случаев, указанных в законе"],
    "same_day": ["yes", "no"],
    "set_by": ["соглашением"],
    "how_often": ["hourly", "daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly"],
    "interval": [1, 3, "0.5"],
    "times": [1, 2],
    "freq": ["at_least", "at_most"],
    "weekdays": ["monday", ["tuesday", "sunday"]],
    "week": [1, 5, "last"],
    "counting_from": [2025, "2025-01"],
}
NUMBERS: list[Any] = [1, 7, 20, "last", [10, 20]]
KNOWN = Years(reporting=2016, current=2017, planned=2018, unnamed=2019)
GIVEN = Given(date(2016, 5, 4), years=KNOWN)
ROLL = Roll("following", "none", "—")


def made(chance: random.Random, kind: str, depth: int = 0) -> dict[str, Any]:
    """A structure of a kind with some of its keys."""
    inner = [one for one in _KINDS if one != "several"] if depth else list(_KINDS)
    written: dict[str, Any] = {"kind": kind}
    for key, spec in _KINDS[kind].items():
        if key == "kind" or (not spec.required and chance.random() > 0.2):
            continue
        if key in ("but", "deadline"):
            written[key] = made(chance, chance.choice(inner), depth + 1) if depth < 2 else {"kind": "ongoing"}
        elif key == "parts" and kind == "several":
            written[key] = [made(chance, chance.choice(inner), depth + 1) for _ in range(2)]
        elif key == "parts":
            lengths = [{"amount": 1, "unit": chance.choice(UNITS)} for _ in range(2)]
            windows = [{"since": chance.choice(DAYS), "until": chance.choice(DAYS)} for _ in range(2)]
            written[key] = windows if kind == "window" else lengths
        else:
            numbered = kind == "day_of_month" and key in ("on", "since", "until")
            written[key] = deepcopy(chance.choice(NUMBERS if numbered else VALUES[key]))
    return written


@pytest.mark.parametrize("kind", _KINDS)
def test_a_structure_is_refused_or_followed(
    kind: str, read_structure: ReadStructure, calendar: Calendar
) -> None:
    chance = random.Random(kind)  # noqa: S311 - the same structures every time
    understood = 0
    for _ in range(200):
        written = made(chance, kind)
        reading, told = read_structure(written, "en")
        assert bool(told) == (reading is None), written
        if reading is None:
            continue
        understood += 1
        assert reading_to_json(reading)
        last_year(reading)
        counts_from(reading)
        for periods in ((), ("Q1",), ("year",), ("month",)):
            if unplannable(reading, periods, KNOWN):
                continue
            assert describe(reading), written
            try:
                found = deadline(
                    "",
                    reading,
                    Roll("following", "none", "—"),
                    calendar,
                    Given(date(2016, 5, 4), years=KNOWN),
                )
            except CalendarError:
                continue
            assert found.steps
    assert understood > 2
