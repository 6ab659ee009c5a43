"""In whose hands a case is and was, stay by stay, with the days that count for each. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from srok.deviations import View, turns_by_whom
from srok.reports import Row, iso
from workflow import (
    Case,
    Cycle,
    Days,
    Stay,
    Step,
    allotted,
    between,
    between_them,
    calendar_of,
    closed,
    held_span,
    is_end,
    step_deviation,
)

#: Between which days a row of a stay is counted.
_SPAN = ("held_from", "counted_until")


def hands(view: View, case: Case) -> Row | None:
    """Return in whose hands a case is now and since when, how many working days that is and how many it may be."""
    stay, step = case.stays[-1], case.step
    waits = case.waits_for or case.waits_again
    if case.removed or case.applies != "yes" or waits or is_end(view.cycle, case.key, stay):
        return None
    calendar, begun = calendar_of(view.cycle, case.key), _since(view.cycle, case, len(case.stays) - 1)
    holder, given, _ = turns_by_whom(view.cycle, case, stay)[-1]
    began, since = _handed_over(view, case, stay, begun, given)
    held: Row = {
        "holder": holder,
        "state": stay.state,
        "since": iso(since),
        "since_at": stay.at.isoformat("minutes") if stay.at and since == stay.since else None,
        "held_from": iso(began),
        "working_days": between(calendar, began, view.today).working,
        "of": None,
        "until": None,
        "until_at": None,
    }
    if step is None:
        return held
    found, hour = step_deviation(view.cycle, case, step, view.today, view.at), step.deadline.due_time
    return held | {
        "working_days": held["working_days"] if given > begun else found.held.working,
        "of": allotted(calendar, step, found.began).working if step.due else None,
        "until": iso(step.due),
        "until_at": hour.isoformat("minutes") if hour else None,
    }


def _handed_over(view: View, case: Case, stay: Stay, begun: date, given: date) -> tuple[date, date]:
    """Return from when somebody's days in a stay count, and since when it is theirs: since it was given to them."""
    began, _ = held_span(view.cycle, case, replace(stay, since=begun))
    return (max(began, given), given) if given > begun else (began, begun)


def _since(cycle: Cycle, case: Case, number: int) -> date:
    """Return since when the days of a stay count, as those of its step do if it is one.

    The first begins once what the case answers to has come; none before the period that the plan has for it.
    """
    stay, after = case.stays[number], _after_waiting(case)
    step = next((one.stay for one in case.steps if one.stay.entry == stay.entry), None)
    if step is not None or is_end(cycle, case.key, stay):
        return max(step.since, after) if step else stay.since
    begun = max(stay.since, after, case.input_on) if number == 0 and case.input_on else stay.since
    return replace(stay, since=begun).since_in_period(case.opens)


def _after_waiting(case: Case) -> date:
    """Return the day on which what had been sent back came again to a case that has not been begun."""
    back = (until for _, until in case.sent_back if until is not None)
    return max(back, default=date.min) if len(case.stays) == 1 else date.min


def stays(view: View, case: Case) -> list[Row]:
    """Return each stay of a case; one that a new wording gave to others has a row for each of those."""
    steps = {step.stay.entry: step for step in case.steps}
    return [
        part
        for number, stay in enumerate(case.stays)
        for row in _stay(view, case, stay, _since(view.cycle, case, number), steps.get(stay.entry))
        for part in (_without_waiting(view, case, row) if case.sent_back and number == 0 else (row,))
    ]


def _without_waiting(view: View, case: Case, row: Row) -> Iterator[Row]:
    """Yield the parts of a first stay between which a case waited for what had been sent back."""
    since, until = (date.fromisoformat(row[name]) if row[name] else view.today for name in _SPAN)
    calendar = calendar_of(view.cycle, case.key)
    for first, last in between_them(closed(case.sent_back, since, until), since, until):
        held = between(calendar, first, last)
        begun, over = first == since, last == until
        yield row | {
            "since": row["since"] if begun else iso(first),
            "since_at": row["since_at"] if begun else None,
            "until": row["until"] if over else iso(last),
            "until_at": row["until_at"] if over else None,
            "held_from": iso(first),
            "counted_until": row["counted_until"] if over else iso(last),
            "held_days": held.days,
            "held_working_days": held.working,
        }


def _stay(view: View, case: Case, stay: Stay, since: date, step: Step | None) -> Iterator[Row]:
    ended, calendar = is_end(view.cycle, case.key, stay), calendar_of(view.cycle, case.key)
    *past, now = turns_by_whom(view.cycle, case, stay)
    _, over = held_span(view.cycle, case, replace(stay, since=since))
    # Who had it only while it waited for what it answers to never held it.
    for turn in (*(one for one in past if one[2] is None or one[2] > since), now):
        holder, given, taken = turn
        began, own = _handed_over(view, case, stay, since, given)
        first, last = own == since, turn is now
        until = over if last else taken
        held = Days()
        if step is not None and first and last:
            held = step_deviation(view.cycle, case, step, view.today, view.at).held
        elif not ended:
            held = between(calendar, began, min(until or view.today, view.today))
        yield {
            "state": stay.state,
            "holder": None if ended else holder,
            "since": iso(own),
            "since_at": stay.at.isoformat("minutes") if stay.at and own == stay.since else None,
            "until": iso(taken),
            "until_at": stay.until_at.isoformat("minutes") if stay.until_at and last else None,
            "held_from": iso(began),
            "counted_until": iso(until),
            "held_days": held.days,
            "held_working_days": held.working,
            "entry": stay.entry,
        }
