"""The definition reads beside the order as the order does: its points, its words, its appendices."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from calendars import load_calendar
from definitions import Definition, event_deadline, not_in_force, row_names, with_settings
from workflow import CaseKey, Cycle, fold_only, members_of, read_participants

#: How the definition calls those whose full name appendix 1 prints.
SHORT = {
    "Министерство финансов Республики Алтай": "Минфин РА",
    "Министерство регионального развития Республики Алтай (далее Минрегионразвития РА)": "Минрегионразвития РА",
    "Министерство сельского хозяйства Республики Алтай (далее - Минсельхоз РА)": "Минсельхоз РА",
    "Министерство труда, социального развития и занятости населения Республики Алтай (далее - Минтруд РА)": (
        "Минтруд РА"
    ),
    "Министерство здравоохранения Республики Алтай": "Минздрав РА",
    "Министерство образования и науки Республики Алтай": "Минобрнауки РА",
}
ANNUAL = " <*>"


@pytest.fixture(scope="module")
def indicators(table: Callable[..., list[dict[str, str]]]) -> list[tuple[str, str, str]]:
    """Appendix 1: number, title and agency; a cell that is printed blank goes on from the one above it."""
    found, agency = [], ""
    for row in table("appendix1.csv"):
        agency = row["Ответственное ведомство"] or agency
        title = row["Наименование направления мониторинга/показателя"]
        found.append((row["N п/п"].rstrip("."), title, SHORT.get(agency, agency)))
    return found


@pytest.fixture(scope="module")
def cycle(altai: Definition, file) -> Cycle:
    listed = read_participants(file("participants.csv").read_bytes(), "", altai).participants
    towns = tuple(one for one in listed if one.role == "муниципальное образование")
    calendar = load_calendar(altai.calendar)
    return Cycle("altai", altai, calendar, (*members_of(altai), *towns), date(2017, 11, 20))


# Points ------------------------------------------------------------------------------------------------------


def test_its_points_stand_in_the_order_of_the_document(altai: Definition):
    numbers = [event.number for event in altai.events]
    assert numbers == ["4", "7", "7-записка", "8", "9", "10", "11", "12", "13", "15", "16", "17"]


def test_each_point_and_each_term_is_in_the_words_of_the_order(altai: Definition, order: str):
    for event in altai.events:
        assert event.interaction in order, event.number
        assert event.interaction, event.number
        for term in event.terms:
            assert term.phrase in order, event.number
    assert sum(len(event.terms) for event in altai.events) == 2 + 2 + 5


def test_what_has_no_term_in_the_order_has_none_here(altai: Definition):
    assert [event.number for event in altai.events if not event.terms] == ["7-записка", "8", "9", "15", "16"]


def test_the_two_commissions_are_two(altai: Definition):
    """Points 9 and 16 name the one for regional development; appendices 2 and 3 the one for operative questions."""
    commission = next(role for role in altai.roles if role.name == "Комиссия")
    assert commission.title == "Комиссия по вопросам регионального развития"
    assert {event.number for event in altai.events if "Комиссия" in event.to} == {"9", "16"}
    decisions = altai.event("7").sheet[0]
    assert decisions.title == "1. Исполнение решения Комиссии по оперативным вопросам регионального развития"
    assert decisions.open


def test_the_report_has_two_addressees_and_both_must_be_named(altai: Definition):
    report = altai.event("17")
    assert report.to == ("Глава Республики Алтай", "Председатель Правительства Республики Алтай")
    assert set(report.needs.values()) == {"document"}
    assert len(report.needs) == 2


def test_heads_and_the_first_deputy_are_told_of_what_is_late(altai: Definition):
    told = {role: copy.overdue for copy in altai.reminders.copies for role in copy.to}
    assert told == {
        "*curator": 0,
        "*head": 1,
        "Первый заместитель Председателя Правительства Республики Алтай": 3,
    }
    assert altai.document.controlled_by in told


# Periods and dates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2017, 2018, 2019])
@pytest.mark.parametrize("period", ["6M", "9M"])
def test_windows(altai: Definition, table, year: int, period: str):
    """43 and 50 working days, against the table that was worked out day by day."""
    row = next(one for one in table("windows.csv", ",") if one["reporting_period"] == f"{year}-{period}")
    definition = with_settings(altai, [f"отчётный год={year}"])
    calendar = load_calendar(definition.calendar)
    for number, column in (("7", "due_43_working_days"), ("13", "due_50_working_days")):
        found = event_deadline(definition, definition.event(number), calendar, period_id=f"{year}-{period}")
        assert found.due == date.fromisoformat(row[column])


@pytest.mark.parametrize(("year", "gone"), [(2017, 0), (2018, 0), (2019, 1)])
def test_the_order_was_repealed_before_the_report_of_2020(altai: Definition, year: int, gone: int):
    """On 19 May 2020 the order lost its force; the report on 2019 would have been due on 1 June 2020."""
    assert altai.document.repealed == date(2020, 5, 19)
    told = [str(one) for one in not_in_force(with_settings(altai, [f"отчётный год={year}"]))]
    lost = [one for one in told if "lost its force" in one]
    assert len(lost) == gone
    assert all(one.endswith("17 (01.06.2020)") for one in lost)


# Appendices --------------------------------------------------------------------------------------------------


def test_eleven_municipalities(cycle: Cycle):
    kinds = Counter(one.kind for one in cycle.by_role["муниципальное образование"])
    assert kinds == {"городской округ": 1, "муниципальный район": 10}


def test_appendix_1_is_whole(altai: Definition, indicators: list[tuple[str, str, str]]):
    """Every indicator stands with the agency that answers for it, and is called as the appendix calls it."""
    role = next(role for role in altai.roles if role.name == "ведомство")
    listed = {name: who.name for who in role.members for name in row_names(who.data["показатели"])}
    assert listed == {number: agency for number, _, agency in indicators}
    titles = altai.event("7").sheet[1].titles
    assert titles == {number: title.removesuffix(ANNUAL) for number, title, _ in indicators}
    assert len(titles) == 28


@pytest.mark.parametrize("period", ["2018-6M", "2018-9M", "2018"])
def test_a_sheet_has_the_indicators_of_its_agency_and_annual_ones_only_for_the_year(
    cycle: Cycle, indicators: list[tuple[str, str, str]], period: str
):
    for agency in {agency for *_, agency in indicators}:
        key = CaseKey("7", "Горно-Алтайск", agency, period)
        sheet = fold_only(cycle, (), [key])[key].sheet
        assert list(sheet) == [
            number
            for number, title, whose in indicators
            if whose == agency and (period == "2018" or not title.endswith(ANNUAL))
        ]
