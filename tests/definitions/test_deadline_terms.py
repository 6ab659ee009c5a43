"""Terms are counted as the Civil Code counts, from the period or the event, by the calendar and by the clock."""

import csv
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from calendars import Calendar, CutOff
from calendars.errors import CalendarError
from definitions import Deadline, Given, Roll, Years, deadline
from definitions.periods import period
from definitions.phrases import Detail, Fixed, Offset, YearDay, read_phrase

MOSCOW, KRASNOYARSK = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Krasnoyarsk")
FOLLOWING = Roll("following", "none", "министр")
PUBLISHED = Path(__file__).parents[1] / "calendars" / "data"


def of(phrase: str, calendar: Calendar, given: Given, rule: Roll = FOLLOWING) -> Deadline:
    return deadline(phrase, read_phrase(phrase), rule, calendar, given)


def since(day: str, **more) -> Given:
    return Given(anchor=date.fromisoformat(day), **more)


def rows(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("altai_windows.csv"), ids=lambda row: row["reporting_period"])
@pytest.mark.parametrize(
    ("phrase", "column"),
    [
        ("не позднее 43 рабочих дней, следующих за отчетным периодом", "due_43_working_days"),
        ("в срок не позднее 50 рабочих дней, следующих за отчетным периодом", "due_50_working_days"),
        (
            "по итогам 6 месяцев и 9 месяцев - не позднее 43 рабочих дней, следующих за отчетным периодом",
            "due_43_working_days",
        ),
    ],
)
def test_reports_of_the_altai_order_count_from_their_period(
    calendar: Calendar, row: dict[str, str], phrase: str, column: str
):
    """Whether the case says its period, or whoever asks gives the last day of it."""
    known = Given(period=period(row["reporting_period"]))
    assert str(of(phrase, calendar, known).due) == row[column]
    if "итогам" not in phrase:
        assert str(of(phrase, calendar, since(row["period_end"])).due) == row[column]


@pytest.mark.parametrize("row", rows("minfin_agreements.csv"), ids=lambda row: row["agreement_signed"])
def test_agreements_of_the_ministry_of_finance(calendar: Calendar, row: dict[str, str]):
    found = of("в течение 1 месяца со дня подписания соглашения", calendar, since(row["agreement_signed"]))
    assert str(found.due) == row["decision_due"]


