"""What a simulation plays, read from a definition and from what lies beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from calendars.errors import InputError
from calendars.saying import say
from definitions import read_scenario
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
from srok.scenario import acts_of
from workflow import CONTROL, members_of

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
        read_bytes(scenario), str(scenario), definition, [member.name for member in members], CONTROL
    )
    if read.scenario is None:
        raise InputError(say("{file} has errors", file=str(scenario)), read.problems)
    cycle = draft_cycle(definition, members, read.scenario.starts)
    acts = acts_of(read.scenario, cycle, str(scenario))
    return Material(
        definition,
        calendar,
        members,
        Span(read.scenario.starts, read.scenario.ends),
        tuple(acts),
        own_calendars(definition),
    )


def _beside(file: Path, ending: str) -> Path | None:
    path = file.with_name(file.stem + ending)
    return path if path.exists() else None
