"""Whether an entry fits: folded with all others, it must be no misfit, and make none."""

from __future__ import annotations

from dataclasses import dataclass

from calendars.errors import CalendarError, RefusedError
from calendars.saying import Text, say
from workflow.allowed import allowed
from workflow.arrivals import out_of_hand
from workflow.cases import Case, Conflict
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.fold import fold_only
from workflow.hours import check_hours
from workflow.judging import Cases, Then, as_recorded
from workflow.walk import standing_of


@dataclass(frozen=True)
class Misfit:
    """Why an entry is refused, and which `entries` do not fit with it, by number: itself, or others that fitted."""

    refusal: RefusedError
    entries: frozenset[int]


def fitted(
    cycle: Cycle, known: list[Entry], entry: Entry, before: Case, above: Cases | None
) -> tuple[Case, Misfit | None]:
    """Fold with the new entry: return the case with it, and what does not fit then (None: everything that did does)."""
    after = _folded(cycle, [*known, entry], before.key, above)
    if conflict := _conflict(after, entry):
        then = as_recorded(cycle, before, known, above, entry)
        return after, Misfit(_refused(conflict, after, known, entry, then), frozenset([entry.number]))
    if told := out_of_hand(cycle.home(before.key), after).get(entry.number):
        return after, Misfit(RefusedError(told), frozenset([entry.number]))
    check_hours(after, known, entry)
    return after, None if entry.corrects is not None else _others(cycle, before, after, known, entry)


def check_fit(cycle: Cycle, known: list[Entry], entry: Entry, before: Case, above: Cases | None) -> Case:
    """Fold with the new entry: it must not be the one that does not fit, nor make others not fit."""
    after, misfit = fitted(cycle, known, entry, before, above)
    if misfit is not None:
        raise misfit.refusal
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
    row = after.sheet.get(entry.row)
    if entry.kind == "act" and row is not None and row.added is not None and entry.on < row.added:
        return RefusedError(_NO_ROW_YET.with_values(row=row.name, added=row.added, on=entry.on))
    off = after.off_since is not None and entry.on >= after.off_since
    acts = after.applies == "yes" and after.waits_for is None and not off
    told = allowed(then.version, then.case, conflict.state, acts=acts, row=entry.row)
    return RefusedError(say("{why}. {allowed}", why=_with_standing(conflict.why, known, entry), allowed=told))


_NO_ROW_YET = say(
    "the row “{row}” was added on {added}, and {on} is earlier: give that day or a later one (--on), or correct the "
    "day on which the row was added"
)


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


def _others(cycle: Cycle, before: Case, after: Case, known: list[Entry], entry: Entry) -> Misfit | None:
    """A new fact must not make one that stands impossible: whoever means to replace it says so.

    That an amendment does not know the state to which it leads is shown, and keeps no fact out of the journal.
    """
    stood = {conflict.entry for conflict in before.conflicts}
    new = {conflict.entry: conflict.why for conflict in after.conflicts if conflict.entry not in stood}
    others = [other for other in known if other.number in new]
    if not others:
        return None
    closed = cycle.machine_of(cycle.event_of(before.key)).flow.state(before.state).final
    told = _displacing(entry, others[0], new[others[0].number], closed=closed)
    return Misfit(RefusedError(told), frozenset(other.number for other in others))


def _displacing(entry: Entry, other: Entry, why: Text, *, closed: bool) -> Text:
    """Say which entry would not fit any more, and the ways out: more often a step is missing than that one wrong.

    To the sheet of a case that is `closed` no row can be added on a later day.
    """
    way = _WITHDRAW
    if (entry.kind, entry.row) == (other.kind, other.row):
        way = _REPLACE
    elif entry.kind == "add_row" and not closed:
        way = _ROW
    return way.with_values(number=other.number, trigger=other.trigger, on=other.on, why=why)


_REPLACE = say(
    "entry {number} (“{trigger}”, {on}) would no longer fit: {why}. If steps between the two are missing, record "
    "them together with this one in one file (--from); only if entry {number} is wrong, replace it by this one: "
    "--corrects {number}"
)
_WITHDRAW = say(
    "entry {number} (“{trigger}”, {on}) would no longer fit: {why}. If steps between the two are missing, record "
    "them together with this one in one file (--from); only if entry {number} is wrong, withdraw it first"
)
_ROW = say(
    "entry {number} (“{trigger}”, {on}) would no longer fit: {why}. Record what had been done with the row by then "
    "together with it in one file (--from), or add the row on the day on which it became known (--on)"
)