@pytest.mark.parametrize(
    ("phrase", "anchor", "planned", "due"),
    [
        ("в течение 1 месяца со дня подписания", "2017-01-31", "2017-02-28", "2017-02-28"),
        ("в течение 1,5 месяца со дня подписания", "2017-01-31", "2017-03-15", "2017-03-15"),
        ("в течение полумесяца со дня подписания", "2017-01-31", "2017-02-15", "2017-02-15"),
        ("полгода со дня подписания", "2017-01-31", "2017-07-31", "2017-07-31"),
        ("в течение полугода со дня подписания", "2016-08-31", "2017-02-28", "2017-02-28"),
        ("в течение 3 лет со дня подписания", "2014-02-28", "2017-02-28", "2017-02-28"),
        ("в течение 10 дней со дня подписания", "2017-06-21", "2017-07-01", "2017-07-03"),
        ("на 30-й календарный день после подписания", "2017-06-01", "2017-07-01", "2017-07-03"),
        # backwards: 12 June is a holiday, a Monday
        ("не позднее чем за 3 рабочих дня до заседания", "2017-06-15", "2017-06-09", "2017-06-09"),
        ("не позднее чем за 3 дня до заседания", "2017-06-15", "2017-06-12", "2017-06-09"),
        ("не позднее чем за месяц до заседания", "2017-03-31", "2017-02-28", "2017-02-28"),
        ("не позднее чем за месяц до заседания", "2017-07-01", "2017-06-01", "2017-06-01"),
        # inside a month
        (
            "не позднее пятого рабочего дня месяца, следующего за отчетным",
            "2017-12-31",
            "2018-01-15",
            "2018-01-15",
        ),
        (
            "не позднее 15 числа месяца, следующего за отчетным кварталом",
            "2017-09-30",
            "2017-10-15",
            "2017-10-16",
        ),
        (
            "не позднее 20 числа второго месяца, следующего за отчетным кварталом",
            "2017-09-30",
            "2017-11-20",
            "2017-11-20",
        ),
        (
            "не позднее 20 числа месяца, следующего за годом, в котором была получена субсидия",
            "2017-05-03",
            "2018-01-20",
            "2018-01-22",
        ),
        (
            "до 28-го числа 3-го месяца, следующего за месяцем окончания работ",
            "2017-11-30",
            "2018-02-28",
            "2018-02-28",
        ),
        ("не позднее 30 числа месяца, следующего за отчетным", "2017-01-31", "2017-02-28", "2017-02-28"),
        (
            "не позднее 15 числа месяца, предшествующего планируемому кварталу",
            "2017-07-01",
            "2017-06-15",
            "2017-06-15",
        ),
        (
            "не позднее 18 числа месяца, предшествующего планируемому кварталу",
            "2017-07-01",
            "2017-06-18",
            "2017-06-16",
        ),
        ("не позднее последнего рабочего дня отчетного месяца", "2017-09-30", "2017-09-29", "2017-09-29"),
        # on receipt
        ("в день поступления", "2017-07-01", "2017-07-01", "2017-07-03"),
        ("по мере поступления", "2017-06-30", "2017-06-30", "2017-06-30"),
    ],
)
def test_terms(calendar: Calendar, phrase: str, anchor: str, planned: str, due: str):
    found = of(phrase, calendar, since(anchor))
    assert (str(found.planned), str(found.due)) == (planned, due)


def test_a_term_of_months_and_days_counts_the_months_first(calendar: Calendar):
    reading = Offset(parts=(Offset(1, "month"), Offset(10, "calendar_day")), anchor="подписания")
    found = deadline("1 месяц и 10 дней со дня подписания", reading, FOLLOWING, calendar, since("2017-01-31"))
    assert str(found.due) == "2017-03-10"


@pytest.mark.parametrize(("direction", "due"), [("after", "2017-07-11"), ("before", "2017-06-21")])
def test_a_term_can_count_from_a_date(calendar: Calendar, direction, due: str):
    day = YearDay(7, 1)
    named = Fixed(day, day, "point", year_relative="unstated")
    reading = Offset(10, "calendar_day", direction, "1 июля", anchor_date=named)
    found = deadline("10 дней после 1 июля", reading, FOLLOWING, calendar, Given(years=Years(unnamed=2017)))
    assert str(found.due) == due
    waiting = deadline("10 дней после 1 июля", reading, FOLLOWING, calendar, since("2017-06-30"))
    assert "names no year" in str(waiting.waits)


def test_days_of_a_month_are_a_window(calendar: Calendar):
    """1 to 15 October 2017, which ends on a Sunday."""
    detail = Detail(days=(1, 15), month_offset=1)
    reading = Offset(anchor="отчетным кварталом", bound="range", detail=detail)
    found = deadline("с 1 по 15 число", reading, FOLLOWING, calendar, since("2017-09-30"))
    assert (str(found.opens), str(found.due), found.earliest) == ("2017-10-01", "2017-10-15", None)


def test_a_term_backwards_stays_where_dates_stay(calendar: Calendar):
    """Counted from a planned day it is a forecast, and says so."""
    rule = Roll("none", "none", "")
    found = of("не позднее чем за 3 дня до заседания", calendar, since("2017-06-14", forecast=True), rule)
    assert (str(found.due), found.forecast) == ("2017-06-11", True)
    assert "so far planned for 14.06.2017" in str(found.steps[1])
    assert "a forecast" in str(found.steps[-1])


def test_a_forecast_is_only_what_counts_from_the_planned_day(calendar: Calendar):
    assert not of("до 1 декабря 2016 г.", calendar, since("2017-06-14", forecast=True)).forecast


