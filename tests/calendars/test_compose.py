"""A calendar of several works where each of them works, whatever the order, and says the worst of what they know."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars import (
    Act,
    Calendar,
    Day,
    Gap,
    Year,
    canonical_name,
    compose,
    dump_calendar,
    explain_add,
    known_names,
    load_calendar,
    parse_calendar,
)
from calendars.errors import CalendarError

FIRST = date(2024, 1, 1)
LAST_WORKED = date(2025, 12, 31)  # left alone, so that every made-up calendar has a working day
ORDER = ["official", "draft", "projected"]

kinds = st.sampled_from(
    ["working", "holiday", "transfer", "regional", "presidential", "working_weekend", "weekend"]
)
special_days = st.builds(
    Day,
    date=st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n)),
    kind=kinds,
    short=st.booleans(),
    title=st.sampled_from(["", "А", "Б"]),
    moved=st.none() | st.just(date(2024, 5, 1)),
    act=st.none() | st.sampled_from([Act("Закон"), Act("Указ", "1", date(2020, 1, 1))]),
)
years = st.builds(
    lambda statuses, gaps: tuple(
        Year(2024 + n, status, (Gap("x", "day", f"{n}"),) if gaps else ())
        for n, status in enumerate(statuses)
    ),
    st.lists(st.sampled_from(ORDER), min_size=2, max_size=2),
    st.booleans(),
)
calendars = st.builds(
    lambda name, presidential, years, days: Calendar(
        name, presidential, years, tuple(sorted(days, key=lambda day: day.date))
    ),
    st.sampled_from(["a", "b", "c"]),
    st.booleans(),
    years,
    st.lists(special_days, max_size=30, unique_by=lambda day: day.date),
)


@settings(deadline=None)
@given(calendars, calendars)
def test_a_day_is_worked_if_both_work_it(one: Calendar, other: Calendar):
    both = compose([one, other])
    for number in range(70):
        day = FIRST + timedelta(days=number)
        assert both.is_working(day) == (one.is_working(day) and other.is_working(day))


@settings(deadline=None)
@given(calendars, calendars, calendars)
def test_order_and_grouping_do_not_matter(one: Calendar, other: Calendar, third: Calendar):
    assert compose([one, other]).facts == compose([other, one]).facts
    assert compose([compose([one, other]), third]).facts == compose([one, compose([other, third])]).facts


@settings(deadline=None)
@given(calendars)
def test_a_calendar_with_itself_is_itself(one: Calendar):
    twice = compose([one, one])
    assert [twice.day(FIRST + timedelta(days=n)) for n in range(70)] == [
        one.day(FIRST + timedelta(days=n)) for n in range(70)
    ]
    assert (twice.name, twice.years, twice.presidential) == (one.name, one.years, one.presidential)


@settings(deadline=None)
@given(calendars, calendars)
def test_the_status_of_a_year_is_the_worst_and_all_that_is_missing_is_kept(one: Calendar, other: Calendar):
    for both, *each in zip(compose([one, other]).years, one.years, other.years, strict=True):
        assert both.status == max((year.status for year in each), key=ORDER.index)
        assert set(both.gaps) == {gap for year in each for gap in year.gaps}


@settings(deadline=None)
@given(st.lists(st.sampled_from(known_names()), min_size=1, max_size=4), st.randoms())
def test_a_composed_calendar_has_one_name(names: list[str], random):
    shuffled = [*names, *random.choices(names, k=2)]
    random.shuffle(shuffled)
    assert (
        canonical_name(" + ".join(shuffled))
        == canonical_name("+".join(names))
        == "+".join(sorted(set(names)))
    )


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("ru+ru-al", "ru+ru-al"),
        ("ru-al + ru", "ru+ru-al"),
        ("RU-AL", "ru-al"),
        ("Россия + Республика Алтай", "ru+ru-al"),
        ("республика  алтай+россия", "ru+ru-al"),
        ("Республика Татарстан + ru-al", "ru-al+ru-ta"),
        ("ru+ru", "ru"),
    ],
)
def test_names_and_titles_are_the_same_calendar(spelled: str, name: str):
    assert canonical_name(spelled) == name
    assert load_calendar(spelled) is load_calendar(name)
    assert load_calendar(name).name == name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("xx", "“xx”; known are: ru, ru-al"),
        ("ru-all", "“ru-all”; perhaps “ru-al” \\(Республика Алтай\\) is meant"),
        ("ru + Башкортостан", "“Башкортостан”; perhaps “ru-ba”"),
        ("ru+", "Beside “\\+” the name of a calendar is missing"),
        ("", "the name of a calendar is missing"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(name: str, words: str):
    with pytest.raises(CalendarError, match=words):
        load_calendar(name)


def test_each_day_off_is_explained_by_its_own_act():
    calendar = load_calendar("ru-cu+ru-al")
    told = "\n".join(str(text) for text in explain_add(calendar, date(2026, 6, 11), 16))
    for words in (
        "12.06.2026 is a Friday, not worked: Russia Day (Labour Code, article 112)",
        "24.06.2026 is a Wednesday, not worked: День Республики (Закон Чувашской Республики of 04.05.2000 No 4)",
        "03.07.2026 is a Friday, not worked: День образования Республики Алтай (Закон Республики Алтай of 24.04.2003",
    ):
        assert words in told
    assert "provisional" not in told


def test_a_composed_calendar_is_kept_and_read_back():
    calendar = load_calendar("ru+ru-al", presidential=True)
    kept = parse_calendar(dump_calendar(calendar))
    assert (kept, kept.facts) == (calendar, calendar.facts)
    assert kept.years == calendar.years


def test_an_edition_covers_the_name_the_days_and_what_is_missing():
    editions = [load_calendar(name).edition for name in ("ru", "ru-al", "ru+ru-al", "ru-al+ru-cu")]
    assert len(set(editions)) == len(editions)
    one = Calendar("a", False, (Year(2024, "projected"),), ())
    assert one != Calendar("a", False, (Year(2024, "projected", (Gap("a", "decree"),)),), ())


def test_calendars_that_share_no_year_cannot_be_joined():
    early, late = (Calendar(str(number), False, (Year(number, "official"),), ()) for number in (2024, 2025))
    with pytest.raises(CalendarError, match=r"“2024\+2025” know no year in common"):
        compose([early, late])


def test_calendars_that_leave_no_day_to_work_cannot_be_joined():
    days = [FIRST + timedelta(days=n) for n in range(366)]
    halves = [
        Calendar(
            name,
            False,
            (Year(2024, "official"),),
            tuple(Day(day, "holiday") for day in days if day.day % 2 == odd),
        )
        for odd, name in enumerate("ab")
    ]
    with pytest.raises(CalendarError, match=r"“a\+b” has no working day"):
        compose(halves)
