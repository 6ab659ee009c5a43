"""What somebody asks to record at once: judged in its order, or all together, with all that is wrong found together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from sqlmodel import Session

from calendars.errors import Problem, RefusedError
from calendars.saying import Text
from definitions import clean
from srok.store.journal import entries_by_key, link_all
from srok.store.loading import cycle_row, load
from srok.store.repeated import check_same
from srok.store.sitting import Sitting
from srok.store.tables import EntryRow
from workflow import (
    CONTROL,
    Admitted,
    Case,
    CaseKey,
    Conflict,
    Cycle,
    Entry,
    Wish,
    actions_ever,
    before_its_period,
    begun_without,
    case_of,
    contradicted,
    doubtful_days,
    named_again,
    older_than_row,
    outlived,
    set_before_joining,
    unknown_actor,
    with_downstream,
)


@dataclass(frozen=True)
class Recorded:
    """An entry that is in the journal; `added` is False when it stood there already under the same key.

    `displaced` are the entries that stood before and fit no longer because of it, each with the case it is about.
    `off_control`: it tells of something done in a case that had been removed from control.
    `doubts`: what of it may be a slip, and that a later answer stands.
    """

    entry: Entry
    added: bool
    displaced: tuple[tuple[CaseKey, Conflict], ...] = ()
    off_control: bool = False
    doubts: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What is asked to be recorded, all or none.

    `places` are the file and line of each wish, `problems` what is wrong with some of them already.
    """

    wishes: Sequence[Wish]
    places: Sequence[tuple[str, int]]
    problems: Sequence[Problem]


@dataclass(frozen=True)
class Verdict:
    """What is to be written of a cycle whose journal has so many `entries`.

    `cases` are those that follow, as they stand with it; `touched` and `later` (patterns) are those to be folded later.
    """

    cycle: Cycle
    entries: int
    recorded: list[Recorded]
    rows: list[EntryRow]
    cases: list[Case]
    touched: list[CaseKey]
    later: frozenset[CaseKey]


@dataclass(frozen=True)
class _Row:
    """A wish that can be judged; `alike` is the same for rows that are judged together."""

    wish: Wish
    place: tuple[str, int]
    case: CaseKey
    alike: object = field(default_factory=object)

    @property
    def key(self) -> str:
        """Its idempotency key; "" where it has none."""
        return clean(self.wish.key)


def judge_all(session: Session, name: str, asked: Asked, now: datetime, at_once: int) -> Verdict:
    """Judge what is asked by the journal as a session sees it; raises RefusedError with a problem for each misfit.

    Where more than `at_once` cases follow, they are left to be folded later.
    """
    cycle, row = load(session, name), cycle_row(session, name)
    problems = list(asked.problems)
    rows = list(_rows(cycle, asked, problems))
    standing = entries_by_key(session, name, {one.key for one in rows} - {""})

    def hear(*, anyway: bool) -> _Heard:
        return _heard(Sitting(session, cycle, row.entries, at_once), rows, standing, now, anyway=anyway)

    heard = hear(anyway=False)
    if _some_may_fit_together(rows, heard.wrong):
        heard = _better(heard, hear(anyway=True))
    problems += [Problem(error.message, *one.place, 1) for one, error in heard.wrong]
    sitting = heard.sitting
    if problems:
        problems.sort(key=lambda problem: problem.line)
        raise RefusedError(problems[0].message, problems)
    few = len(sitting.touched) <= at_once
    return Verdict(
        cycle,
        row.entries,
        heard.recorded,
        rows=link_all(session, row, sitting.added),
        cases=sitting.cases() if few else [],
        touched=[] if few else list(sitting.touched),
        later=frozenset(sitting.later),
    )


def _rows(cycle: Cycle, asked: Asked, problems: list[Problem]) -> Iterator[_Row]:
    """Yield what can be judged; what is wrong with the others is added to the problems."""
    spoiled, unsure = {(problem.file, problem.line) for problem in problems}, set[CaseKey]()
    seen = set[str]()
    for wish, place in zip(asked.wishes, asked.places, strict=True):
        try:
            key = case_of(cycle, wish)
        except RefusedError as error:
            problems.append(Problem(error.message, *place, 1))
            continue
        if place in spoiled:
            unsure.update(with_downstream(cycle, key))
        if not unsure or _can_be_judged(cycle, key, wish, unsure):
            new = not wish.key or clean(wish.key) not in seen
            seen.add(clean(wish.key))
            yield (
                _Row(wish, place, key, key)
                if new and _is_answer(cycle, key, wish)
                else _Row(wish, place, key)
            )


