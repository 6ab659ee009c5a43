"""An explanation ends in the date that the rule computed and names every reason on the way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import Calendar, Convention, add, explain_add, explain_count, explain_roll, load_calendar, roll

RU = load_calendar()
DECREE = "Resolution of the Russian Government of 24.09.2015 No 1017"
days = st.dates(date(2014, 1, 1), date(2028, 12, 31))


def sentences(texts) -> list[str]:
    return [str(text) for text in texts]


@given(start=days, n=st.integers(-200, 200))
def test_the_explanation_of_a_count_ends_in_its_date(start: date, n: int):
    result = add(RU, start, n)
    told = sentences(explain_add(RU, start, n))
    assert f"{result.date:%d.%m.%Y}" in told[-1]
    assert any("provisional" in sentence for sentence in told) == bool(result.provisional)


@given(day=days, convention=st.sampled_from(["following", "preceding", "modified_following", "none"]))
def test_the_explanation_of_a_roll_ends_in_its_date(day: date, convention: Convention):
    result = roll(RU, day, convention)
    told = sentences(explain_roll(RU, day, convention))
    assert f"{result.date:%d.%m.%Y}" in told[-1]
    assert any("provisional" in sentence for sentence in told) == bool(result.provisional)


@given(start=days, n=st.integers(1, 120))
def test_every_day_off_that_is_no_weekend_is_named_with_its_reason(start: date, n: int):
    end = add(RU, start, n).date
    told = explain_add(RU, start, n)
    special = [RU.day(date.fromordinal(number)) for number in range(start.toordinal() + 1, end.toordinal())]
    for day in special:
        if not day.working and day.kind != "weekend":
            assert any(_covers(text.values, day.date) and text.values["basis"] == day.basis for text in told)


def _covers(values, day: date) -> bool:
    first = values.get("first", values.get("day"))
    return "basis" in values and first <= day <= values.get("last", first)


@pytest.mark.parametrize(
    ("day", "convention", "expected"),
    [
        (
            date(2016, 11, 20),
            "following",
            [
                "20.11.2016 is a Sunday, a weekend",
                "moved to the following working day, Monday 21.11.2016",
            ],
        ),
        (
            date(2016, 2, 23),
            "preceding",
            [
                "21.02.2016 is a Sunday, a weekend",
                f"22.02.2016 is a Monday, not worked: day off moved from 20.02.2016 ({DECREE})",
                "23.02.2016 is a Tuesday, not worked: Defender of the Fatherland Day (Labour Code, article 112)",
                "moved to the preceding working day, Saturday 20.02.2016",
            ],
        ),
        (
            date(2016, 4, 30),
            "modified_following",
            [
                "30.04.2016 is a Saturday, a weekend",
                "the following working day is in another month: moved to the preceding one, Friday 29.04.2016",
            ],
        ),
        (date(2016, 11, 21), "following", ["21.11.2016 is a Monday, a working day"]),
        (date(2016, 11, 20), "none", ["20.11.2016 is a Sunday; by choice the date is not moved"]),
    ],
)
def test_a_roll_tells_its_steps(calendar: Calendar, day: date, convention: Convention, expected: list[str]):
    assert sentences(explain_roll(calendar, day, convention)) == expected


def test_a_count_tells_its_steps(calendar: Calendar):
    assert sentences(explain_add(calendar, date(2016, 2, 18), 5)) == [
        "5 working days after 18.02.2016, which is not counted itself (Civil Code, article 191)",
        "1 Saturday or Sunday skipped",
        f"20.02.2016 is a Saturday, but worked: shortened working day, its day off moved to 22.02.2016 ({DECREE})",
        f"22.02.2016 is a Monday, not worked: day off moved from 20.02.2016 ({DECREE})",
        "23.02.2016 is a Tuesday, not worked: Defender of the Fatherland Day (Labour Code, article 112)",
        "working day number 5 is Friday 26.02.2016",
    ]


def test_days_off_in_a_row_for_one_reason_are_told_in_one_sentence(calendar: Calendar):
    told = sentences(explain_add(calendar, date(2017, 12, 29), 1))
    assert "01.01.2018 to 06.01.2018 are not worked: New Year holidays (Labour Code, article 112)" in told


@pytest.mark.parametrize("convention", ["following", "preceding", "modified_following", "none"])
def test_no_article_is_given_as_the_reason_for_the_direction(calendar: Calendar, convention: Convention):
    assert "article" not in str(explain_roll(calendar, date(2016, 11, 20), convention)[-1])


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (
            date(2016, 2, 19),
            date(2016, 2, 20),
            "1 working day after 19.02.2016 up to and including 20.02.2016",
        ),
        (
            date(2016, 2, 24),
            date(2016, 2, 19),
            "2 working days counted back, after 19.02.2016 up to and including 24.02.2016",
        ),
    ],
)
def test_a_number_of_days_is_told(calendar: Calendar, start: date, end: date, expected: str):
    assert sentences(explain_count(calendar, start, end)) == [expected]
