"""What an entry about a row inside a case must satisfy before it is recorded: by whom it is, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from calendars.errors import RefusedError
from calendars.saying import Text, say
from definitions import Event, day_in
from workflow.acts import check_actor, given, who_may
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import Entry
from workflow.machine import CompiledFlow
from workflow.participants import unknown_participant
from workflow.sheet import section_meant, spelled
from workflow.survey import check_answered


def who_may_inside(entry: Entry, case: Case, cycle: Cycle) -> tuple[str, ...]:
    """Return the roles that may record an entry about a row or an answer; () where the definition names none."""
    event = cycle.event_of(case.key)
    if entry.kind == "answer":
        return (event.survey.filled_by,) if event.survey else ()
    if entry.kind == "add_row" or entry.row not in case.sheet:
        return ()
    return who_may(entry.trigger, event, machine_of_row(case, entry.row, cycle).flow)


def machine_of_row(case: Case, row: str, cycle: Cycle) -> CompiledFlow:
    """Return the machine of the flow of a row inside a case."""
    return cycle.worded(cycle.event_of(case.key)).machines[case.sheet[row].section.flow]


def checked_row_act(entry: Entry, case: Case, cycle: Cycle) -> Entry:
    """Check an act on a row of a sheet: by whom the row's flow lets do it, and with what it asks for."""
    move = machine_of_row(case, entry.row, cycle).move(entry.trigger)
    check_actor(entry, who_may_inside(entry, case, cycle), case, cycle)
    return replace(entry, data=given(entry, set(move.needs), move.needs, cycle.by_name))


def older_than_row(entry: Entry, case: Case, cycle: Cycle) -> Iterator[Text]:
    """Yield which dates given with an act on a row lie before the day on which the row was added."""
    row = case.sheet.get(entry.row)
    if entry.kind != "act" or row is None or row.added is None:
        return
    for name, kind in machine_of_row(case, entry.row, cycle).move(entry.trigger).needs.items():
        day = day_in(entry.data.get(name, "")) if kind in ("date", "document") else None
        if day is not None and day < row.added:
            yield say(
                "{name}: {day} is earlier than {added}, the day on which the row “{row}” was added; "
                "if that is a slip, correct it: --corrects {number}",
                name=name,
                day=day,
                added=row.added,
                row=row.name,
                number=entry.number,
            )


def checked_new_row(entry: Entry, case: Case, event: Event) -> Entry:
    """Check an entry that adds a row: it has a wording and a name of its own, and the sheet takes further rows."""
    section = section_meant(event, entry)
    if isinstance(section, Text):
        raise RefusedError(section)
    if not entry.row or not entry.note:
        raise RefusedError(say("to add a row, give its name (--row) and its wording (--note)"))
    alike = next((name for name in case.sheet if spelled(name) == spelled(entry.row)), entry.row)
    if alike != entry.row and entry.corrects is None:
        raise RefusedError(
            say(
                "there is a row “{alike}” already; “{row}” is only spelled otherwise",
                alike=alike,
                row=entry.row,
            )
        )
    return entry


_WHOM = say("say whom the answer is about (--participant)")
_WHOM_BY_ROW = say("say whom the answer is about (--row, in a file the column “row”)")


def checked_answer(entry: Entry, case: Case, cycle: Cycle) -> Entry:
    """Check an answer of a survey: by whom it is written down, about whom, and with everything that is asked."""
    event = cycle.event_of(case.key)
    survey = event.survey
    if survey is None:
        raise RefusedError(say("event {event} is no survey: it takes no answers", event=event.number))
    if not entry.row:
        raise RefusedError(_WHOM_BY_ROW if event.for_each else _WHOM)
    if entry.row not in case.answers:
        raise RefusedError(unknown_participant(entry.row, list(case.answers)))
    check_actor(entry, (survey.filled_by,), case, cycle)
    asked_itself = survey.filled_by == survey.for_each and entry.actor in cycle.by_name
    if asked_itself and entry.actor != entry.row:
        raise RefusedError(say("“{actor}” answers for itself alone", actor=entry.actor))
    filling = [one for one in case.people.get(survey.filled_by, ()) if one.person.name == entry.actor]
    whom = tuple(one.whom for one in filling)
    if filling and not {"", entry.row} & {*whom}:
        raise RefusedError(say("“{actor}” answers for {whom} alone", actor=entry.actor, whom=whom))
    check_answered(survey, entry.row, entry.data)
    return replace(entry, data=given(entry, set(survey.answers), survey.answers, cycle.by_name))
