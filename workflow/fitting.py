"""Whether an entry fits: folded with all others, it must be no misfit, and make none."""

from __future__ import annotations

from calendars.errors import CalendarError, RefusedError
from calendars.saying import Text, say
from workflow.allowed import allowed
from workflow.cases import Case, Conflict
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.fold import fold_only
from workflow.judging import Cases, Then, as_recorded
from workflow.walk import standing_of


def check_fit(cycle: Cycle, known: list[Entry], entry: Entry, before: Case, above: Cases | None) -> Case:
    """Fold with the new entry: it must not be the one that does not fit."""
    after = _folded(cycle, [*known, entry], before.key, above)
    if conflict := _conflict(after, entry):
        raise _refused(conflict, after, known, entry, as_recorded(cycle, before, known, above, entry))
    if entry.corrects is None:
        _check_others(before, after, known)
    return after


def check_fit_then(then: Then, known: list[Entry], entry: Entry) -> None:
    """Fold with the new entry by the wording of its day, as if none had followed: it must fit into that."""
    after = _folded(then.version, [*known, entry], then.case.key, then.above)
    if conflict := _conflict(after, entry):
        raise _refused(conflict, after, known, entry, then)


def _folded(cycle: Cycle, entries: list[Entry], key: CaseKey, above: Cases | None) -> Case:
    try:
        return fold_only(cycle, entries, [key], known=above)[key]
    except CalendarError as error:
        raise RefusedError(error.message) from None


def _conflict(after: Case, entry: Entry) -> Conflict | None:
    return next((conflict for conflict in after.conflicts if conflict.entry == entry.number), None)


def _refused(conflict: Conflict, after: Case, known: list[Entry], entry: Entry, then: Then) -> RefusedError:
    """Return the refusal of an entry: why it does not fit, and what would have been possible on its day."""
    if entry.kind not in ("act", "answer", "add_row"):
        return RefusedError(conflict.why)
    off = after.off_since is not None and entry.on >= after.off_since
    acts = after.applies == "yes" and after.waits_for is None and not off
    told = allowed(then.version, then.case, conflict.state, acts=acts, row=entry.row)
    return RefusedError(say("{why}. {allowed}", why=_with_standing(conflict.why, known, entry), allowed=told))


def _with_standing(why: Text, known: list[Entry], entry: Entry) -> Text:
    """Add that the same has been recorded already, where it has: then a correction is meant."""
    own = standing_of(other for other in known if other.case == entry.case)
    same = next((other for other in reversed(own) if _same(other, entry)), None)
    if same is None:
        return why
    return say(
        "{why}. It stands already as entry {number} of {on}: to change that one, give --corrects {number}",
        why=why,
        number=same.number,
        on=same.on,
    )


def _same(one: Entry, other: Entry) -> bool:
    return (one.trigger, one.row) == (other.trigger, other.row)


def _check_others(before: Case, after: Case, known: list[Entry]) -> None:
    """A new fact must not make one that stands impossible: whoever means to replace it says so.

    That an amendment does not know the state to which it leads is shown, and keeps no fact out of the journal.
    """
    stood = {conflict.entry for conflict in before.conflicts}
    misfits = {conflict.entry for conflict in after.conflicts} - stood
    if other := next((entry for entry in known if entry.number in misfits), None):
        raise RefusedError(
            say(
                "entry {number} (“{trigger}”, {on}) would no longer fit: to replace it, give --corrects {number}",
                number=other.number,
                trigger=other.trigger,
                on=other.on,
            )
        )
