"""Answers of a survey judged together: their case is folded once for all of them, and not once for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from calendars.errors import CalendarError, RefusedError
from workflow.admission import Admitted, Draft, drafted
from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.fitting import check_fit
from workflow.fold import fold_only
from workflow.wishes import Wish

#: By the number that an entry has or would have had.
Judged = dict[int, Admitted | RefusedError]


def judge_answers(
    cycle: Cycle,
    key: CaseKey,
    entries: Sequence[Entry],
    wishes: Mapping[int, Wish],
    now: datetime,
    *,
    above: Mapping[CaseKey, Case],
) -> Judged:
    """Judge answers in one case, each about another participant and none a correction, as `judge` would one by one.

    `wishes` have the numbers of their entries; `above` are the cases that the case depends on.
    """
    before = fold_only(cycle, entries, [key], known=above)[key]
    drafts, found = list[Draft](), Judged()
    for number, wish in wishes.items():
        try:
            drafts.append(drafted(cycle, before, [*entries], wish, number=number, now=now, above=above))
        except RefusedError as error:
            found[number] = error
    return found | (_fitting(cycle, entries, drafts, before, above) if drafts else {})


def _fitting(
    cycle: Cycle,
    known: Sequence[Entry],
    drafts: Sequence[Draft],
    before: Case,
    above: Mapping[CaseKey, Case],
) -> Judged:
    """Judge whether answers fit: if none of them all is in conflict, none alone is, for they do not touch each other.

    Where one is, each half is judged by itself, so that few that do not fit cost few folds.
    """
    if len(drafts) == 1:
        return {drafts[0].entry.number: _alone(cycle, known, drafts[0], before, above)}
    after = _folded(cycle, [*known, *(one.entry for one in drafts)], before.key, above)
    if after is not None and len(after.conflicts) == len(before.conflicts):
        return {one.entry.number: Admitted(one.entry, before, after, one.then) for one in drafts}
    middle = len(drafts) // 2
    first = _fitting(cycle, known, drafts[:middle], before, above)
    stand = [one.entry for one in first.values() if isinstance(one, Admitted)]
    return first | _fitting(cycle, [*known, *stand], drafts[middle:], before, above)


def _alone(
    cycle: Cycle, known: Sequence[Entry], draft: Draft, before: Case, above: Mapping[CaseKey, Case]
) -> Admitted | RefusedError:
    try:
        after = check_fit(cycle, [*known], draft.entry, before, above)
        return Admitted(draft.entry, before, after, draft.then)
    except RefusedError as error:
        return error


def _folded(
    cycle: Cycle, entries: Sequence[Entry], key: CaseKey, above: Mapping[CaseKey, Case]
) -> Case | None:
    """Return a case; None where it cannot be folded, for an answer may lie where the calendar does not reach."""
    try:
        return fold_only(cycle, entries, [key], known=above)[key]
    except CalendarError:
        return None
