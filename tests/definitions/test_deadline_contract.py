"""Whatever a reading says, it is followed whole or refused with a reason; nothing else is raised."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, get_args
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from calendars import CutOff, load_calendar
from calendars.errors import CalendarError
from definitions import Given, Roll, Years, deadline
from definitions.periods import KIND_NAMES, periods
from definitions.phrases import (
    Compound,
    Detail,
    External,
    Fixed,
    Offset,
    Ongoing,
    OnReceipt,
    Reading,
    Recurring,
    Window,
    YearDay,
)
from definitions.phrases.readings import Bound, Direction, Frequency, Unit, YearRelative
from definitions.phrases.readings import Period as Named
from definitions.plannable import counts_from, unplannable

Strategy = st.SearchStrategy[Any]
RU = load_calendar()
MOSCOW, KRASNOYARSK = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Krasnoyarsk")
RULES = [
    Roll("following", "none", "министр"),
    Roll("preceding", "modified_following", "министр"),
    Roll("none", "following", ""),
]


def one_of(literal: Any) -> Strategy:
    return st.sampled_from(get_args(literal))


def seldom(usual: Any, otherwise: Strategy) -> Strategy:
    """Most readings fill in few of their fields."""
    return st.integers(0, 4).flatmap(lambda number: otherwise if number == 0 else st.just(usual))


ANCHORS = st.sampled_from(
    [None, "подписания", "отчетным периодом", "отчетным кварталом", "годом, в котором принят закон"]
)
HOURS = st.sampled_from(["12:00", "24:00", "09:00/18:00", "25:00", ""])
DAYS = st.builds(YearDay, st.integers(1, 12), st.integers(1, 31), st.none() | st.integers(2014, 2027))
NAMED = st.lists(one_of(Named), max_size=2).map(tuple)
DETAILS = st.builds(
    Detail,
    seldom(5, st.none() | st.integers(-2, 32)),
    st.sampled_from(["calendar", "working"]),
    days=seldom((), st.sampled_from([(5,), (5, 20), (20, 5)])),
    month_offset=st.none() | st.integers(-1, 3),
    month=seldom(None, st.integers(0, 13)),
)


def readings(depth: int = 2) -> Strategy:
    inner = readings(depth - 1) if depth else st.nothing()
    cap = seldom(None, inner) if depth else st.none()
    parts = seldom((), st.lists(inner, min_size=1, max_size=2).map(tuple)) if depth else st.just(())
    dated = {
        "start": seldom(None, DAYS),
        "end": st.none() | DAYS,
        "year_relative": st.none() | one_of(YearRelative),
        "time": seldom(None, HOURS),
        "detail": seldom(None, DETAILS),
        "periods": seldom((), NAMED),
        "anchor": ANCHORS,
    }
    numbers = st.integers(-1, 60) | st.sampled_from([0.5, 1.5, 2.25, 7000, float("nan")])
    fixed = st.builds(
        Fixed,
        **dated,
        bound=seldom("latest", one_of(Bound)),
        inclusive=st.none() | st.booleans(),
        whole_months=st.booleans(),
        dates=seldom((), st.lists(DAYS, max_size=2).map(tuple)),
        cap=cap,
    )
    windows = st.builds(Window, **dated, doubt=seldom(None, st.just("until")))
    window = st.builds(lambda one, more: replace(one, parts=more), windows, seldom((), st.tuples(windows)))
    offset = st.builds(
        Offset,
        seldom(None, st.none()) | numbers,
        seldom(None, st.none()) | one_of(Unit),
        st.none() | one_of(Direction),
        ANCHORS,
        bound=seldom("latest", one_of(Bound)),
        inclusive=st.none() | st.booleans(),
        minimum=seldom(None, st.integers(1, 5)),
        detail=seldom(None, DETAILS),
        time=seldom(None, HOURS),
        periods=seldom((), NAMED),
        cap=cap,
        parts=parts,
        exception=seldom(None, st.just("случаев, названных в законе")),
        anchor_date=seldom(
            None, st.builds(Fixed, end=DAYS, bound=seldom("point", one_of(Bound)), year_relative=st.none())
        ),
    )
    receipt = st.builds(
        OnReceipt, ANCHORS, n=st.none() | st.integers(-1, 9), unit=st.none() | one_of(Unit), cap=cap
    )
    simple = fixed | window | offset | receipt | st.builds(External, ANCHORS, cap=cap) | st.builds(Ongoing)
    if not depth:
        return simple
    compound = st.builds(Compound, st.lists(inner, max_size=3).map(tuple))
    return simple | simple | repeated(inner, cap) | compound


def repeated(inner: Strategy, cap: Strategy) -> Strategy:
    return st.builds(
        Recurring,
        one_of(Frequency),
        interval=seldom(None, st.integers(1, 3)),
        times=st.none() | st.integers(1, 2),
        freq=seldom(None, st.sampled_from(["at_least", "at_most"])),
        weekdays=seldom((), st.just((1,))),
        time=seldom(None, HOURS),
        first_period=seldom(None, st.just("2017-01")),
        due=st.none() | inner,
        cap=cap,
        periods=seldom((), NAMED),
        anchor=seldom(None, ANCHORS),
    )


PERIODS = [period for kind in KIND_NAMES for period in periods(kind, 2017)]
YEARS = st.builds(Years, *[st.none() | st.integers(2016, 2019)] * 4)
ANY_GIVEN = st.builds(
    Given,
    anchor=st.none() | st.dates(),
    anchor_at=st.none()
    | st.datetimes(
        *map(datetime.fromisoformat, ["1900-01-01", "2100-01-01"]),
        timezones=st.sampled_from([MOSCOW, KRASNOYARSK]),
    ),
    forecast=st.booleans(),
    period=st.none() | st.sampled_from(PERIODS),
    years=st.builds(Years, *[st.none() | st.integers(-1, 10000)] * 4) | YEARS,
    cutoff=st.none() | st.just(CutOff(time(17), KRASNOYARSK)),
    zone=st.sampled_from([None, MOSCOW]),
    inclusive=st.booleans(),
)


def kinds_of(known: Given) -> list[Any]:
    return [known.period.kind] if known.period else []


@settings(max_examples=400, deadline=None)
@given(reading=readings(), rule=st.sampled_from(RULES), known=ANY_GIVEN)
def test_a_reading_gives_dates_or_waits_or_leaves_the_calendar(reading: Reading, rule: Roll, known: Given):
    try:
        found = deadline("…", reading, rule, RU, known)
    except CalendarError:
        return
    assert str(found.steps)
    assert (found.due is None) == (found.planned is None)
    assert found.due is not None or found.waits is not None
    if unplannable(reading, kinds_of(known), known.years):
        assert found.due is None


def with_hour(known: Given) -> Given:
    """Give the moment instead of the day."""
    return replace(known, anchor=None, anchor_at=datetime.combine(known.anchor or date.min, time(18), MOSCOW))


#: All that a deadline can ask for, well inside the calendar.
DAY_KNOWN = st.builds(
    Given,
    anchor=st.dates(date(2016, 1, 1), date(2018, 12, 31)),
    cutoff=st.none() | st.just(CutOff(time(17), KRASNOYARSK)),
    zone=st.sampled_from([None, MOSCOW]),
    period=st.none() | st.sampled_from(PERIODS),
    years=st.just(Years(2015, 2016, 2018, 2020)),
    inclusive=st.booleans(),
)


KNOWN = DAY_KNOWN | DAY_KNOWN.map(with_hour)


def externally(reading: Reading, known: Given) -> bool:
    inner = reading.due if isinstance(reading, Recurring) else reading
    if isinstance(reading, Compound):
        return any(externally(part, known) for part in reading.parts)
    return isinstance(inner, External)


@settings(max_examples=400, deadline=None)
@given(reading=readings(), rule=st.sampled_from(RULES), known=KNOWN)
def test_what_is_not_refused_has_a_date_once_all_is_known(reading: Reading, rule: Roll, known: Given):
    if unplannable(reading, kinds_of(known), known.years) or externally(reading, known):
        return
    try:
        found = deadline("…", reading, rule, RU, known)
    except CalendarError:
        return
    assert found.due is not None
    assert found.waits is None


@settings(max_examples=300, deadline=None)
@given(reading=readings(), known=KNOWN)
def test_a_deadline_that_counts_from_nothing_needs_no_anchor(reading: Reading, known: Given):
    """And one that counts from something waits until that is known, unless another limit has a date."""
    kinds = kinds_of(known)
    if unplannable(reading, kinds, known.years) or externally(reading, known):
        return
    try:
        found = deadline("…", reading, RULES[0], RU, replace(known, anchor=None, anchor_at=None))
    except CalendarError:
        return
    assert (found.waits is None) == (not counts_from(reading, kinds, known.years))


#: What a phrase says with these words must show in the dates or in their explanation.
SHOWN = {
    "cap": None,
    "exception": None,
    "time": None,
    "detail": None,
    "year_relative": None,
    "parts": (),
    "n": None,
    "anchor_date": None,
}
#: As good as not said.
SILENT = {"time": "24:00", "year_relative": "unstated", "n": 0}


def saying_less(reading: Reading) -> Iterator[Reading]:
    """Yield the same reading with one thing that it says left out, in itself or in the limit added to it."""
    for name, default in SHOWN.items():
        if name == "year_relative" and getattr(reading, "parts", ()):
            continue  # the part may say the same year
        if getattr(reading, name, default) not in (default, SILENT.get(name)):
            yield replace(reading, **{name: default})
    cap = getattr(reading, "cap", None)
    if cap is not None:
        yield from (replace(reading, cap=less) for less in saying_less(cap))


@settings(max_examples=400, deadline=None)
@given(reading=readings(), known=KNOWN)
def test_nothing_that_a_phrase_says_is_left_out(reading: Reading, known: Given):
    if unplannable(reading, kinds_of(known), known.years):
        return
    for less in saying_less(reading):
        try:
            found, other = (deadline("…", one, RULES[0], RU, known) for one in (reading, less))
        except CalendarError:
            continue
        assert found != other
