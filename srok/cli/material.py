"""What a simulation plays, read from a definition and from what lies beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from calendars import add, load_calendar
from calendars.errors import InputError, Problem
from calendars.saying import say
from definitions import Definition, PlannedChange, Scenario, carried_over, read_scenario, with_settings
from srok.cli.amend import amendment
from srok.cli.common import (
    calendar_of,
    definition_from,
    draft_cycle,
    own_calendars,
    participants_from,
    read_bytes,
    ready,
)
from srok.material import Material, Span, span_of
from srok.scenario import APART, CHANGED_AT, acts_of
from workflow import CONTROL, Change, Cycle, Participant, members_of, read_participants, versioned

#: How the names of files beside NAME.yaml end.
SCENARIO, PARTICIPANTS = ".scenario.yaml", ".participants.csv"


def material_of(
    file: Path,
    scenario: Path | None = None,
    participants: Path | None = None,
    settings: Sequence[str] | None = None,
) -> Material:
    """Read a definition with the participants and the scenario given, or else those that lie beside it."""
    definition = ready(definition_from(file, settings))
    participants = participants or _beside(file, PARTICIPANTS)
    if participants is None and not members_of(definition):
        raise InputError(
            say(
                "nobody takes part: give --participants, or put {name} beside the definition",
                name=f"{file.stem}{PARTICIPANTS}",
            )
        )
    members = participants_from(participants, definition)
    calendar = calendar_of(definition)
    scenario = scenario or _beside(file, SCENARIO)
    if scenario is None:
        span = span_of(draft_cycle(definition, members))
        return Material(definition, calendar, members, span, calendars=own_calendars(definition))
    read = read_scenario(
        read_bytes(scenario),
        str(scenario),
        definition,
        [member.name for member in members],
        CONTROL,
        wording=lambda name: definition_from(scenario.with_name(name)),
    )
    if read.scenario is None:
        raise InputError(say("{file} has errors", file=str(scenario)), read.problems)
    draft = draft_cycle(definition, members, read.scenario.starts)
    changes = changes_of(read.scenario, draft, scenario)
    acts = acts_of(read.scenario, versioned(draft, changes), str(scenario))
    return Material(
        definition,
        calendar,
        members,
        Span(read.scenario.starts, read.scenario.ends),
        tuple(acts),
        own_calendars(definition),
        changes,
    )


def changes_of(scenario: Scenario, draft: Cycle, file: Path) -> tuple[Change, ...]:
    """Return what changes the cycle of a scenario, each as of the versions before; files lie beside the scenario's."""
    made: list[Change] = []
    for planned in scenario.changes:
        running = versioned(draft, made)
        day = (
            add(draft.calendar, planned.on, planned.recorded_after).date
            if planned.recorded_after
            else planned.on
        )
        moment = datetime.combine(day, CHANGED_AT, draft.zone)
        stamp = Change((len(made) + 1) * APART, planned.on, moment, planned.basis)
        made += _changes(planned, running, stamp, file)
    return tuple(made)


def _changes(planned: PlannedChange, running: Cycle, stamp: Change, file: Path) -> tuple[Change, ...]:
    if planned.definition:
        new = carried_over(running.definition, definition_from(file.with_name(planned.definition)), ())
        return amendment(running, ready(new), replace(stamp, states=planned.states))
    if planned.parameters:
        return amendment(running, ready(_with_values(planned, running.definition, file)), stamp)
    if planned.calendar:
        return (replace(stamp, calendar=load_calendar(planned.calendar), calendars=running.calendars),)
    if planned.joins:
        return (replace(stamp, participant=_participant(planned, running, file)),)
    return (replace(stamp, name=planned.leaves, into=planned.into),)


def _with_values(planned: PlannedChange, definition: Definition, file: Path) -> Definition:
    try:
        return with_settings(definition, [f"{name}={value}" for name, value in planned.parameters.items()])
    except InputError as error:
        place = planned.place
        problem = Problem(error.message, str(file), place.line, place.column)
        raise InputError(say("{file} has errors", file=str(file)), [problem]) from None


def _participant(planned: PlannedChange, running: Cycle, file: Path) -> Participant:
    """Read whoever joins as a row of the list of participants is read."""
    table = io.StringIO()
    csv.writer(table).writerows([planned.joins.keys(), planned.joins.values()])
    read = read_participants(table.getvalue().encode(), str(file), running.definition, running.participants)
    if read.problems:
        place = planned.place
        raise InputError(
            say("{file} has errors", file=str(file)),
            [replace(one, line=place.line, column=place.column) for one in read.problems],
        )
    (participant,) = read.participants
    return participant


def _beside(file: Path, ending: str) -> Path | None:
    path = file.with_name(file.stem + ending)
    return path if path.exists() else None
