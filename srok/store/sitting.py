"""Entries judged one after another as if those before were in the journal already, and each case folded but once.

Nothing is written: whoever records needs the database for themselves only to write what comes out.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import datetime

from sqlmodel import Session

from calendars.errors import RefusedError
from srok.store.journal import chains_for, read_chains
from workflow import (
    Admitted,
    Case,
    CaseKey,
    Cycle,
    Entry,
    Wish,
    concerned,
    fold_only,
    judge,
    judge_answers,
    out_of_hand,
    reach,
    upstream_ever,
    upstream_keys,
    weigh,
    with_downstream,
)


class Sitting:
    """The journal as it stands, what is to be added, and the cases folded from both so far.

    `touched` are the cases that follow from what was added; `later` are patterns of more (blank: any), where it takes
    more than `at_once` cases to know what follows from an entry.
    """

    def __init__(self, session: Session, cycle: Cycle, last: int, at_once: int) -> None:
        """Begin after the entry numbered `last`."""
        self._session, self.cycle, self._last, self._at_once = session, cycle, last, at_once
        self.added: list[Entry] = []
        self.touched: dict[CaseKey, None] = {}
        self.later: set[CaseKey] = set()
        self._entries: dict[CaseKey, list[Entry]] = {}
        self._cases: dict[str, dict[CaseKey, Case]] = {}
        self._below: dict[CaseKey, set[str]] = {}
        self._misfits: list[tuple[CaseKey, frozenset[int]]] = []

    def expect(self, keys: Iterable[CaseKey]) -> None:
        """Read what it takes to judge entries about cases: many chains at once are read sooner than one by one."""
        self._read(chains_for(self.cycle, keys))

    def judge(self, wish: Wish, key: CaseKey, now: datetime, *, anyway: bool = False) -> Admitted:
        """Judge one more entry, about a case, and add it; raises RefusedError where it does not fit.

        With `anyway` it is added even where it does not fit beside what is there so far: `unfit` tells whether it does.
        """
        above = self._ever_above(key)
        how = weigh if anyway else judge
        one = how(self.cycle, self._for(key, above), wish, self._last + 1, now, above=above)
        if one.misfit is not None:
            self._misfits.append((key, one.misfit.entries))
        self._add(one.entry)
        self._cases.setdefault(key.event, {})[key] = one.after
        return one

    def judge_answers(
        self, wishes: Iterable[Wish], key: CaseKey, now: datetime
    ) -> Iterator[Admitted | RefusedError]:
        """Judge answers in one case of a survey, and add those that fit."""
        above = self._ever_above(key)
        numbered = dict(enumerate(wishes, self._last + 1))
        judged = judge_answers(self.cycle, key, self._for(key, above), numbered, now, above=above)
        for number in numbered:
            one = judged[number]
            if isinstance(one, Admitted):
                self._add(one.entry)
            yield one

    def unfit(self) -> set[CaseKey]:
        """Return the cases in which what did not fit when something was added does not fit in the end either."""
        return {key for key, entries in self._misfits if entries & self._out_of_place(key)}

    def _out_of_place(self, key: CaseKey) -> set[int]:
        case = self._case(key)
        return {conflict.entry for conflict in case.conflicts} | out_of_hand(
            self.cycle.home(key), case
        ).keys()

    def cases(self) -> list[Case]:
        """Return the cases that were touched as they stand now."""
        return [self._case(key) for key in self.touched]

    # What follows from an entry --------------------------------------------------------------------------

    def _add(self, entry: Entry) -> None:
        assert entry.case is not None  # noqa: S101 - a wish is about a case
        self.added.append(entry)
        self._last = entry.number
        self._entries[entry.case].append(entry)
        if entry.case not in self._below:
            self._reach(entry.case)
        self._cases.get(entry.case.event, {}).pop(entry.case, None)
        for event in self._below[entry.case]:
            self._cases.pop(event, None)
        self._reach_named(entry)

    def _reach(self, key: CaseKey) -> None:
        """Note which cases follow from one."""
        follows = reach(self.cycle, key)
        self._below[key] = {pattern.event for pattern in follows.below}
        if follows.cost > self._at_once:
            self.touched[key] = None
            self.later |= follows.below
        else:
            self.touched.update(dict.fromkeys(with_downstream(self.cycle, key)))

    def _reach_named(self, entry: Entry) -> None:
        """Note who is appointed by an entry: cases name them that wait for nothing in the one that appoints."""
        own = self._entries[entry.case] if entry.case and entry.corrects is not None else ()
        named = concerned(self.cycle, (entry, *(other for other in own if other.number == entry.corrects)))
        if not named:
            return
        self._cases.clear()
        if len(named) > self._at_once:
            self.later.update(named)
        else:
            self.touched.update(dict.fromkeys(named))

    # What is known ---------------------------------------------------------------------------------------

    def _case(self, key: CaseKey) -> Case:
        known = self._cases.setdefault(key.event, {})
        if key not in known:
            above = self._above(key)
            known[key] = fold_only(self.cycle, self._for(key, above), [key], known=above)[key]
        return known[key]

    def _above(self, key: CaseKey) -> dict[CaseKey, Case]:
        """Return the cases that a case depends on directly: more are not needed to fold it."""
        return {above: self._case(above) for above in upstream_keys(self.cycle, key)}

    def _ever_above(self, key: CaseKey) -> dict[CaseKey, Case]:
        """Return the same, and those it depended on by earlier wordings: what is told late is judged by them."""
        return {above: self._case(above) for above in upstream_ever(self.cycle, key)}

    def _for(self, key: CaseKey, above: Container[CaseKey]) -> list[Entry]:
        """Return the entries of a case, and those that appoint whom it names, in order."""
        chains = chains_for(self.cycle, (key,), above)
        self._read(chains)
        return sorted((entry for one in chains for entry in self._entries[one]), key=lambda one: one.number)

    def _read(self, keys: Iterable[CaseKey]) -> None:
        missing = [key for key in keys if key not in self._entries]
        self._entries.update((key, []) for key in missing)
        for entry in read_chains(self._session, self.cycle.name, missing):
            if entry.case is not None:
                self._entries[entry.case].append(entry)