def _can_be_judged(cycle: Cycle, key: CaseKey, wish: Wish, unsure: Container[CaseKey]) -> bool:
    """Whether what a wish says can be told right or wrong while some cases are not known as they will be.

    An action that the flow does not know is wrong whatever came before it.
    """
    return key not in unsure or clean(wish.trigger) not in actions_ever(cycle, key) | CONTROL.keys()


def _is_answer(cycle: Cycle, key: CaseKey, wish: Wish) -> bool:
    """Whether a wish answers a survey: answers do not touch each other, so that many are judged together."""
    trigger = clean(wish.trigger)
    answers = CONTROL.get(trigger) == "answer" and cycle.event_of(key).survey is not None
    return answers and wish.corrects is None and trigger not in actions_ever(cycle, key)


@dataclass(frozen=True)
class _Heard:
    """What came of judging rows: what would be recorded, and what is wrong with those that are refused."""

    sitting: Sitting
    recorded: list[Recorded]
    wrong: list[tuple[_Row, RefusedError]]


def _some_may_fit_together(rows: Sequence[_Row], wrong: Sequence[tuple[_Row, RefusedError]]) -> bool:
    """Whether a row is refused beside which there are others about its case: with those after it, it may fit."""
    # Answers do not touch each other: what is wrong with one is wrong with it beside all others as well.
    among = Counter(row.case for row in rows if row.alike is not row.case)
    return any(among[row.case] > 1 for row, _ in wrong)


def _better(alone: _Heard, together: _Heard) -> _Heard:
    """Choose between rows judged one after another, and all added before it is seen what does not fit in the end.

    What is wrong is told of those judged one after another: but not in cases where all fit together.
    """
    cases = together.sitting.unfit() | {row.case for row, _ in together.wrong}
    if not cases:
        return together
    wrong = [(row, error) for row, error in alone.wrong if row.case in cases]
    return replace(alone, wrong=wrong or alone.wrong)


def _heard(
    sitting: Sitting,
    rows: Sequence[_Row],
    known: Mapping[str, Entry],
    now: datetime,
    *,
    anyway: bool,
) -> _Heard:
    """Judge rows in their order; `known` are the entries that stand under their keys."""
    sitting.expect(row.case for row in rows)
    heard, standing = _Heard(sitting, [], []), dict(known)
    for _, some in groupby(rows, key=lambda row: row.alike):
        together = list(some)
        outcomes = _outcomes(sitting, together, standing, now, anyway=anyway)
        for row, found in zip(together, outcomes, strict=True):
            if isinstance(found, RefusedError):
                heard.wrong.append((row, found))
            else:
                heard.recorded.append(found)
                if row.key:
                    standing[row.key] = found.entry
    return heard


def _outcomes(
    sitting: Sitting, rows: list[_Row], standing: Mapping[str, Entry], now: datetime, *, anyway: bool
) -> Iterator[Recorded | RefusedError]:
    if len(rows) > 1 and not any(row.key in standing for row in rows):
        for one in sitting.judge_answers([row.wish for row in rows], rows[0].case, now):
            yield _recorded(one) if isinstance(one, Admitted) else one
        return
    for row in rows:
        try:
            yield _one(sitting, row, standing, now, anyway=anyway)
        except RefusedError as error:
            yield error


def _one(
    sitting: Sitting, row: _Row, standing: Mapping[str, Entry], now: datetime, *, anyway: bool
) -> Recorded:
    if row.key in standing:
        check_same(sitting.cycle, standing[row.key], row.case, row.wish)
        return Recorded(standing[row.key], added=False)
    return _recorded(sitting.judge(row.wish, row.case, now, anyway=anyway))


def _recorded(one: Admitted) -> Recorded:
    return Recorded(
        one.entry,
        added=True,
        off_control=one.entry.kind not in _TOLD_ANYWAY and one.before.removed,
        doubts=(
            *doubtful_days(one.entry, one.then.case, one.then.version),
            *before_its_period(one.entry, one.then.case, one.then.version),
            *set_before_joining(one.then.version, one.entry, one.after),
            *older_than_row(one.entry, one.then.case, one.then.version),
            *named_again(one.entry, one.then.case),
            *outlived(one.entry, one.after.answers),
            *contradicted(one.entry, one.before, one.after),
            *unknown_actor(one.entry, one.then.case, one.then.version),
            *begun_without(one.entry, one.before, one.after),
        ),
    )


#: What is recorded of a case that is off control as it is of any other.
_TOLD_ANYWAY = ("remove", "annotate", "withdraw")
