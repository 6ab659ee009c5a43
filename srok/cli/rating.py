"""`srok rating`: the participants of a cycle by place, and how each came to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer

from calendars.errors import InputError, Problem, UsageError
from calendars.saying import Text, say
from definitions import Period, clean, period_ids, period_kind, unknown
from definitions import period as period_of
from srok.cli.as_sheet import FORMATS, columns_of, made_of, print_sheet
from srok.cli.common import PeriodName, read_bytes, tell_problems, tr
from srok.cli.opened import CycleName
from srok.cli.output import Output, write
from srok.cli.picture import AsOf, KnownOn, as_of_day, look
from srok.indicators import figures_from
from srok.office.sheet import Sheet, Value
from srok.points import Tally, points_of, tallies
from srok.rating import NO_DATA, Line, lines_of, rounded, titles_of
from srok.reports import Row
from srok.timeliness import late_rows, late_shares
from workflow import Cycle, Figures, Placing, Rated, rate


def rating(
    cycle: CycleName,
    indicators: Annotated[
        list[Path],
        typer.Option(
            "--indicators", metavar="FILE", help="A table of figures; may be repeated.", show_default=False
        ),
    ],
    period: PeriodName = "",
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="P", help="How this one came to its place, step by step."),
    ] = None,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    style: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")
    ] = "table",
    output: Output = None,
) -> None:
    """The rating: participants by place, from tables of figures and the deviation log."""
    if style not in FORMATS:
        raise UsageError(say("“{given}” is none of: {names}", given=style, names=FORMATS))
    found = look(cycle, as_of, known_on)
    placing, upto = _placing(found.cycle, period)
    names = [one.name for one in placing.members]
    if explain is not None and explain not in names:
        raise InputError(unknown("participant", explain, names))
    points = points_of(placing, found.view, upto)
    tables = [(str(file), read_bytes(file)) for file in indicators]
    counted = tallies(placing, points)
    figures = figures_from(tables, placing, counted)
    other = [one for one in counted if not one.is_in(figures)]
    rated = rate(placing, figures, late_shares(placing, found.view, upto))
    heading = _title(placing, upto), tr(as_of_day(found))
    if explain is None:
        sheet, rows = _places(placing, rated, heading)
    else:
        own = next(one for one in rated if one.participant == explain)
        titles = titles_of(found.cycle.definition)
        out = {one.score for one in other if one.whose == explain}
        shown = {score: whose.get(explain, ()) for score, whose in points.items() if score not in out}
        late = late_rows(placing, found.view, explain, upto)
        sheet, rows = _steps(lines_of(placing, own, late, shown, titles), own, heading)
    tell_problems((*_unplaced(rated), *_overruled(other, figures)))
    if style == "table" and output is None:
        print_sheet(sheet)
    else:
        write(made_of(sheet, style, rows), output)


def _placing(cycle: Cycle, given: str) -> tuple[Placing, Period | None]:
    """Return who is placed in which reporting period; raises InputError where there is no rating, or no such period."""
    own = cycle.definition.rating
    if own is None:
        raise InputError(say("the definition of this cycle has no rating"))
    upto = _period(cycle, clean(given))
    members = cycle.by_role.get(own.for_each, ())
    return Placing(own, members, upto.kind if upto else None), upto


def _period(cycle: Cycle, given: str) -> Period | None:
    ids = [name for event in cycle.definition.events for name in period_ids(cycle.definition, event)]
    known = [one for name in dict.fromkeys(ids) if (one := period_of(name))]
    kind = period_kind(given)
    found = [one for one in known if given and (one.id == given or one.kind == kind)]
    if len(found) == 1:
        return found[0]
    if not known and not given:
        return None
    names = tuple(say("{period} (--period {name})", period=one.name, name=one.id) for one in known)
    if given:
        told = say("{what} “{given}”; known here: {names}", what=say("unknown reporting period"), given=given)
        raise InputError(told.with_values(names=names))
    raise InputError(say("say with --period of which reporting period: {names}", names=names))


def _title(placing: Placing, upto: Period | None) -> str:
    title = placing.rating.title or tr(say("Rating"))
    return f"{title}, {tr(upto.name)}" if upto else title


def _places(placing: Placing, rated: Sequence[Rated], heading: tuple[str, str]) -> tuple[Sheet, list[Row]]:
    scores = [score.name for score in placing.rating.scores]
    heads = [tr(say("Place")), placing.rating.for_each, *scores, tr(say("Estimate"))]
    rows: list[list[Value]] = [
        [one.place or _NONE, one.participant, *(_shown(value) for value in (*_values(one), one.total))]
        for one in rated
    ]
    return Sheet(*heading, columns_of(heads, rows), rows), [_place_row(one) for one in rated]


#: What stands where there is no place.
_NONE = "—"


def _values(one: Rated) -> list[Fraction | None]:
    return [score.value for score in one.scores]


def _shown(value: Fraction | None) -> Value:
    return tr(say("no data")) if value is None else rounded(value)


def _unplaced(rated: Iterable[Rated]) -> Iterator[Problem]:
    """Warn of whoever has no place, and say why."""
    for one in rated:
        for score in one.scores:
            if score.value is None:
                told = say(
                    "{whose} has no place: no data for “{score}” ({why})",
                    whose=one.participant,
                    score=score.name,
                    why=NO_DATA,
                )
                yield Problem(told, severity="warning")


def _overruled(counted: Iterable[Tally], figures: Figures) -> Iterator[Problem]:
    """Warn of whom a table says something else than the sheets do."""
    for one in counted:
        told = say(
            "{whose}: for “{score}” the table has {given}, the sheets {found}: the table counts",
            whose=one.whose,
            score=one.score,
            given=_of(figures.get(at) for at in one.places),
            found=_of(one.numbers),
        )
        yield Problem(told, severity="warning")


def _of(numbers: Iterable[Fraction | None]) -> Text:
    part, whole = ("X" if number is None else str(rounded(number)) for number in numbers)
    return say("{part} of {whole}", part=part, whole=whole)


def _place_row(one: Rated) -> Row:
    return {
        "place": one.place,
        "participant": one.participant,
        "scores": {score.name: rounded(score.value) for score in one.scores},
        "estimate": rounded(one.total),
    }


def _steps(lines: Iterable[Line], own: Rated, heading: tuple[str, str]) -> tuple[Sheet, list[Row]]:
    title, note = heading
    told = [
        {"score": line.score, "what": _said(line.what), "how": _said(line.how), "value": rounded(line.value)}
        for line in lines
    ]
    heads = [tr(say("Score")), tr(say("What")), tr(say("How")), tr(say("Result"))]
    rows: list[list[Value]] = [[*row.values()] for row in told]
    whose = tr(say("{whose}: place {place}", whose=own.participant, place=own.place or _NONE))
    return Sheet(title, f"{whose}. {note}", columns_of(heads, rows), rows), told


def _said(what: Text | str) -> str:
    return what if isinstance(what, str) else tr(what)
