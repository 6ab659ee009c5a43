"""What a case takes from those it depends on: whether it applies, what it answers to, and its deadline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from calendars.errors import CalendarError
from definitions import Anchor, Deadline, Event, Opening, event_deadline
from workflow.cases import Applies, Case, Stay
from workflow.clocks import clock_of
from workflow.cycle import Cycle
from workflow.entries import CaseKey
from workflow.opening import Upstream, came_without_all
from workflow.survey import Answer, decides, first_to_decide


def upstream_of(cycle: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case]) -> Upstream:
    """Return what a case takes from the cases above it."""
    number = input_number(event)
    above = _rows(cycle, key, number, cases) if number else []
    days = _input_days(event, number, above) if number else []
    rows = tuple(days) if event.opens is not None and event.opens.without_missing else ()
    came = came_without_all(rows) if rows else latest([day for _, day in days])
    required = ((needed, _counting(_rows(cycle, key, needed, cases))) for needed in event.requires)
    return Upstream(
        _applies(cycle, event, key, above, cases),
        *((number, came) if days else (None, None)),
        tuple((needed, latest([row.actual for row in found])) for needed, found in required if found),
        rows,
    )


def _rows(cycle: Cycle, key: CaseKey, number: str, cases: Mapping[CaseKey, Case]) -> list[Case]:
    # A version that is not the case's own may answer to rows that stand in another wording, and are folded apart.
    return [cases[above] for above in cycle.above(key, number) if above in cases]


def _counting(rows: list[Case]) -> list[Case]:
    """Return the rows that a case can wait for, each with what it gave while it was under control."""
    return [row for row in map(under_control, rows) if waited_for(row)]


def _input_days(event: Event, number: str, rows: list[Case]) -> list[tuple[CaseKey, date | None]]:
    """Return each row that counts with the day on which it gave what an event answers to.

    One that was removed from control after it was met gives nothing more, so nobody waits for more.
    """
    found = ((input_day(event, number, row), row) for row in _counting(rows))
    return [(row.key, day) for day, row in found if day is not None or not row.removed]


def under_control(row: Case) -> Case:
    """Return a row as others see it: what was done after it was removed from control gives them nothing."""
    left = row.removal
    if left is None:
        return row
    return replace(
        row, actual=row.actual if left.met else None, stays=row.stays[: left.stays], dates=left.dates
    )


def waited_for(row: Case) -> bool:
    """Whether others can wait for a row: not one that does not apply, nor one removed from control."""
    return row.applies != "no" and (row.actual is not None or not row.removed)


def _applies(
    cycle: Cycle, event: Event, key: CaseKey, rows: list[Case], cases: Mapping[CaseKey, Case]
) -> Applies:
    """Whether a case applies: not where what it answers to does not; unknown until what decides it has been met."""
    above = _applying(rows)
    if event.only_for is None or above == "no":
        return above
    decided = _rows(cycle, key, event.only_for.event, cases)
    whose = _whose_answer(cycle, event, key)
    if whose is not None:
        return _by_answers([decides(one.answers, whose, event.only_for.data) for one in decided], above)
    if any(one.actual is None for one in decided):
        return "unknown"
    named = {name for one in decided for name in one.named.get(event.only_for.data, ())}
    return above if key.subject in named else "no"


def _whose_answer(cycle: Cycle, event: Event, key: CaseKey) -> str | None:
    """Return about whom the answers are that decide whether a case applies; None where no answers do."""
    only = event.only_for
    survey = cycle.event(only.event).survey if only else None
    if only is None or survey is None or only.data not in survey.answers:
        return None
    return key.subject if survey.for_each == event.for_each else key.agency


def deciding_answers(
    cycle: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case]
) -> list[tuple[CaseKey, Answer]] | None:
    """Return the answers since which a case applies, each with the row that has it; None where no answers decide."""
    whose, only = _whose_answer(cycle, event, key), event.only_for
    if whose is None or only is None:
        return None
    rows = _rows(cycle, key, only.event, cases)
    found = ((row.key, first_to_decide(row.answers, whose, only.data)) for row in rows)
    return [(row, answer) for row, answer in found if answer is not None]


def _by_answers(said: list[bool | None], above: Applies) -> Applies:
    """Whether a case applies that answers decide: unknown for whom nobody was asked about, whatever the others said."""
    if any(said):
        return above
    return "unknown" if None in said else "no"


def _applying(above: list[Case]) -> Applies:
    """Of several rows that a case waits for, those that do not apply are left out."""
    found = {one.applies for one in above}
    if "yes" in found or not found:
        return "yes"
    return "unknown" if "unknown" in found else "no"


def input_number(event: Event) -> str | None:
    """Return the number of the event whose result a case answers to; None where it answers to none."""
    if event.opens is not None:
        return event.opens.event
    anchor = event.anchor
    return anchor.event if anchor and not anchor.planned and anchor.event != event.number else None


def awaited_state(opens: Opening) -> Anchor:
    """Return what must have come before a case can begin, as what a deadline counts from."""
    return Anchor(event=opens.event, all=opens.all, state=opens.state)


def input_day(event: Event, number: str, row: Case) -> date | None:
    """Return the day on which what an event answers to came from a row of event `number` (None: not yet)."""
    if event.opens is not None and number == event.opens.event:
        return counted_from(awaited_state(event.opens), row)
    if event.anchor is not None and event.opens is None and number == event.anchor.event:
        return came(event.anchor, row)
    return row.actual


def came(anchor: Anchor, row: Case) -> date | None:
    """Return the day on which what a deadline counts from was recorded to have happened.

    A date given with an entry may lie ahead (the day of a sitting): then the case can begin once it is known.
    """
    day = counted_from(anchor, row)
    return (row.actual or row.stays[-1].since) if day is not None and anchor.data else day


def latest(days: list[date | None]) -> date | None:
    """Return the last of several days; None while one of them is open."""
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def counted_from(anchor: Anchor, row: Case) -> date | None:
    """Return the day of a row that an anchor means; None while it is open."""
    if anchor.planned:
        return row.deadline.due
    if anchor.data:
        return latest([row.dates.get(name) for name in anchor.data])
    if anchor.state is not None:
        stay = _entry_into(anchor.state, row.stays[1:])
        return stay.since if stay else None
    return row.actual


def days_given(anchor: Anchor, rows: list[Case]) -> list[tuple[Case, date | None]]:
    """Return the rows that a deadline counts from, each with its day (None: not yet); what gives none is left out.

    Of several that must all have come, one that was removed from control gives what it had given by then.
    """
    seen = map(under_control, rows) if anchor.all or len(rows) > 1 else rows
    found = ((row, counted_from(anchor, row)) for row in seen)
    return [(row, day) for row, day in found if day is not None or (waited_for(row) and not row.removed)]


def _entry_into(state: str, stays: Iterable[Stay]) -> Stay | None:
    return next((stay for stay in stays if stay.state == state), None)


@dataclass(frozen=True)
class Counted:
    """The day that a deadline counts from (None: not known yet), and the moment (aware) where that counts too.

    `known_at` is when it was recorded as it stands.
    """

    day: date | None = None
    moment: datetime | None = None
    known_at: datetime | None = None


def start_of_count(
    cycle: Cycle, event: Event, key: CaseKey, cases: Mapping[CaseKey, Case], stays: Iterable[Stay]
) -> Counted:
    """Return what the deadline of a case counts from, as far as the cases above it and its own `stays` say."""
    anchor = event.anchor
    if anchor is None or not (anchor.event or anchor.state):
        return Counted()
    if anchor.event is None or anchor.event == event.number:
        stay = _entry_into(anchor.state or "", stays)
        return Counted(stay.since, _moment(cycle, stay.since, stay.at), stay.known_at) if stay else Counted()
    rows = _rows(cycle, key, anchor.event, cases)
    given = days_given(anchor, rows)
    day, above = latest([day for _, day in given]), [row for row, _ in given]
    if day is None:
        return Counted()
    known = [at for row in above for at in counted_since(anchor, row)]
    moment = _moment_above(cycle, anchor, above[0]) if len(rows) == 1 else None
    return Counted(day, moment, max(known, default=None))


def counted_since(anchor: Anchor, row: Case) -> Iterator[datetime]:
    """Yield when the day of a row that an anchor means was recorded."""
    if anchor.data:
        yield from (row.dates_known[name] for name in anchor.data)
        return
    stays = [stay for stay in row.stays[1:] if stay.known_at is not None]
    if anchor.state is not None:
        stay = _entry_into(anchor.state, stays)
    else:
        stay = next((stay for stay in stays if stay.entry == row.met_entry), None)
    if stay is not None and stay.known_at is not None and not anchor.planned:
        yield stay.known_at


def _moment_above(cycle: Cycle, anchor: Anchor, row: Case) -> datetime | None:
    """Return the moment that a case counts from one row, where its hour is known."""
    if anchor.planned or anchor.data:
        return None
    if anchor.state is None:
        return _moment(cycle, row.actual, row.actual_at)
    stay = _entry_into(anchor.state, row.stays[1:])
    return _moment(cycle, stay.since, stay.at) if stay else None


def _moment(cycle: Cycle, day: date | None, at: time | None) -> datetime | None:
    return datetime.combine(day, at, cycle.zone) if day is not None and at is not None else None


def first_deadline(cycle: Cycle, key: CaseKey) -> Deadline:
    """Return a case's deadline as it stood when the cycle started; a planned date it counts from was known then."""
    event = cycle.event(key.event)
    anchor = event.anchor
    if anchor is None or not anchor.planned or anchor.event is None:
        return cycle.first_deadline(key)
    day = latest([first_deadline(cycle, above).due for above in cycle.above(key, anchor.event)])
    return cycle.first_deadline(key, day)


def deadline_of(cycle: Cycle, event: Event, key: CaseKey, counted: Counted) -> Deadline:
    """Return the deadline of a case as its phrase gives it, as far as the day that it counts from is known."""
    if counted.day is None:
        return cycle.first_deadline(key)
    try:
        return event_deadline(
            cycle.definition,
            event,
            cycle.calendar_of(event),
            period_id=key.period,
            anchor=counted.day,
            anchor_at=counted.moment,
            forecast=event.anchor is not None and event.anchor.planned,
            clock=clock_of(cycle, event, key),
        )
    except CalendarError as error:
        # The fact that the deadline counts from must not be refused because the calendar ends too early.
        return Deadline(waits=error.message, steps=(error.message,))
