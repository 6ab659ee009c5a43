"""What comes late in the day counts as the next working day's, and hours are counted as they pass, by any clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars import CutOff, add_hours, day_and_hour, day_counted, end_of_day, load_calendar
from calendars.errors import CalendarError

RU = load_calendar()
MOSCOW, KRASNOYARSK, NEW_YORK = (
    ZoneInfo(name) for name in ("Europe/Moscow", "Asia/Krasnoyarsk", "America/New_York")
)
FIVE = CutOff(time(17), MOSCOW)
zones = st.sampled_from([MOSCOW, KRASNOYARSK, NEW_YORK, UTC])
moments = st.datetimes(*map(datetime.fromisoformat, ["2013-02-01", "2029-11-01"]), timezones=zones)


@pytest.mark.parametrize(
    ("moment", "counted"),
    [
        ("2017-06-29 09:00", "2017-06-29"),
        ("2017-06-29 17:00", "2017-06-29"),  # the hour itself is in time
        ("2017-06-29 17:01", "2017-06-30"),
        ("2017-06-30 17:01", "2017-07-03"),  # a Friday
        ("2017-07-01 09:00", "2017-07-03"),  # a Saturday
        ("2017-07-02 23:00", "2017-07-03"),  # a Sunday evening is not late: nobody was there all day
        ("2016-02-20 16:00", "2016-02-20"),  # a Saturday that was worked
        ("2016-12-30 18:00", "2017-01-09"),
    ],
)
def test_what_comes_after_the_cut_off_counts_as_the_next_working_day(moment: str, counted: str):
    came = datetime.fromisoformat(moment).replace(tzinfo=MOSCOW)
    assert str(day_counted(RU, came, FIVE).date) == counted


@pytest.mark.parametrize(
    ("zone", "counted"), [(MOSCOW, "2017-06-29"), (KRASNOYARSK, "2017-06-30"), (NEW_YORK, "2017-06-29")]
)
def test_the_clock_of_the_cut_off_decides(zone: ZoneInfo, counted: str):
    """15:00 in Moscow is 19:00 in Krasnoyarsk, and 8:00 in New York."""
    came = datetime(2017, 6, 29, 15, tzinfo=MOSCOW)
    assert str(day_counted(RU, came, CutOff(time(17), zone)).date) == counted


def test_a_day_counted_in_a_year_without_a_decree_is_provisional():
    assert day_counted(RU, datetime(2027, 12, 31, 18, tzinfo=MOSCOW), FIVE).provisional == (2028,)


@pytest.mark.parametrize("year", [2012, 2030, 9999])
def test_outside_the_calendar_no_day_counts(year: int):
    with pytest.raises(CalendarError):
        day_counted(RU, datetime(year, 12, 31, 18, tzinfo=MOSCOW), FIVE)


@given(moment=moments, hour=st.times(), zone=zones)
def test_the_day_counted_is_the_first_working_day_that_takes_the_moment_in(
    moment: datetime, hour: time, zone: ZoneInfo
):
    found = day_counted(RU, moment, CutOff(hour, zone)).date
    local = moment.astimezone(zone)
    day = (
        local.date()
        if local.time() <= hour or not RU.is_working(local.date())
        else local.date() + timedelta(1)
    )
    while not RU.is_working(day):
        day += timedelta(1)
    assert found == day


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2017-06-30 15:30", "2017-07-01 15:30"),
        ("2011-03-26 15:00", "2011-03-27 16:00"),  # the clock went forward for the last time
        ("2014-10-25 15:00", "2014-10-26 14:00"),  # and back for good
    ],
)
def test_24_hours_in_moscow(start: str, end: str):
    found = add_hours(datetime.fromisoformat(start).replace(tzinfo=MOSCOW), 24)
    assert f"{found:%Y-%m-%d %H:%M}" == end


@given(moment=moments, hours=st.integers(-2000, 2000).map(lambda quarters: quarters / 4))
def test_hours_pass_as_they_pass_and_the_clock_stays(moment: datetime, hours: float):
    found = add_hours(moment, hours)
    assert found.tzinfo == moment.tzinfo
    assert found.astimezone(UTC) - moment.astimezone(UTC) == timedelta(hours=hours)
    assert add_hours(found, -hours).astimezone(UTC) == moment.astimezone(UTC)


@given(day=st.dates(date(2013, 1, 1), date(2029, 12, 31)), zone=zones)
def test_the_end_of_a_day_is_that_day_with_no_hour(day: date, zone: ZoneInfo):
    assert day_and_hour(end_of_day(day, zone)) == (day, None)


def test_an_hour_of_a_day_is_that_hour():
    assert day_and_hour(datetime(2017, 6, 30, 12, tzinfo=MOSCOW)) == (date(2017, 6, 30), time(12))
