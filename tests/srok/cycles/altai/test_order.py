"""The definition reads beside the order as the order does: its points, its words, its appendices."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from calendars import load_calendar
from definitions import Definition, event_deadline, not_in_force, read_definition, row_names, with_settings
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
    assert (
        decisions.title
        == "1. Исполнение решения Комиссии по оперативным вопросам регионального развития (далее - Комиссия)"
    )
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
    assert titles == {number: title for number, title, _ in indicators}
    assert len(titles) == 28


def test_both_units_of_appendix_1_stand_as_printed(
    altai: Definition, table: Callable[..., list[dict[str, str]]]
):
    """A cell that is empty or crossed out has none; the misprint of 1.4, a number of workers in roubles, stays."""
    columns = {
        "темп роста": "темпа роста показателя",
        "на душу населения": "объемов показателя на душу населения",
    }
    printed = {
        row["N п/п"].rstrip("."): {
            name: row[column] for name, column in columns.items() if row[column] not in ("", "X")
        }
        for row in table("appendix1.csv")
    }
    known = altai.event("7").sheet[1].known
    assert {number: dict(units) for number, units in known.items()} == printed
    assert known["1.4"]["на душу населения"] == "за период с начала года, тыс. рублей на человека"
    assert sum(len(units) for units in printed.values()) == 23 + 19


def test_the_five_directions_of_appendix_1_stand_above_their_indicators(altai: Definition):
    """The first figure of an indicator's number is that of its direction."""
    headings = altai.event("7").sheet[1].headings
    assert (
        dict.fromkeys(headings.values()).keys()
        == {
            "1. Бюджет и налогооблагаемая база": None,
            "2. Инвестиционная привлекательность": None,
            "3. Реальный сектор экономики": None,
            "4. Доходы и занятость населения": None,
            "5. Уровень и качество жизни населения": None,
        }.keys()
    )
    assert len(headings) == 28
    assert all(heading[0] == number[0] for number, heading in headings.items())


def test_the_state_of_a_recommendation_is_one_of_the_three_of_appendix_2(altai: Definition):
    """Column 4: «Статус выполнения (выполнено/не выполнено, отложено»."""
    flow = next(flow for flow in altai.flows if flow.name == "рекомендация Комиссии")
    given = next(move.needs for move in flow.transitions if move.name == "внести")
    assert given["статус"] == ("выполнено", "не выполнено", "отложено")


def test_an_agreement_is_signed_before_the_letter_that_carries_it(altai: Definition):
    """Point 11: «подписывают соглашения и направляют их»."""
    flow = next(flow for flow in altai.flows if flow.name == "подписание соглашения")
    sent = next(move for move in flow.transitions if move.name == "направить")
    assert sent.in_order == ("дата подписи МО", "исходящий")


def test_agreements_are_concluded_whatever_year_their_form_is_of(altai: Definition):
    """Point 8 is about agreements, «ежегодно обеспечивает заключение соглашений»: the form may be last year's."""
    event = altai.event("8")
    assert event.opens is not None
    assert (event.opens.event, event.opens.state, event.opens.all) == ("11", "подписано сторонами", True)
    assert event.needs == {"приказ о форме": "document"}


def test_what_the_order_does_not_say_is_proposed_and_not_decided(altai: Definition, file):
    """The order has no hour, no roll, no ladder and no removal: nobody has decided them yet."""
    assert altai.roll.decided_by.startswith("предложено; министерству утвердить")
    text = file("yaml").read_text(encoding="utf-8")
    for key in ("поступило после:", "перенос срока:", "снятие с контроля:", "календарь:"):
        (line,) = [line for line in text.splitlines() if line.strip().startswith(key)]
        assert "# предложено" in line, key


def test_a_body_beyond_appendix_1_and_an_indicator_of_the_finance_ministry_bring_their_sheets_and_notes(
    altai: Definition, file
):
    """As the page says: the body named as one more agency has 11 x 3 sheets and 3 notes, Минфин then has 3 notes."""
    last = "      # «Министерство образования и науки Республики Алтай»\n"
    excepted = "кроме: {участники: [Минфин РА, Минэкономразвития РА]}"
    text = file("yaml").read_text(encoding="utf-8")
    assert text.count(last) == text.count(excepted) == 1
    text = text.replace(last, f"      Комитет по тарифам РА: {{он же: исполнительный орган}}\n{last}")
    text = text.replace(excepted, "кроме: {участники: Минэкономразвития РА}")
    wider = read_definition(text.encode(), "wider.yaml").definition
    assert wider is not None
    added = Counter(key.event for key in rows(wider, file))
    added.subtract(Counter(key.event for key in rows(altai, file)))
    assert {number: more for number, more in added.items() if more} == {"7": 33, "7-записка": 6, "4": 1}


def rows(definition: Definition, file: Callable[[str], Path]) -> list[CaseKey]:
    """The cases of a cycle with the eleven municipalities and those that the definition names."""
    listed = read_participants(file("participants.csv").read_bytes(), "", definition).participants
    towns = [one for one in listed if one.role == "муниципальное образование"]
    members = (*members_of(definition), *towns)
    cycle = Cycle("altai", definition, load_calendar(definition.calendar), members, date(2017, 11, 20))
    return [key for event in definition.events for key in cycle.rows_of(event)]


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
