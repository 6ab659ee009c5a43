"""Which letters are due: a case, a recipient and a moment in; what to say and when to look again out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from calendars import count
from calendars.saying import Text, say, weekday
from notifications.line import BESIDE, Line
from notifications.line import Rung as LineRung
from notifications.readers import copied_as, holders, named, readers, unasked
from workflow import (
    LATE,
    Case,
    Cycle,
    Ladder,
    Participant,
    Rung,
    Watched,
    by_urgency,
    current,
    following,
    leaving,
    may_leave,
    missing_told,
    next_leaving,
    watched,
    who,
)


@dataclass(frozen=True)
class Told:
    """What a recipient was told by a letter: a reminder of a day; letters are numbered as they were written.

    `part` is the part of the case that it was about (see `Watched.part`), `round` that of a step.
    """

    rung: str
    due: date
    recipient: str
    letter: int = 0
    part: str = ""
    round: int = 0

    def is_about(self, one: Watched) -> bool:
        """Whether this was said of a thing that is watched, whatever its last day was then."""
        return (self.part, self.round) == (one.part, one.round)


@dataclass(frozen=True)
class Saying:
    """One last day to be told about in one letter, and the rungs by which it is remembered.

    `within` is what its line says too, so that it has none of its own.
    """

    about: Watched
    rungs: tuple[Rung, ...]
    line: Line
    within: tuple[Saying, ...] = ()

    def told(self, recipient: str) -> Iterator[Told]:
        """Yield what is remembered once a letter to a recipient says this."""
        for one in (self, *self.within):
            about = one.about
            yield from (
                Told(rung.name, about.due, recipient, 0, about.part, about.round) for rung in one.rungs
            )

    @property
    def urgent(self) -> bool:
        """Whether it is said at once, also to whoever has had the letter of the day."""
        return _is_urgent(self.about, self.rungs)


def zone_of(cycle: Cycle, recipient: Participant) -> ZoneInfo:
    """Return the clock by which a recipient's letters leave."""
    return ZoneInfo(recipient.timezone) if recipient.timezone else cycle.zone


def reachable(cycle: Cycle, recipient: Participant, now: datetime) -> bool:
    """Whether a letter to a recipient may leave now."""
    return may_leave(now, zone_of(cycle, recipient), cycle.calendar)


@dataclass(frozen=True)
class _Turn:
    """One last day, one reader with a ladder, one moment; `before` is what the reader was told of it, in order."""

    cycle: Cycle
    one: Watched
    reader: Participant
    ladder: Ladder
    now: datetime
    before: tuple[Told, ...]

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.cycle, self.reader)

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def in_hands(self) -> bool:
        """Whether it lies in the reader's own hands."""
        return bool(self.ladder.reminders)

    @property
    def told_elsewhere(self) -> bool:
        """Whether the reader takes another day for the last one: was told that, and never this one."""
        return bool(self.before) and all(told.due != self.one.due for told in self.before)


def _turns(cycle: Cycle, case: Case, now: datetime, told: Collection[Told]) -> Iterator[_Turn]:
    for one in watched(cycle, case):
        for reader, ladder in readers(cycle, one):
            names = named(reader)
            own = (had for had in told if had.recipient in names and had.is_about(one))
            yield _Turn(cycle, one, reader, ladder, now, tuple(sorted(own, key=lambda had: had.letter)))


def sayings(
    cycle: Cycle, case: Case, recipient: Participant, now: datetime, told: Collection[Told] = ()
) -> list[Saying]:
    """Return what a recipient is to be told of a case now: nothing where there is nothing new."""
    own = (turn for turn in _turns(cycle, case, now, told) if turn.reader.name == recipient.name)
    return _once([Saying(turn.one, news, _line(turn, news)) for turn in own if (news := _news(turn))])


def _once(said: list[Saying]) -> list[Saying]:
    """Tell in one line of a term that is ahead and of the target before it: the line of the target names both days."""
    ahead = tuple(one for one in said if one.about.part == "" and one.line.rung == "ahead")
    if not ahead or all(one.about.kind != "target" for one in said):
        return said
    others = (one for one in said if one not in ahead)
    return [replace(one, within=ahead) if one.about.kind == "target" else one for one in others]


def _news(turn: _Turn) -> tuple[Rung, ...]:
    """Return what a recipient is to be told today, the most urgent last: one letter says it all."""
    cycle, one = turn.cycle, turn.one
    if one.kind == "target" and turn.today > one.due:
        return ()
    found = current(one, turn.ladder, cycle.calendar, cycle.started_on, turn.today)
    if turn.ladder.moves and turn.told_elsewhere:
        return _notice(one, found, turn.today)
    if turn.ladder.moves and not turn.before and one.moved_on and _is_news(one, one.moved_on, found):
        return _notice(one, found, one.moved_on)
    had = {told.rung for told in turn.before if told.due == one.due or one.kind == "inform"}
    return tuple(rung for rung in found if rung.name not in had)


