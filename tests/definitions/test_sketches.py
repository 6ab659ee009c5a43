"""What an official would write: two sketches, whole, in the words of the language.

The dates are those of the documents: order 337 of the Altai Republic (points 4, 7, 10 to 13, 17) and the Krasnoyarsk
plan of 2016.
"""

from datetime import date
from pathlib import Path

import pytest

from calendars import load_calendar
from definitions import Definition, event_deadline, example_due, read_definition, with_settings
from definitions.model import Anchor, Excepted, Opening

SKETCHES = Path(__file__).parent / "data" / "sketches"


def sketch(name: str) -> Definition:
    read = read_definition((SKETCHES / f"{name}.yaml").read_bytes(), f"{name}.yaml")
    assert [problem for problem in read.problems if problem.severity == "error"] == []
    assert read.definition is not None
    return read.definition


@pytest.fixture(scope="module")
def altai() -> Definition:
    return sketch("altai")


@pytest.fixture(scope="module")
def krasnoyarsk() -> Definition:
    return sketch("krasnoyarsk")


@pytest.mark.parametrize("name", ["altai", "krasnoyarsk"])
def test_the_examples_inside_come_out(name: str):
    definition = sketch(name)
    assert definition.examples
    calendar = load_calendar(definition.calendar)
    for example in definition.examples:
        assert example_due(definition, example, calendar) == example.due


@pytest.mark.parametrize(
    ("event", "year", "period", "due"),
    [
        ("4", "2018", "", "2017-12-01"),  # the year before the reporting year
        ("7", "2017", "2017-6M", "2017-08-30"),  # 43 working days after 30.06.2017
        ("13", "2017", "2017-6M", "2017-09-08"),  # 50 working days after it
        ("7", "2017", "2017", "2018-03-15"),
        ("13", "2016", "2016", "2017-03-27"),  # 25.03.2017 is a Saturday
        ("17", "2018", "", "2019-06-03"),  # 1 June 2019 is a Saturday
    ],
)
def test_dates_follow_the_reporting_year(altai: Definition, event: str, year: str, period: str, due: str):
    definition = with_settings(altai, [f"отчётный год={year}"])
    found = event_deadline(definition, definition.event(event), load_calendar("ru"), period_id=period)
    assert str(found.due) == due


@pytest.mark.parametrize(
    ("event", "anchor", "due"),
    [
        ("10", "2017-12-15", "2017-12-22"),  # 5 working days: 18, 19, 20, 21, 22 December
        ("11", "2017-12-22", "2018-01-15"),  # 10: 25-29 December, 9-12 January, 15 January
        ("12", "2018-01-15", "2018-02-14"),  # 30 calendar days
    ],
)
def test_terms_counted_from_an_event(altai: Definition, event: str, anchor: str, due: str):
    found = event_deadline(altai, altai.event(event), load_calendar("ru"), anchor=date.fromisoformat(anchor))
    assert str(found.due) == due


def test_what_each_construct_of_the_order_says(altai: Definition):
    by_number = {event.number: event for event in altai.events}
    assert altai.document.in_force == (date(2017, 12, 13), date(2018, 3, 12))
    assert altai.moving.forbidden
    assert (altai.removing.by, altai.removing.needs) == (("министерство",), {"основание": "text"})
    sheet = by_number["7"]
    assert (sheet.for_each, sheet.agency, sheet.periods) == (
        "муниципалитет",
        "ведомство",
        ("6M", "9M", "year"),
    )
    assert [term.periods for term in sheet.terms] == [("6M", "9M"), ("year",)]
    assert (sheet.anchor, sheet.met_by) == (Anchor(period=True), "submission")
    assert by_number["10"].anchor == Anchor(event="9", data=("протокол",))
    assert by_number["12"].anchor == Anchor(event="11", data=("дата подписи МО", "дата подписи министерства"))
    note = by_number["7-записка"]
    assert note.excepted == (Excepted(("минфин", "минэк")),)
    assert (note.opens, note.terms) == (Opening("7", all=True), ())
    assert by_number["17"].to == ("Глава РА", "Председатель Правительства РА")
    flow = altai.flow_of(sheet)
    assert flow.state("на рассмотрении").limit.reading.n == 1
    assert flow.state("на рассмотрении").counts_from == "дата внесения"
    assert altai.ladders["однодневные"].at_once
    assert [(copy.to, copy.overdue) for copy in altai.reminders.copies] == [
        (("*curator",), 0),
        (("*head",), 1),
        (("контроль",), 3),
    ]
    agencies = next(role for role in altai.roles if role.name == "ведомство")
    assert {member.name: member.data["показатели"] for member in agencies.members}["минсельхоз"] == "3.3-3.12"
    assert next(member for member in agencies.members if member.name == "минэк").also == ("министерство",)


def test_what_each_construct_of_the_plan_says(krasnoyarsk: Definition):
    by_number = {event.number: event for event in krasnoyarsk.events}
    roles = {role.name: role for role in krasnoyarsk.roles}
    assert (roles["куратор"].appointed.event, roles["куратор"].appointed.for_each) == ("4", "ОМСУ")
    assert roles["министерство"].superior == "утвердивший план"
    assert by_number["8"].survey.unanswered == "не опрошен"
    assert by_number["8"].as_of == "31 июля 2016 г."
    assert by_number["10"].attach == {
        "сопроводительное письмо": "file",
        "подписал глава МО": "person",
        "электронная версия": "file",
    }
    assert by_number["15"].policy.roll.dates == "none"
    assert (by_number["19"].target.event, by_number["19"].target.data) == ("13", "график")
    assert (by_number["19"].via, by_number["19"].policy.moving.requested_by) == ("министерство", ("ОМСУ",))
    assert (by_number["20"].requires, by_number["20"].agency) == (("17",), "отраслевой орган")
    assert by_number["25"].then.inform == ("министерство",)
    assert by_number["26"].anchor == Anchor(external=True)
    assert krasnoyarsk.parameter("дней на размещение").kind == "number"
