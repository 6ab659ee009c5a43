"""By what an entry is judged: the version of its cycle in force where it stands, and how its case stood on that day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workflow.cases import Case
from workflow.cycle import Cycle
from workflow.entries import CaseKey, Entry
from workflow.fold import fold_only
from workflow.graph import upstream_keys
from workflow.walk import place_of

Cases = Mapping[CaseKey, Case]


@dataclass(frozen=True)
class Then:
    """A case as it stood on a day by the version of its cycle that counts; `above` is what it depends on by that."""

    case: Case
    version: Cycle
    above: Cases | None = None


def as_judged(
    cycle: Cycle, case: Case, known: Iterable[Entry], above: Cases | None, place: tuple[date, float]
) -> Then:
    """Return by what an entry of a place, its day and number, is judged.

    By the newest version it is judged as the case stands now; before a case was there, by the first that has it.
    `known` and `above` are the entries and the cases that the case depends on, as far as these are folded already.
    """
    key = case.key
    version = cycle.at(*place)
    if not version.has(key):
        version = cycle.origin(key)
    if version is cycle:
        return Then(case, cycle, above)
    entries = list(known)
    found = {**(above or {})}
    found |= fold_only(
        cycle, entries, [one for one in upstream_keys(version, key) if one not in found], known=found
    )
    return Then(fold_only(version, entries, [key], known=found, as_of=place[0])[key], version, found)


def as_recorded(cycle: Cycle, case: Case, known: Iterable[Entry], above: Cases | None, entry: Entry) -> Then:
    """Return by what an entry is judged that stands in the journal, or is about to."""
    entries = list(known)
    return as_judged(cycle, case, entries, above, place_of(entry, {one.number: one for one in entries}))


def upstream_ever(cycle: Cycle, key: CaseKey) -> dict[CaseKey, None]:
    """Return the cases that a case depends on directly, by any wording that has it."""
    worded = (version for version in cycle.wordings if version.has(key))
    return {above: None for version in worded for above in upstream_keys(version, key)}
