"""Rows of sheets that a rating counts: the points of decisions, each once, as its last sheet says it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from definitions import Period, RowsCounted, period
from srok.deviations import View
from srok.timeliness import is_by
from workflow import CaseKey, FigureAt, Figures, Placing, SheetRow, spelled


@dataclass(frozen=True)
class Point:
    """A row that counts for a participant: in which sheet, what it says ("": nothing), whether it is of the part.

    `state` is the one that it is in, where what it says is not believed in that ("": it is).
    """

    key: CaseKey
    row: str
    said: str
    part: bool
    state: str = ""


Points = Mapping[str, Mapping[str, Sequence[Point]]]


def points_of(placing: Placing, view: View, upto: Period | None) -> Points:
    """Return for each score that counts rows those of each participant who has any.

    Counted are the sheets of the year up to and with `upto` (None: all). A row of one name is one point, however it is
    spaced, and however many sheets report of it: those of the last period say how it stands, and of several one that
    is of the part is enough. Of a sheet off control only what was said by then counts.
    """
    return {
        score.name: {
            one.name: found
            for one in placing.members
            if (found := list(_points(score.rows, view, one.name, upto)))
        }
        for score in placing.rating.scores
        if score.rows is not None
    }


def _points(counted: RowsCounted, view: View, whose: str, upto: Period | None) -> Iterator[Point]:
    last: dict[str, list[Point]] = {}
    for point in _in_order(counted, view, whose, upto):
        name = spelled(point.row)
        same = [one for one in last.get(name, []) if one.key.period == point.key.period]
        last[name] = [*same, point]
    for found in last.values():
        yield next((one for one in found if one.part), found[0])


def _in_order(counted: RowsCounted, view: View, whose: str, upto: Period | None) -> Iterator[Point]:
    """Yield the rows of a participant's sheets, in the order of their reporting periods."""
    own = [key for key in view.cases if key.subject == whose and key.event in counted.events]
    for key in sorted((key for key in own if is_by(key, upto)), key=_end):
        for row in view.cases[key].sheet.values():
            if row.section.is_called(counted.section):
                found = _point(counted, key, row)
                if (found.said and not found.state) or not view.cases[key].removed:
                    yield found


def _point(counted: RowsCounted, key: CaseKey, row: SheetRow) -> Point:
    said = str(row.data.get(counted.data, ""))
    believed = not counted.states or row.state in counted.states
    part = said in counted.said if said and believed else counted.not_given
    return Point(key, row.name, said, part, "" if believed else row.state)


def _end(key: CaseKey) -> date:
    own = period(key.period)
    return own.last if own else date.min


@dataclass(frozen=True)
class Tally:
    """How many points of a participant are of the part, and how many there are; and where a table would have that."""

    score: str
    whose: str
    places: tuple[FigureAt, FigureAt]
    numbers: tuple[Fraction, Fraction]

    def is_in(self, figures: Figures) -> bool:
        """Whether figures say the same."""
        return all(figures.get(at) == number for at, number in zip(self.places, self.numbers, strict=True))


def tallies(placing: Placing, points: Points) -> list[Tally]:
    """Return what the rows come to."""
    return [
        Tally(
            score.name,
            name,
            (FigureAt(score.column, name), FigureAt(score.source, name)),
            (Fraction(sum(one.part for one in rows)), Fraction(len(rows))),
        )
        for score in placing.rating.scores
        for name, rows in points.get(score.name, {}).items()
    ]
