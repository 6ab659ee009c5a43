"""What somebody is reminded of: the last days of a case that lie in somebody's hands now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from definitions import Deadline, Reminders
from workflow.cases import Case
from workflow.cycle import Cycle, holding_roles
from workflow.entries import CaseKey


@dataclass(frozen=True)
class Watched:
    """One last day of which somebody is reminded, as it stands now.

    It lies in the hands of `roles` (where nobody stands for them: of those who owe the case) since the day `since`,
    for the `turn`-th time. `known_since` is the day on which this last day became known (None: with the case itself);
    `moved_on` the day on which somebody set it, `moved_from` what it was before.
    """

    key: CaseKey
    due: date
    deadline: Deadline
    reminders: Reminders
    roles: tuple[str, ...]
    since: date
    turn: int
    known_since: date | None = None
    moved_on: date | None = None
    moved_from: date | None = None


def watched(cycle: Cycle, case: Case) -> tuple[Watched, ...]:
    """Return what is to be watched of a case: nothing where there is nothing to do, or it is not known by when."""
    if not case.open or case.due is None or case.waits_for is not None:
        return ()
    home = cycle.home(case.key)
    event = home.event(case.key.event)
    own = Watched(
        key=case.key,
        due=case.due,
        deadline=case.deadline,
        reminders=home.ladder(event, case.state),
        roles=holding_roles(home, event, case.state),
        since=case.stays[-1].since,
        turn=len(case.stays),
        known_since=case.known_since,
        moved_on=case.moved_on,
        moved_from=case.moved_from,
    )
    return (own,)
