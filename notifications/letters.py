"""Which letters are due: a case, a recipient and a moment in; what to say and when to look again out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from calendars import count
from calendars.saying import Text, say, weekday
from definitions import HEAD, SUPERIOR, Copy, Reminders
from notifications.line import Line
from workflow import (
    Case,
    Cycle,
    Ladder,
    Participant,
    Rung,
    basis_of,
    current,
    following,
    holding_roles,
    leaving,
    may_leave,
    next_leaving,
)

#: What has been said of a case: the name of the rung and of the recipient.
Said = Set[tuple[str, str]]

NOTHING: Said = frozenset()


@dataclass(frozen=True)
class Saying:
    """One case to be told about in one letter, and the rungs by which it is remembered."""

    case: Case
    rungs: tuple[Rung, ...]
    line: Line


def recipients(cycle: Cycle, case: Case) -> tuple[Participant, ...]:
    """Return those who can be written to about a case: in whose hands it is, else those who owe it.

    Whoever has handed something in and waits for the answer has nothing to do, and is not reminded.
    """
    return tuple(member for member, _ in _ladders(cycle, case))


def _ladders(cycle: Cycle, case: Case) -> list[tuple[Participant, Ladder]]:
    """Return who is written to about a case, each once, with the ladder that counts for them."""
    own = cycle.ladder(cycle.event(case.key.event), case.state)
    main = _main(cycle, case)
    found = {member.name: (member, Ladder((own,))) for _, member in main}
    for copy in own.copies:
        for member in _copied(cycle, case, main, copy.to):
            first, ladder = found.get(member.name, (member, Ladder((), moves=False)))
            found[member.name] = first, ladder | _of_copy(own, copy)
    return [(member, ladder) for member, ladder in found.values() if member.email]


def _main(cycle: Cycle, case: Case) -> list[tuple[str, Participant]]:
    """Return in whose hands a case is, else who owes it, with the role by which it is theirs."""
    event = cycle.event(case.key.event)
    for roles in (holding_roles(cycle, event, case.state), event.responsible):
        if found := [(role, member) for role in roles for member in cycle.in_role(event, case.key, role)]:
            return found
    return []


def _copied(
    cycle: Cycle, case: Case, main: list[tuple[str, Participant]], to: tuple[str, ...]
) -> Iterator[Participant]:
    """Yield whom a copy is for: a role, or the head, the curator or the superior role of those who owe the case."""
    event = cycle.event(case.key.event)
    superiors = {role.name: role.superior for role in cycle.definition.roles}
    for name in to:
        if name in superiors:
            yield from cycle.in_role(event, case.key, name)
            continue
        for role, member in main:
            if name == SUPERIOR:
                if above := superiors.get(role):
                    yield from cycle.in_role(event, case.key, above)
            elif (other := member.to_head if name == HEAD else member.to_curator) is not None:
                yield other


def _of_copy(own: Reminders, copy: Copy) -> Ladder:
    """Return the ladder of a copy; one that is for a delay is told of nothing else."""
    for_delay = bool(copy.overdue)
    return Ladder((Reminders((), not for_delay, copy.overdue, own.overdue_every),), moves=not for_delay)


def zone_of(cycle: Cycle, recipient: Participant) -> ZoneInfo:
    """Return the clock by which a recipient's letters leave."""
    return ZoneInfo(recipient.timezone) if recipient.timezone else cycle.zone


def reachable(cycle: Cycle, recipient: Participant, now: datetime) -> bool:
    """Whether a letter to a recipient may leave now."""
    return may_leave(now, zone_of(cycle, recipient), cycle.calendar)


def saying(
    cycle: Cycle, case: Case, recipient: Participant, now: datetime, said: Said = NOTHING
) -> Saying | None:
    """Return what a recipient is to be told of a case now; None where there is nothing new."""
    to = next((one for one in _ladders(cycle, case) if one[0].name == recipient.name), None)
    news = _news(cycle, case, to, now, said) if to else ()
    return Saying(case, news, _line(cycle, case, recipient, news[-1], now)) if news else None


def _news(
    cycle: Cycle, case: Case, to: tuple[Participant, Ladder], now: datetime, said: Said
) -> tuple[Rung, ...]:
    """Return the reminders of today that a recipient has not had, the most urgent last: one letter says them all."""
    recipient, ladder = to
    found = current(case, ladder, cycle.calendar, cycle.started_on, _today(cycle, recipient, now))
    return tuple(rung for rung in found if (rung.name, recipient.name) not in said)


def _today(cycle: Cycle, recipient: Participant, now: datetime) -> date:
    return now.astimezone(zone_of(cycle, recipient)).date()


def next_look(
    cycle: Cycle, case: Case, now: datetime, said: Said = NOTHING, served: Collection[str] = ()
) -> datetime | None:
    """Return the next moment at which time alone changes something for a case, None if it never does.

    `served` are the recipients who have had their letter of today: what is still unsaid waits for the next.
    """
    moments = []
    for recipient, ladder in _ladders(cycle, case):
        zone = zone_of(cycle, recipient)
        today = now.astimezone(zone).date()
        if _news(cycle, case, (recipient, ladder), now, said):
            after = _evening(today, zone) if recipient.name in served else max(now, leaving(today, zone))
            moments.append(next_leaving(after, zone, cycle.calendar))
        ahead = following(case, ladder, cycle.calendar, cycle.started_on, today)
        if ahead is not None:
            moments.append(next_leaving(leaving(ahead.day, zone), zone, cycle.calendar))
    return min(moments, default=None)


def _evening(day: date, zone: ZoneInfo) -> datetime:
    return leaving(day, zone).replace(hour=23, minute=59)


def _line(cycle: Cycle, case: Case, recipient: Participant, rung: Rung, now: datetime) -> Line:
    event, found = cycle.event(case.key.event), case.deadline
    due, today = found.due, _today(cycle, recipient, now)
    kind = "overdue" if due and today > due else rung.kind
    days = 0 if due is None else abs(count(cycle.calendar, today, due).working_days)
    return Line(
        event=event.number,
        title=event.title,
        subject=" / ".join(
            part for part in (case.key.subject, case.key.agency) if part and part != recipient.name
        )
        or None,
        period=case.key.period,
        due_time=found.due_time,
        due=due,
        rung="today" if kind in ("ahead", "opened") and due == today else kind,
        days=days,
        phrase=basis_of(event, case.key),
        why=_why(case),
        provisional=bool(found.provisional),
        moved_from=case.moved_from if case.moved_from != due else None,
    )


def _why(case: Case) -> Text | None:
    """Say why the last day is not the one the plan names."""
    planned, due = case.deadline.planned, case.deadline.due
    if planned is None or due is None or planned == due:
        return None
    return say(
        "{planned} is a {weekday} and not a working day; the last day is {due_weekday} {due}",
        planned=planned,
        weekday=weekday(planned),
        due_weekday=weekday(due),
        due=due,
    )
