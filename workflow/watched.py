"""What somebody is reminded of: the days of a case that lie in somebody's hands now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from calendars.saying import Text
from definitions import Deadline, Event, Reminders
from workflow.cases import Case, Stay, Step
from workflow.cycle import Cycle, holding_roles
from workflow.entries import CaseKey
from workflow.given_days import asked_day
from workflow.roles import People
from workflow.rows import term_of
from workflow.sent_back import is_back
from workflow.turns import turns_of


@dataclass(frozen=True)
class Watched:
    """One day of which somebody is reminded, as it stands now, of a case or of the step that it is in.

    Mostly it is a `term`, the last day in time; a `target` is softer and never missed, with the last day beside it in
    `term`; what is to be told to others (`inform`) follows the day on which the case was met; what was met and sent
    back (`returned`) is to be handed in again, since the day `due`, with the day on which it was met in `term`.

    It lies in the hands of `roles` (where nobody stands for them: of those who owe the case) since the day `since`,
    for the `turn`-th time. `step` is the state of a step and `round` its number ("" and 0: the case itself);
    `phrase` are the words that set the day, `source` is where they come from ("": the plan). `known_since` is the
    day on which it became known (None: with the case itself); `moved_on` the day on which somebody set it,
    `moved_from` what it was before, `moved_because` why.
    """

    key: CaseKey
    due: date
    deadline: Deadline
    phrase: str
    reminders: Reminders
    roles: tuple[str, ...]
    since: date
    turn: int
    kind: Literal["term", "target", "inform", "returned"] = "term"
    term: date | None = None
    step: str = ""
    round: int = 0
    source: str = ""
    known_since: date | None = None
    moved_on: date | None = None
    moved_from: date | None = None
    moved_because: Text | None = field(default=None, hash=False)
    #: Of a survey, about whom nothing has been answered yet that tells of the day it asks about.
    unasked: tuple[str, ...] = ()
    #: The rows that have not come, though it can be done without them.
    missing: tuple[CaseKey, ...] = ()
    #: Who was appointed to the roles that the case names.
    people: People = field(default_factory=dict, hash=False)

    @property
    def part(self) -> str:
        """Which part of its case this is, for the memory of what was said: the state of a step, "" for the term."""
        return self.step if self.kind == "term" else f"*{self.kind}"

    @property
    def urgent(self) -> bool:
        """Whether its beginning is told at once, also to whoever has had the letter of the day: a short step is."""
        return bool(self.step) and self.reminders.at_once


def watched(cycle: Cycle, case: Case) -> tuple[Watched, ...]:
    """Return what is to be watched of a case: nothing where there is nothing to do, or it is not known by when.

    That is so too while what had come is to be handed in again.
    """
    if case.applies != "yes" or case.waits_for is not None or case.waits_again:
        return ()
    home = cycle.home(case.key)
    event = home.event(case.key.event)
    return tuple(_in_new_hands(cycle, event, case, one) for one in _watched(home, event, case))


def _in_new_hands(cycle: Cycle, event: Event, case: Case, one: Watched) -> Watched:
    """Return what is watched as whoever has it now does: since they followed, or a new wording gave it to them.

    It is known to them since then.
    """
    if cycle.before is None or one.kind == "inform":
        return one
    stay = case.steps[-1].stay if one.step else case.stays[-1]
    _, *given = turns_of(cycle, one.key, stay) or (None,)
    days = [cycle.taken_over(event, one.key, one.roles), *(turn.since for turn in given)]
    day = max((day for day in days if day is not None), default=None)
    if day is None:
        return one
    return replace(one, since=max(one.since, day), known_since=max(one.known_since or day, day))


def _watched(home: Cycle, event: Event, case: Case) -> Iterator[Watched]:
    step = case.step
    if step is not None and step.due is not None:
        yield _of_step(home, event, case, step, step.due)
    else:
        step = None
    if case.open and case.due is not None:
        own = replace(_of_case(home, event, case, case.due), unasked=_unasked(home, case))
        if step is not None:  # of what has begun, the step tells
            own = replace(own, reminders=replace(home.ladder(event), at_once=False))
        # Whoever waits for somebody else's step has nothing to do.
        if step is None or set(own.roles) & set(event.responsible):
            yield own
            yield from _target(own, case)
    elif case.actual is not None and not case.removed:
        yield from _follow_up(event, case, case.actual)
        if step is None and is_back(home, case):
            yield _returned(home, event, case, case.stays[-1])


def _returned(home: Cycle, event: Event, case: Case, stay: Stay) -> Watched:
    """Return what was sent back: whoever has it is told at once, and as often as of a delay; nobody has a copy."""
    again = home.ladder(event).overdue_every
    return Watched(
        key=case.key,
        due=stay.since,
        deadline=Deadline(planned=stay.since, due=stay.since),
        phrase="",
        reminders=Reminders((), on_the_day=False, overdue_after=0, overdue_every=again),
        roles=holding_roles(home, event, stay.state),
        since=stay.since,
        turn=len(case.stays),
        kind="returned",
        term=case.actual,
        round=len(case.stays),
        known_since=stay.known_at.astimezone(home.zone).date() if stay.known_at else None,
        people=case.people,
    )


def _target(own: Watched, case: Case) -> Iterator[Watched]:
    """Yield the target of a case that has one before its last day: nobody escalates it, and it is never overdue."""
    day = case.target
    if day is not None and day < own.due:
        reminders = replace(own.reminders, overdue_after=0, at_once=False, copies=())
        soft = replace(
            own, kind="target", due=day, deadline=Deadline(planned=day, due=day), reminders=reminders
        )
        soft = replace(soft, moved_on=None, moved_from=None, moved_because=None)
        yield replace(soft, term=own.due, known_since=case.target_known)


def _follow_up(event: Event, case: Case, met: date) -> Iterator[Watched]:
    """Yield what is to follow a case that is met: others are to be informed, once."""
    if event.then is not None and case.informed is None:
        yield Watched(
            key=case.key,
            due=met,
            deadline=Deadline(planned=met, due=met),
            phrase="",
            reminders=Reminders((), on_the_day=False, overdue_after=0),
            roles=event.responsible,
            since=met,
            turn=1,
            kind="inform",
            known_since=met,
            people=case.people,
        )


def _of_case(home: Cycle, event: Event, case: Case, due: date) -> Watched:
    term = term_of(event, case.key)
    return Watched(
        key=case.key,
        due=due,
        deadline=case.deadline,
        phrase=term.phrase if term else "",
        source=term.source if term else "",
        reminders=home.ladder(event, case.state),
        roles=holding_roles(home, event, case.state),
        since=case.stays[-1].since,
        turn=len(case.stays),
        known_since=_known_since(case),
        moved_on=case.moved_on,
        moved_from=case.moved_from,
        moved_because=case.moved_because,
        missing=case.missing,
        people=case.people,
    )


def _unasked(home: Cycle, case: Case) -> tuple[str, ...]:
    """Return about whom a survey has no answer that tells of the day it asks about."""
    if not case.answers:
        return ()
    asked = asked_day(case.key, home)
    return tuple(
        name for name, answer in case.answers.items() if answer is None or not answer.tells_of(asked)
    )


def _known_since(case: Case) -> date | None:
    """Return since when it is known that a case is to be done by its last day, or can be again."""
    back = [until for _, until in case.sent_back if until is not None]
    return max((day for day in (case.known_since, case.asked_on, *back) if day is not None), default=None)


def _of_step(home: Cycle, event: Event, case: Case, step: Step, due: date) -> Watched:
    state = home.machine_of(event).flow.state(step.state)
    known_at = step.stay.known_at
    return Watched(
        key=case.key,
        due=due,
        deadline=step.deadline,
        phrase=state.limit.phrase if state.limit else "",
        reminders=home.ladder(event, step.state),
        roles=holding_roles(home, event, step.state),
        since=step.stay.since,
        turn=step.round,
        step=step.state,
        round=step.round,
        known_since=known_at.astimezone(home.zone).date() if known_at else None,
        people=case.people,
    )
