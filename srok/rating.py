"""The arithmetic of a place in a rating, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calendars.saying import Text, say
from definitions import Definition, period
from srok.points import Point
from srok.timeliness import LateRow
from workflow import CaseKey, Compared, Placing, Rated, Scored


@dataclass(frozen=True)
class Line:
    """A line of the arithmetic: to which score it belongs, what it is about, how it is worked out, the result."""

    score: str
    what: Text | str
    how: Text | str
    value: Fraction | None = None


def lines_of(
    placing: Placing,
    rated: Rated,
    late: Mapping[str, Sequence[LateRow]],
    points: Mapping[str, Sequence[Point]],
    titles: Mapping[str, str],
) -> Iterator[Line]:
    """Yield every step by which a participant got its estimate; `titles` are those of the indicators."""
    whose = next(one for one in placing.members if one.name == rated.participant)
    for scored in rated.scores:
        for row in late.get(scored.name, ()):
            yield Line(scored.name, _named(row.key, row.step), _days_told(row))
        for point in points.get(scored.name, ()):
            yield Line(scored.name, _named(point.key, point.row), _point_told(point))
        for one in scored.compared:
            yield Line(scored.name, _what(one.indicator, titles), _compared(one), one.value)
        for name in scored.left_out:
            rule = placing.why_left_out(name, whose)
            yield Line(scored.name, _what(name, titles), _why(rule.form if rule else None))
        if not scored.compared:
            yield Line(scored.name, say("no data"), NO_DATA)
        elif scored.compared[0].shares is None:
            yield Line(scored.name, say("the mean"), _mean(scored), scored.value)
    values = [scored.value for scored in rated.scores]
    terms = " + ".join("—" if value is None else shown(value) for value in values)
    yield Line("", say("Estimate"), terms, rated.total)


#: Why a score that counts delay is missing.
NO_DATA = say(
    "nothing had to be handed in, or it was taken off control before its term: this cannot be estimated"
)


def titles_of(definition: Definition) -> Mapping[str, str]:
    """Return what the indicators are called, where the rows of a sheet have titles."""
    sections = (section for event in definition.events for section in event.sheet)
    return {name: title for section in sections for name, title in section.titles.items()}


def rounded(number: Fraction | None) -> int | float | None:
    """Return a number to four decimals; only what is shown is rounded, nothing is worked out with it."""
    if number is None:
        return None
    kept = round(number, 4)
    return int(kept) if kept.denominator == 1 else float(kept)


def shown(number: Fraction) -> str:
    """Return a number to four decimals, as people write it."""
    return str(rounded(number)).replace(".", ",")


def _what(indicator: str, titles: Mapping[str, str]) -> Text | str:
    return f"{indicator} {titles.get(indicator, '')}".strip() if indicator else say("the share")


def _named(key: CaseKey, inside: str) -> Text | str:
    own = period(key.period)
    parts = tuple(part for part in (key.event, key.agency, inside) if part)
    return say("{what}, {period}", what=" / ".join(parts), period=own.name) if own else " / ".join(parts)


def _point_told(point: Point) -> Text | str:
    said: Text | str = point.said or say("not reported")
    if point.said and point.state:
        said = say("{said}, but in the state “{state}”", said=said, state=point.state)
    return say("{said}: counts", said=said) if point.part else say("{said}: does not count", said=said)


def _days_told(row: LateRow) -> Text:
    return say("days of delay: {late}; days in all: {days}", late=row.late, days=row.days)


def _why(form: str | None) -> Text:
    if form is None:
        return say("not counted: X in the table")
    return say("not counted for {kind}", kind=form) if form else say("not counted in this reporting period")


def _mean(scored: Scored) -> str:
    together = sum((one.value for one in scored.compared), Fraction(0))
    return f"{shown(together)} : {len(scored.compared)}"


def _compared(one: Compared) -> Text | str:
    """Say how one comparison is worked out, from the figures as they were given."""
    how = _ratio(one)
    if one.level is not None:
        how = say(
            "({ratio}) × {coefficient}, for the plan was reached by {level} %",
            ratio=how,
            coefficient=shown(one.coefficient),
            level=shown(one.level),
        )
    if one.shares is None:
        return how
    own, everyone = one.shares
    return say(
        "{part} : {whole} = {own}; of all together {parts} : {wholes} = {average}; {ratio}",
        part=shown(own.part),
        whole=shown(own.whole),
        own=shown(one.own),
        parts=shown(everyone.part),
        wholes=shown(everyone.whole),
        average=shown(one.average),
        ratio=how,
    )


def _ratio(one: Compared) -> Text | str:
    over, under = (one.average, one.own) if one.inverse else (one.own, one.average)
    if not under:
        return say("nothing at all, which counts as {counts}", counts=shown(one.counts))
    ratio: Text | str = f"{shown(over)} : {shown(under)}"
    if one.inverse:
        ratio = say("{ratio} (the less the better)", ratio=ratio)
    if over / under == one.counts:
        return ratio
    return say(
        "{ratio} = {found}, which counts as {counts}",
        ratio=ratio,
        found=shown(over / under),
        counts=shown(one.counts),
    )
