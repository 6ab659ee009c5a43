"""What the tests of structures share: a writer of readings as structure, reading them again, and comparing them."""

import dataclasses
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
import yaml

from definitions.deadline_shapes import deadline
from definitions.keys import Language, spelled, value_spelled
from definitions.periods import KIND_NAMES
from definitions.phrases import (
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
from definitions.shapes import Context
from definitions.structure_values import MONTHS, WEEKDAYS
from definitions.tree import Report
from definitions.yamltree import read_tree

ReadStructure: TypeAlias = Callable[[dict[str, Any] | str, Language], tuple[Reading | None, list[str]]]


class Writer:
    """Writes readings as structure in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def written(self, reading: Reading) -> dict[str, Any]:
        return self.keys({"kind": self.word(KINDS[type(reading)]), **getattr(self, reading.type)(reading)})

    def keys(self, values: dict[str, Any]) -> dict[str, Any]:
        present = {key: value for key, value in values.items() if value not in (None, (), [], "", False)}
        return {spelled(key, self.language): value for key, value in present.items()}

    def word(self, english: str | None) -> str | None:
        return value_spelled(english, self.language) if english else None

    def day(self, day: YearDay | None) -> str | None:
        if day is None:
            return None
        if self.language == "ru":
            return f"{day.day:02}.{day.month:02}" + (f".{day.year}" if day.year else "")
        return f"{day.year or '-'}-{day.month:02}-{day.day:02}"

    def number(self, number: int | None) -> int | str | None:
        return self.word("last") if number == -1 else number

    def common(self, reading: Any) -> dict[str, Any]:
        cap = getattr(reading, "cap", None)
        periods = [KIND_NAMES[kind][self.language == "en"] for kind in getattr(reading, "periods", ())]
        hours = (getattr(reading, "time", None) or "").replace("/", "-")
        return {"hour": hours, "periods": periods, "but": self.written(cap) if cap is not None else None}

    def year(self, reading: Fixed | Window) -> dict[str, Any]:
        named = reading.year_relative
        words = (reading.anchor or "").removeprefix("годом ")
        return {
            "of_year": self.word(named if named != "unstated" else None),
            "of_what": words if named else None,
        }

    def fixed(self, reading: Fixed) -> dict[str, Any]:
        if reading.detail is not None:
            bound = "until" if (reading.bound, reading.inclusive) == ("latest", None) else reading.bound
            return {
                **self.detail(reading.detail, bound),
                "kind": self.word("day_of_month"),
                **self.year(reading),
                **self.common(reading),
            }
        strict = reading.inclusive is None and not reading.whole_months
        way = {
            "latest": "before" if strict else "until",
            "earliest": "since",
            "as_of": "as_of",
            "point": "on",
        }
        days = [self.day(day) for day in reading.dates] or self.day(reading.end or reading.start)
        found = {way[reading.bound]: days, "as_window": reading.whole_months and self.word("yes")}
        return {**found, **self.year(reading), **self.common(reading)}

    def detail(self, detail: Detail, bound: str) -> dict[str, Any]:
        days = [self.number(day) for day in detail.days or (detail.day,)]
        span = {"since": days[0], "until": days[-1]} if bound == "range" else {"on": days}
        return {
            **span,
            "unit": self.word(f"{detail.day_unit}_day"),
            "bound": self.word(bound) if bound not in ("range", "latest") else None,
            "of_month": self.word(MONTHS[detail.month - 1]) if detail.month else None,
        }

    def window(self, reading: Window) -> dict[str, Any]:
        found = {**self.year(reading), **self.common(reading)}
        if reading.start is None and reading.end is not None:
            found |= {"after": reading.anchor, "of_what": None}
        if reading.parts:
            return {**found, "parts": [self.keys(self.stretch(part)) for part in reading.parts]}
        if reading.detail is None:
            return {**found, **self.stretch(reading)}
        counted = self.detail(reading.detail, "latest")
        return {
            **found,
            "amount": reading.detail.day,
            "unit": counted["unit"],
            "of_month": counted["of_month"],
        }

    def stretch(self, window: Window) -> dict[str, Any]:
        last = "before" if window.doubt == "until" else "until"
        return {"since": self.day(window.start), last: self.day(window.end)}

    def offset(self, reading: Offset) -> dict[str, Any]:
        if reading.detail is not None:
            return self.counted_day(reading, reading.detail)
        ranged = reading.minimum is not None or reading.maximum is not None
        default = "range" if ranged else "latest"
        found = {
            "amount": f"{reading.n:g}" if reading.n is not None else None,
            "unit": self.word(reading.unit),
            "bound": self.word(reading.bound) if reading.bound != default else None,
            "before" if reading.direction == "before" else "after": reading.anchor,
            "at_least": str(reading.minimum) if ranged else None,
            "at_most": str(reading.maximum) if ranged else None,
            "parts": [
                self.keys({"amount": f"{part.n:g}", "unit": self.word(part.unit)}) for part in reading.parts
            ],
            "excepted": reading.exception,
        }
        since = reading.anchor_date
        if since is not None:
            found |= {
                **self.year(since),
                "before" if reading.direction == "before" else "after": self.day(since.end),
            }
        return {**found, **self.common(reading)}

    def counted_day(self, reading: Offset, detail: Detail) -> dict[str, Any]:
        bound = "until" if (reading.bound, reading.inclusive) == ("latest", None) else reading.bound
        nth, way = detail.month_offset or 0, "last_month_of"
        if nth:
            way = "after" if nth > 0 else "before"
        return {
            **self.detail(detail, bound),
            "kind": self.word("day_of_month"),
            way: reading.anchor if detail.month_offset is not None else None,
            "excepted": reading.exception,
            "nth_month": abs(nth) if abs(nth) > 1 else None,
            **self.common(reading),
        }

    def on_receipt(self, reading: OnReceipt) -> dict[str, Any]:
        same = self.word("yes") if reading.n == 0 else None
        return {"of_what": reading.anchor, "same_day": same, **self.common(reading)}

    def external(self, reading: External) -> dict[str, Any]:
        return {"set_by": reading.anchor, **self.common(reading)}

    def recurring(self, reading: Recurring) -> dict[str, Any]:
        return {
            "how_often": self.word(reading.recurrence),
            "interval": f"{reading.interval:g}" if reading.interval else None,
            "times": reading.times,
            "freq": self.word(reading.freq),
            "weekdays": [self.word(WEEKDAYS[day - 1]) for day in reading.weekdays],
            "week": self.number(reading.week),
            "bound": self.word(reading.bound),
            "counting_from": reading.first_period,
            "deadline": self.written(reading.due) if reading.due is not None else None,
            "of_what": reading.anchor,
            **self.common(reading),
        }

    def ongoing(self, reading: Ongoing) -> dict[str, Any]:
        return {"since": self.day(reading.start), "before": reading.anchor}

    def compound(self, reading: Compound) -> dict[str, Any]:
        return {"parts": [self.written(part) for part in reading.parts]}


KINDS = {
    Fixed: "date",
    Window: "window",
    Offset: "term",
    OnReceipt: "on_receipt",
    External: "external",
    Recurring: "recurring",
    Ongoing: "ongoing",
    Compound: "several",
}


# Reading it again, and comparing ------------------------------------------------------------------------------


def _read_structure(written: dict[str, Any] | str, language: Language) -> tuple[Reading | None, list[str]]:
    """Read what stands under the deadline's key; also what is wrong with it, each with line:column."""
    key = spelled("deadline", language)
    text = written if isinstance(written, str) else yaml.safe_dump(written, allow_unicode=True)
    indented = text if text.startswith("{") else "\n" + text.replace("\n", "\n  ").join(("  ", ""))
    report = Report("план.yaml")
    tree = read_tree(f"{key}: {indented}\n".encode(), report)
    assert tree is not None, [str(problem.message) for problem in report.problems]
    found = deadline(tree.entries[0][1], Context(report, language))
    told = [f"{problem.line}:{problem.column} {problem.message}" for problem in report.problems]
    return found[0].reading if found else None, told


def _deciding(reading: Any) -> Any:
    """What of a reading decides dates: no words, no places, no doubts that are settled."""
    if isinstance(reading, tuple):
        return [_deciding(part) for part in reading]
    if not dataclasses.is_dataclass(reading):
        return reading
    of_month = getattr(reading, "detail", None) is not None
    fields = [field.name for field in dataclasses.fields(reading)]
    found = {
        name: _deciding(getattr(reading, name))
        for name in fields
        if name not in ("anchor_at", "link", "joint")
    }
    found |= {"plain_days": None, "doubt": isinstance(reading, Window) and reading.doubt == "until"}
    if isinstance(reading, Fixed | Window):
        found["anchor"] = bool(reading.anchor) and not of_month
        found["year_relative"] = reading.year_relative or "unstated"
    if isinstance(reading, Offset) and reading.anchor_date is not None:
        found["anchor"] = None  # the date itself is there
    if isinstance(reading, Fixed | Offset):
        strict = of_month or (isinstance(reading, Fixed) and not reading.whole_months)
        found["inclusive"] = strict and reading.bound == "latest" and reading.inclusive is None
    return found


@pytest.fixture(scope="session")
def as_structure() -> Callable[[Reading, Language], dict[str, Any]]:
    """Write a reading as structure."""
    return lambda reading, language: Writer(language).written(reading)


@pytest.fixture(scope="session")
def read_structure() -> ReadStructure:
    """Read a structure: what it means, and what is wrong with it, each with line:column."""
    return _read_structure


@pytest.fixture(scope="session")
def deciding() -> Callable[[Reading | None], Any]:
    """What of a reading decides dates."""
    return _deciding
