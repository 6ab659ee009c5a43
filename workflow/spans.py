"""Spans of days: each is the days after one up to and including another (None: it has not ended)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

Span: TypeAlias = tuple[date, date | None]
#: One of which both days are known.
Closed: TypeAlias = tuple[date, date]


def clipped(spans: Iterable[Span], since: date, until: date | None) -> list[Span]:
    """Return what of spans lies after one day and up to another (None: however late); empty ones are left out."""
    found = ((max(first, since), _earlier(last, until)) for first, last in spans)
    return [(first, last) for first, last in found if last is None or first < last]


def closed(spans: Iterable[Span], since: date, until: date) -> list[Closed]:
    """Return what of spans lies after one day and up to another, in order and without overlaps."""
    return [(first, last or until) for first, last in merged(clipped(spans, since, until))]


def between_them(spans: Iterable[Closed], since: date, until: date) -> list[Closed]:
    """Return the days after one day and up to another that lie in none of several spans, which are in order."""
    found: list[Closed] = []
    for first, last in spans:
        found.append((since, first))
        since = last
    return [(first, last) for first, last in [*found, (since, until)] if first < last]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for first, last in sorted(spans, key=lambda span: span[0]):
        if found and (found[-1][1] is None or first <= found[-1][1]):
            found[-1] = found[-1][0], None if last is None else _later(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _later(one: date | None, other: date) -> date | None:
    return None if one is None else max(one, other)