@pytest.mark.parametrize("convention", ["following", "modified_following"])
def test_a_term_backwards_never_rolls_forward(calendar: Calendar, convention):
    found = of(
        "не позднее чем за 3 дня до заседания", calendar, since("2017-07-05"), Roll(convention, "none", "")
    )
    assert (str(found.planned), str(found.due)) == ("2017-07-02", "2017-06-30")


def test_a_clamped_month_rolls_and_says_both(calendar: Calendar):
    found = of("в течение 1 месяца со дня подписания", calendar, since("2021-01-31"))
    told = " ".join(map(str, found.steps))
    assert (str(found.planned), str(found.due)) == ("2021-02-28", "2021-03-01")
    assert "no day 31" in told
    assert "article 192" in told


# Hours and the cut-off -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "moment", "due", "hour"),
    [
        ("в течение 24 часов с момента получения", "2017-06-30 15:30", "2017-07-01", "15:30"),  # a Saturday
        (
            "в течение 24 часов с момента получения",
            "2014-10-25 15:30",
            "2014-10-26",
            "14:30",
        ),  # the clock went back
        ("в течение 3 ч с момента получения", "2017-06-30 21:00", "2017-06-30", None),  # 24:00
        ("не позднее чем за 8 часов до начала", "2017-06-30 10:00", "2017-06-30", "02:00"),
        ("в день поступления заявления в течение 15 минут", "2017-06-30 10:00", "2017-06-30", "10:15"),
    ],
)
def test_hours_run_from_the_moment_through_days_off(
    calendar: Calendar, phrase: str, moment: str, due: str, hour: str | None
):
    came = datetime.fromisoformat(moment).replace(tzinfo=MOSCOW)
    found = of(phrase, calendar, Given(anchor_at=came, zone=MOSCOW))
    assert (str(found.due), found.due_time) == (due, time.fromisoformat(hour) if hour else None)


def test_hours_are_told_by_the_clock_of_the_cycle(calendar: Calendar):
    came = datetime(2017, 6, 30, 15, tzinfo=MOSCOW)
    found = of("в течение 24 часов с момента получения", calendar, Given(anchor_at=came, zone=KRASNOYARSK))
    assert (str(found.due), found.due_time) == ("2017-07-01", time(19))


def test_hours_from_a_day_without_an_hour_run_from_its_end(calendar: Calendar):
    """So nobody is late who might be in time; the explanation says so."""
    found = of("в течение 24 часов с момента получения", calendar, since("2017-06-29"))
    assert (str(found.due), found.due_time) == ("2017-06-30", None)
    assert "the hour is not known" in " ".join(map(str, found.steps))


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2017-06-29 12:59", "2017-06-30"),
        ("2017-06-29 13:00", "2017-06-30"),  # 17:00 in Krasnoyarsk
        ("2017-06-29 13:01", "2017-07-03"),
        ("2017-07-01 09:00", "2017-07-04"),  # a Saturday counts as Monday
    ],
)
def test_one_working_day_from_the_moment_of_submission(calendar: Calendar, moment: str, due: str):
    came = datetime.fromisoformat(moment).replace(tzinfo=MOSCOW)
    known = Given(anchor_at=came, cutoff=CutOff(time(17), KRASNOYARSK), zone=MOSCOW)
    assert str(of("в течение 1 рабочего дня с момента предоставления материалов", calendar, known).due) == due


def test_what_came_at_an_unknown_hour_came_in_time(calendar: Calendar):
    known = since("2017-06-29", cutoff=CutOff(time(17), MOSCOW))
    assert str(of("в течение 1 рабочего дня с момента предоставления", calendar, known).due) == "2017-06-30"


def test_a_month_with_too_few_working_days_is_an_error(calendar: Calendar):
    with pytest.raises(CalendarError, match="only 17 working days"):
        of("не позднее 20-го рабочего дня месяца, следующего за отчетным", calendar, since("2016-12-31"))
