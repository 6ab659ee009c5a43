"""Which entries fit no longer because of others, and because of which: told to whoever has just recorded those."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sqlmodel import Session

from srok.store.journal import entries_for
from workflow import CaseKey, Conflict, Cycle, fold_only

#: Entries that do not fit, by the case that they are about and their numbers.
Misfits = Mapping[tuple[CaseKey, int], Conflict]
Displaced = tuple[tuple[CaseKey, Conflict], ...]


def displaced(
    session: Session, cycle: Cycle, keys: Sequence[CaseKey], numbers: Sequence[int]
) -> dict[int, Displaced]:
    """Return what does not fit since entries were recorded, in these cases, by the entry that displaced it.

    `numbers` are those of entries recorded together: what one of them displaced and a later one put right is none.
    """
    entries = [entry for entry in entries_for(session, cycle, keys) if entry.number <= max(numbers)]

    def misfits(last: int, among: Iterable[CaseKey]) -> Misfits:
        """Return what does not fit after the entries up to a number."""
        wanted = list(dict.fromkeys(among))
        cases = fold_only(cycle, (entry for entry in entries if entry.number <= last), wanted)
        return {(key, found.entry): found for key in wanted for found in cases[key].conflicts}

    before = misfits(min(numbers) - 1, keys)
    new = {one: found for one, found in misfits(max(numbers), keys).items() if one not in before}
    told: dict[int, list[tuple[CaseKey, Conflict]]] = {}
    for number, (key, found) in _blamed(misfits, list(numbers), new):
        told.setdefault(number, []).append((key, found))
    return {number: tuple(found) for number, found in told.items()}


def _blamed(
    misfits: Callable[[int, Iterable[CaseKey]], Misfits], numbers: Sequence[int], new: Misfits
) -> Iterator[tuple[int, tuple[CaseKey, Conflict]]]:
    """Yield by which of some entries each of those was displaced that fitted before them, and fit no more after."""
    if not new:
        return
    if len(numbers) == 1:
        yield from ((numbers[0], (key, found)) for (key, _), found in new.items())
        return
    middle = len(numbers) // 2
    halfway = misfits(numbers[middle - 1], (key for key, _ in new))
    yield from _blamed(misfits, numbers[:middle], {one: new[one] for one in new if one in halfway})
    yield from _blamed(misfits, numbers[middle:], {one: new[one] for one in new if one not in halfway})
