"""What somebody wants to record, and which case it is about."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from calendars.errors import RefusedError
from calendars.saying import Text, say
from definitions import Event, clean, period, period_kind, unknown
from workflow.cycle import Cycle
from workflow.entries import CONTROL, CaseKey
from workflow.participants import unknown_participant
from workflow.rows import is_within


@dataclass(frozen=True)
class Wish:
    """What somebody wants to record; `day` is the date that “set-date” sets, `data` what is given by name.

    `row` is the row inside the case that it is about; for an answer of a survey `participant` may say so too.
    """

    event: str
    trigger: str
    participant: str = ""
    on: date | None = None
    at: time | None = None
    day: date | None = None
    actor: str = ""
    ref: str = ""
    basis: str = ""
    note: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    corrects: int | None = None
    key: str = ""
    agency: str = ""
    period: str = ""
    row: str = ""


def case_of(cycle: Cycle, wish: Wish) -> CaseKey:
    """Return the case a wish is about; raises RefusedError for an unknown event or participant.

    What a change of the cycle has ended can still be reported, and what had begun goes on: where the version of the
    day does not know a case, another may, the newest first.
    """
    then = cycle.at(wish.on) if wish.on else cycle
    then = then if then.definition.event(clean(wish.event)) else cycle
    try:
        return _case_of(then, wish)
    except RefusedError:
        for version in reversed(cycle.versions):
            with contextlib.suppress(RefusedError):
                return _case_of(version, wish)
        raise


def _case_of(cycle: Cycle, wish: Wish) -> CaseKey:
    number = clean(wish.event)
    event = cycle.definition.event(number)
    if event is None:
        raise RefusedError(unknown("event", number, [event.number for event in cycle.definition.events]))
    _check_whom(cycle, event, wish)
    participant = "" if _answered_for(event, wish) else wish.participant
    key = CaseKey(
        number,
        _whose(cycle, event.for_each, participant, _SUBJECT, number),
        _whose(cycle, event.agency, wish.agency or _own_agency(cycle, event, participant), _AGENCY, number),
        _which_period(cycle, event, wish.period),
    )
    if not cycle.has_own(key):
        raise RefusedError(
            say("the definition leaves the row {row} out of event {event}", row=str(key), event=number)
        )
    return key


def _own_agency(cycle: Cycle, event: Event, participant: str) -> str:
    """Return the agency to which a participant belongs, where its rows are with that one alone; else ""."""
    member = cycle.by_name.get(clean(participant)) if is_within(cycle.definition, event) else None
    return member.data.get(event.agency or "", "") if member else ""


def _answered_for(event: Event, wish: Wish) -> str:
    """Return the participant about whom a survey inside one case is answered; "" for anything else."""
    survey = event.survey is not None and event.for_each is None
    return wish.participant if survey and CONTROL.get(clean(wish.trigger)) == "answer" else ""


def _check_whom(cycle: Cycle, event: Event, wish: Wish) -> None:
    """Refuse an answer that names as the case the participant about whom it is: the case is somebody else's."""
    member = cycle.by_name.get(clean(wish.participant))
    if event.survey is None or event.for_each is None or member is None or wish.row:
        return
    roles = (member.role, *member.also)
    asked = event.survey.for_each in roles and event.for_each not in roles
    if asked and CONTROL.get(clean(wish.trigger)) == "answer":
        raise RefusedError(_WHOM_ELSE.with_values(name=member.name, role=event.for_each))


_WHOM_ELSE = say(
    "an answer about “{name}”: give that name as the row (--row, in a file the column “row”), "
    "and as the participant the “{role}” that it is an answer of"
)


def row_of(cycle: Cycle, wish: Wish) -> str:
    """Return the row inside its case that a wish is about; "" for the case itself."""
    row, asked = clean(wish.row), clean(_answered_for(cycle.event(clean(wish.event)), wish))
    if row and asked and row != asked:
        raise RefusedError(say("an answer is about one: given are {row} and {other}", row=row, other=asked))
    return row or asked


#: What is said of a name too many, and of one that is missing.
_SUBJECT = (
    say("event {event} is one for all: leave the participant out"),
    say("event {event} has a row for each “{role}”: name the participant"),
)
_AGENCY = (
    say("event {event} has no rows for agencies: leave --agency out"),
    say("event {event} has a row for each “{role}” too: name it with --agency"),
)


def _whose(cycle: Cycle, role: str | None, given: str, told: tuple[Text, Text], number: str) -> str:
    """Return the participant that a row is about; the rows of an event are those of a role, or one for all."""
    name = clean(given)
    if role is None:
        if name:
            raise RefusedError(told[0].with_values(event=number))
        return ""
    if not name:
        raise RefusedError(told[1].with_values(event=number, role=role))
    member = cycle.by_name.get(name)
    if member is None or role not in (member.role, *member.also):
        names = [one.name for one in cycle.by_role.get(role, ())]
        raise RefusedError(unknown_participant(name, names))
    return name


def _which_period(cycle: Cycle, event: Event, given: str) -> str:
    """Return the reporting period of a row, given as «6 месяцев» or 2017-6M."""
    text = clean(given)
    if not event.periods:
        if text:
            raise RefusedError(
                say("event {event} has no rows for reporting periods: leave --period out", event=event.number)
            )
        return ""
    known = {key.period: None for key in cycle.keys_of(event)}
    kind = period_kind(text)
    named = [name for name in known if (one := period(name)) and (name == text or one.kind == kind)]
    if len(named) != 1:
        shown = tuple(_period_shown(name) for name in known)
        raise RefusedError(
            (_NO_PERIOD if text else _WHICH_PERIOD).with_values(event=event.number, given=text, known=shown)
        )
    return named[0]


def _period_shown(name: str) -> Text:
    own = period(name)
    return say("{period} (--period {name})", period=own.name if own else name, name=name)


_WHICH_PERIOD = say("event {event} has a row for each reporting period; name one: {known}")
_NO_PERIOD = say("event {event} has no row for the reporting period “{given}”; it has: {known}")
