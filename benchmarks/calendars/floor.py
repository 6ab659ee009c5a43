"""The least that must be done: the same look-up with conversion and bounds check, written out by hand."""

from __future__ import annotations

from datetime import date
from itertools import accumulate

import numpy as np

from benchmarks.calendars.peers import Peer, span
from calendars import Calendar


def floor(calendar: Calendar) -> Peer:
    """Return adding and counting with no result object, no warning of provisional years, and no sentence."""
    worked = [calendar.is_working(day) for day in span(calendar)]
    first, last = calendar.first.toordinal(), calendar.last.toordinal()
    through = tuple(accumulate(worked))
    working = tuple(first + place for place, works in enumerate(worked) if works)
    total = len(working)

    def add(day: date, n: int) -> date:
        number = day.toordinal()
        if not first <= number <= last:
            raise ValueError
        rank = through[number - first] + n
        if not 1 <= rank <= total:
            raise ValueError
        return date.fromordinal(working[rank - 1])

    origin = np.datetime64(calendar.first, "D")
    sums = np.cumsum(worked)
    reached = origin + np.flatnonzero(worked)

    def places(days: np.ndarray) -> np.ndarray:
        found = (days - origin).view(np.int64)
        if not 0 <= found.min() <= found.max() < sums.size:
            raise ValueError
        return found

    def add_many(days: np.ndarray, n: int) -> np.ndarray:
        ranks = sums[places(days)] + n
        if not 1 <= ranks.min() <= ranks.max() <= total:
            raise ValueError
        return reached[ranks - 1]

    return Peer(
        one=lambda day: day,
        add=add,
        many=lambda days: np.array(days, "datetime64[D]"),
        add_many=add_many,
        count_many=lambda starts, ends: sums[places(ends)] - sums[places(starts)],
        listed=lambda days: days.tolist(),
        loops=False,
    )
