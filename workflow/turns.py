"""In whose hands a stay was, one after the other: a new wording may give a case that goes on to other roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from workflow.cases import Case, Stay
from workflow.cycle import Cycle
from workflow.entries import CaseKey
from workflow.held import held_span, is_end, version_of
from workflow.rows import holders
from workflow.steps import named_then


@dataclass(frozen=True)
class Turn:
    """A part of a stay in the hands of the same roles: since when, until when (None: still), by which version last."""

    since: date
    until: date | None
    roles: tuple[str, ...]
    version: Cycle


def turns_of(cycle: Cycle, key: CaseKey, stay: Stay) -> list[Turn]:
    """Return the turns of a stay, the first to hold it first; none where no version has its state any more."""
    found: list[Turn] = []
    for version, roles in _held_through(cycle, key, stay):
        if found and found[-1].roles == roles:
            found[-1] = replace(found[-1], version=version)
        elif found and found[-1].since >= version.since:
            found[-1] = replace(found[-1], version=version, roles=roles)
        else:
            found[-1:] = [replace(one, until=version.since) for one in found[-1:]]
            found.append(Turn(version.since if found else stay.since, stay.until, roles, version))
    return found


def _held_through(cycle: Cycle, key: CaseKey, stay: Stay) -> Iterator[tuple[Cycle, tuple[str, ...]]]:
    """Yield the versions that a stay went through, each with the roles in whose hands the case is by it."""
    last = version_of(cycle, key, stay)
    first = last.at(stay.since, stay.entry or 0)
    for version in last.versions[len(first.versions) - 1 :]:
        state = named_then(version, last, key, stay.state) if version.has_own(key) else None
        if state is not None:
            yield version, holders(version.event(key.event), state)


def in_other_hands(cycle: Cycle, case: Case, since: date, until: date) -> Iterator[tuple[Turn, date, date]]:
    """Yield the turns in the days after one day up to another in which those who owe a case did not have it.

    Each comes with the day after which it began within them, and the one with which it ended.
    """
    for stay in case.stays:
        if is_end(cycle, case.key, stay):
            continue
        began, over = held_span(cycle, case, stay)
        turns = turns_of(cycle, case.key, stay)
        for turn in turns:
            ended = (over if turn is turns[-1] else turn.until) or until
            first, last = max(since, began, turn.since), min(until, ended)
            if first < last and not set(turn.roles) & set(turn.version.event(case.key.event).responsible):
                yield turn, first, last