def _is_news(one: Watched, moved_on: date, found: Iterable[Rung]) -> bool:
    """Whether somebody who was told nothing yet hears that a date was set: until the ladder has gone further."""
    return one.moved_from != one.due and all(rung.day <= moved_on for rung in found)


def _notice(one: Watched, found: Iterable[Rung], day: date) -> tuple[Rung, ...]:
    """Return the notice of a move: it stands for whatever the ladder says of the new date by that day."""
    here = [Rung(day, "overdue", LATE)] if one.due <= day else []
    said = {rung.name: rung for rung in (*found, *here, Rung(day, "moved", "moved"))}
    return tuple(sorted(said.values(), key=by_urgency))


def _is_urgent(one: Watched, news: Iterable[Rung]) -> bool:
    return one.urgent and any(rung.kind == "opened" for rung in news)


def next_look(
    cycle: Cycle,
    case: Case,
    now: datetime,
    told: Collection[Told] = (),
    served: Collection[str] = (),
    *,
    refused: Collection[str] = (),
) -> datetime | None:
    """Return the next moment at which time alone changes something for a case, None if it never does.

    `served` are the recipients who have had their letter of today: what is still unsaid waits for the next, unless it
    is urgent. For those whose letters of today were `refused` nothing is.
    """
    moments = []
    for turn in _turns(cycle, case, now, told):
        zone, today, name = turn.zone, turn.today, turn.reader.name
        if news := _news(turn):
            waits = name in refused or (name in served and not _is_urgent(turn.one, news))
            after = _evening(today, zone) if waits else max(now, leaving(today, zone))
            moments.append(next_leaving(after, zone, cycle.calendar))
        ahead = following(turn.one, turn.ladder, cycle.calendar, cycle.started_on, today)
        if ahead is not None:
            moments.append(next_leaving(leaving(ahead.day, zone), zone, cycle.calendar))
    return min(moments, default=None)


def _evening(day: date, zone: ZoneInfo) -> datetime:
    return leaving(day, zone).replace(hour=23, minute=59)


def still_true(cycle: Cycle, case: Case, told: Told) -> bool:
    """Whether what a letter that has not left says of a case holds: the same last day, in the same hands."""
    return any(
        told.is_about(one)
        and told.due == one.due
        and any(told.recipient in named(reader) for reader, _ in readers(cycle, one))
        for one in watched(cycle, case)
    )


def _line(turn: _Turn, news: tuple[Rung, ...]) -> Line:
    one, due, today = turn.one, turn.one.due, turn.today
    event = turn.cycle.event_of(one.key)
    moved_from = turn.before[-1].due if turn.told_elsewhere else one.moved_from
    moved = moved_from if moved_from != due else None
    copy_as, copy_of = ("", ()) if turn.in_hands else copied_as(turn.cycle, one, turn.reader)
    return Line(
        event=event.number,
        title=event.title,
        subject=BESIDE.join(
            part for part in (one.key.subject, one.key.agency) if part and part != turn.reader.name
        )
        or None,
        period=one.key.period,
        due_time=one.deadline.due_time,
        due=due,
        rung=_rung(one, news[-1], today),
        days=abs(count(turn.cycle.calendar, today, due).working_days),
        phrase=one.phrase,
        source=one.source,
        why=_why(one),
        provisional=bool(one.deadline.provisional),
        moved_from=moved,
        because=one.moved_because if moved or any(rung.kind == "moved" for rung in news) else None,
        term=one.term,
        inform=_to_be_informed(turn.cycle, one),
        step=one.step,
        round=one.round,
        since=one.since if one.step else None,
        holder="" if turn.in_hands else ", ".join(member.name for _, member in holders(turn.cycle, one)),
        copy_as=copy_as,
        copy_of=copy_of,
        unanswered=event.survey.unanswered if event.survey else "",
        unasked=unasked(turn.cycle, one, turn.reader),
        missing=missing_told(one.missing) if one.missing else None,
    )


def _rung(one: Watched, rung: Rung, today: date) -> LineRung:
    if one.kind != "term":
        return one.kind
    return "overdue" if today > one.due else "today" if today == one.due else rung.kind


def _to_be_informed(cycle: Cycle, one: Watched) -> str:
    event = cycle.event_of(one.key)
    if one.kind != "inform" or event.then is None:
        return ""
    titles = {role.name: role.title or role.name for role in cycle.definition.roles}
    members = {role: who(cycle, one, role) for role in event.then.inform}
    return ", ".join(
        name
        for role, found in members.items()
        for name in ([member.name for member in found] or [titles.get(role, role)])
    )


def _why(one: Watched) -> Text | None:
    """Say why the last day is not the one the plan names."""
    planned, due = one.deadline.planned, one.due
    if planned is None or planned == due:
        return None
    return say(
        "{planned} is a {weekday} and not a working day; the last day is {due_weekday} {due}",
        planned=planned,
        weekday=weekday(planned),
        due_weekday=weekday(due),
        due=due,
    )
