"""Reports in the form that a definition gives them, row by row and column by column. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeAlias

from calendars.saying import Catalog, say
from definitions import ReportColumn, ReportForm, says_nothing
from srok.deviations import View
from srok.report_lines import OFF, Line, lines_of, of_events, shown
from srok.reports import STATUS, Row, period_name, standing
from workflow import Case, under_control

#: One value of a report.
Cell: TypeAlias = str | int | float | date | None


def form_rows(form: ReportForm, view: View, cases: Sequence[Row], catalog: Catalog) -> list[list[Cell]]:
    """Return the rows of a report, a value for each column.

    `cases` are the rows of the deviation log that it may speak of (of the view as `measured`), each with the date that
    is `planned_now`, whether it is `removed` from control, with what was given with each of its `acts`,
    all of that together as `data`, the `answers` of its survey: what was given by the participant it is about, and the
    `people` who were appointed, by role: for whom, and who.
    """
    own = [row for row in cases if all(_stands(row, word, view.today) for word in form.only)]
    return [
        [_cell(form, column, line, view.today, catalog) for column in form.columns]
        for line in lines_of(form, view, own)
    ]


def measured(form: ReportForm, view: View) -> View:
    """Return the cases as a report sees them: what was met before it was taken off control stands as it was met.

    Their deadlines are those that it measures from: as they are, or as they were set first.
    """
    seen = {key: _met_before(case) for key, case in view.cases.items()}
    if form.by_first_date:
        seen = {key: _at_first(case) for key, case in seen.items()}
    return replace(view, cases=seen)


def _met_before(case: Case) -> Case:
    met = under_control(case)
    by_then = met.actual and (case.removal or (case.off_since and met.actual <= case.off_since))
    return replace(met, removed=False) if case.removed and by_then else case


def _at_first(case: Case) -> Case:
    if case.baseline is None:
        return case
    first = replace(case.deadline, planned=case.baseline, due=case.baseline_due)
    return replace(case, deadline=first)


def _cell(form: ReportForm, column: ReportColumn, line: Line, today: date, catalog: Catalog) -> Cell:
    if column.show in _OF_ROW:
        return _OF_ROW[column.show](line)
    if line.cases is None:
        return None
    if column.show == "participant" and line.participant is not None:
        return line.participant
    cases = of_events(line.cases, column.events)
    if column.count:
        return sum(all(_stands(row, word, today) for word in column.count) for row in cases)
    return _of_cases(column, cases if column.show == "status" else shown(cases, form), line, catalog)


def _of_cases(column: ReportColumn, cases: Sequence[Row], line: Line, catalog: Catalog) -> Cell:
    """Return what a column tells of cases: of those off control only how they stand, but if a report asks for such."""
    if column.total:
        values = [value for row in cases for value in _given(row, column.total, line.participant)]
        return _sum(values, column.unit)
    if column.times:
        return _times([value for row in cases for value in _each(row, column.times, line.participant)])
    if named := column.data or column.role:
        of_row = _given if column.data else _appointed
        return _one([value for row in cases for value in of_row(row, named, line.participant)])
    told = [(row, _SHOWN[column.show](row, catalog)) for row in cases]
    return _labelled(told, column) if column.labels else _one([value for _, value in told])


_OF_ROW: Mapping[str, Callable[[Line], Cell]] = {
    "item": lambda line: line.number or None,
    "title": lambda line: line.title,
}


def _appointed(row: Row, role: str, participant: str | None) -> list[str]:
    """Return who was appointed to a role for the participant of a row; where it has none, everybody."""
    whom = {participant} if participant is not None else {row["subject"], row["agency"]} - {None}
    return [name for one, name in row["people"].get(role, ()) if not whom or one in ("", *whom)]


def _given(row: Row, name: str, participant: str | None) -> list[Any]:
    """Return what was given under a name: with the case, and in answers (in a row about a participant, its own)."""
    return [data[name] for data in (row["data"], *_told(row, participant)) if name in data]


def _told(row: Row, participant: str | None) -> list[Row]:
    """Return the answers of a case: in a row about a participant, its own."""
    answers = row["answers"]
    return [answers.get(participant, {})] if participant is not None else list(answers.values())


def _each(row: Row, name: str, participant: str | None) -> list[Any]:
    """Return what was given under a name with each act of a case, and in answers."""
    return [value for data in (*row["acts"], *_told(row, participant)) if (value := data.get(name))]


def _times(values: Sequence[Any]) -> int | None:
    """Return how many values say something; None where there are none: nobody has said that there was nothing."""
    if not values:
        return None
    return sum(not (isinstance(value, str) and says_nothing(value)) for value in values)


def _sum(values: Sequence[str], unit: str) -> int | float | None:
    """Return the sum of numbers as they are written (“1 234,5”), rounded in a unit; None where there are none."""
    numbers = [Decimal(value.replace(" ", "").replace(",", ".")) for value in values if value]
    total = sum(numbers, Decimal(0))
    if unit:
        total = (total / _UNITS[unit]).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return None if not numbers else int(total) if total == int(total) else float(total)


_UNITS: Mapping[str, int] = {"thousand": 1_000, "million": 1_000_000}


def _one(values: Sequence[Cell]) -> Cell:
    """Return the only value, else all that there are, each once, as one text."""
    found = list(dict.fromkeys(value for value in values if value not in (None, "")))
    if len(found) <= 1:
        return next(iter(found), None)
    return "; ".join(f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value) for value in found)


def _labelled(told: Sequence[tuple[Row, Cell]], column: ReportColumn) -> Cell:
    """Return each value after the label of its event; where several have the same label, after whose it is.

    The only value there is begins a sentence, without the label if that is the one of the column's first event.
    """
    given = [
        (column.labels.get(row["event"], ""), row["subject"] or "", str(value))
        for row, value in told
        if value not in (None, "")
    ]
    whose = Counter(label for label, _ in {(label, subject) for label, subject, _ in given})
    found = list(dict.fromkeys((who if whose[label] > 1 else label, value) for label, who, value in given))
    first = column.labels.get(next(iter(column.events or column.labels)))
    if len(found) == 1 and found[0][0] in ("", first):
        value = found[0][1]
        return value[:1].upper() + value[1:]
    return _one([f"{label}: {value}" if label else value for label, value in found])


# What is told of a case --------------------------------------------------------------------------------------


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _planned(row: Row, catalog: Catalog) -> date | str | None:
    """Return the day it is planned for; of the one it was planned for at first, also where that was moved."""
    measured_from, now = _day(row["planned"]), _day(row["planned_now"])
    if measured_from is None or now in (None, measured_from):
        return measured_from
    return say("{day} (moved to {now})", day=measured_from, now=now).render(catalog)


def _done(row: Row, catalog: Catalog) -> date | str | None:
    """Return the day it was done; where it counts as of another, both."""
    done, counted = _day(row["actual"]), _day(row["counted_on"])
    if done is None or counted in (None, done):
        return done
    return say("{done} (counts as of {day})", done=done, day=counted).render(catalog)


def _deviation(row: Row, _: Catalog) -> int | None:
    """Return by how many days the actual date is after the planned one (0: it is not); None while nothing is known."""
    late = row["delay_planned_days"]
    return late if late or (row["actual"] and row["planned"]) else None


def _delay(row: Row, _: Catalog) -> int | None:
    return row["delay_days"] if row["delay_days"] or (row["actual"] and row["due"]) else None


_SHOWN: Mapping[str, Callable[[Row, Catalog], Any]] = {
    "participant": lambda row, _: row["subject"],
    "agency": lambda row, _: row["agency"],
    "reporting_period": lambda row, catalog: period_name(row["period"], catalog),
    "responsible": lambda row, _: row["responsible"],
    "held_by": lambda row, _: row["holder"],
    "state": lambda row, _: row["state"],
    "status": lambda row, catalog: (STATUS["removed"] if row["removed"] else standing(row)).render(catalog),
    "planned_day": _planned,
    "due_day": lambda row, _: _day(row["due"]),
    "target": lambda row, _: _day(row["target"]),
    "done": _done,
    "deviation": _deviation,
    "delay": _delay,
    "reason": lambda row, _: row["reason"],
}


def _stands(row: Row, word: str, today: date) -> bool:
    """Whether a case stands as a word says: one of the report's own, a status of the log, or a state of its flow."""
    if word == "removed":
        return bool(row["removed"])
    if word in STATUS:
        return bool(row["status"] == word)
    return row["status"] not in OFF and (
        _STANDS[word](row, today) if word in _STANDS else bool(row["state"] == word)
    )


_STANDS: Mapping[str, Callable[[Row, date], bool]] = {
    "all": lambda _, __: True,
    "dated": lambda row, _: row["planned"] is not None,
    "come": lambda row, today: (
        row["applies"] != "unknown" and row["planned"] is not None and row["planned"] <= today.isoformat()
    ),
    "done": lambda row, _: row["actual"] is not None,
    "not_done": lambda row, _: row["actual"] is None,
    "own_delay": lambda row, _: row["delay_cause"] == "own",
}
