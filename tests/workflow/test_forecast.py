"""While what a deadline counts from is open, its date is a forecast and says what it waits for (order 337)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from definitions import Anchor, Definition
from workflow import CaseKey, Cycle, Forecast, Participant, Wish, fold, forecasts

TOWN, OTHER = "Горно-Алтайск", "Майминский район"
#: The day of the Commission's sitting, once it is known: point 9 has no term of its own.
SITTING = Wish("9", "назначить срок", on=date(2017, 12, 4), day=date(2017, 12, 15), basis="план заседаний")
DECIDED = Wish("9", "исполнить", on=date(2017, 12, 18), data={"протокол": "№ 3 от 15.12.2017"})
SIGNED = {
    "дата подписи МО": "09.01.2018",
    "дата подписи министерства": "09.01.2018",
    "соглашение": "№ 1",
    "исходящий": "№ 9 от 10.01.2018",
}
GONE = Wish("11", "снять с контроля", OTHER, date(2018, 1, 9), basis="приказ", data={"основание": "№ 1"})
SENT = Wish("10", "исполнить", TOWN, date(2017, 12, 21))


def made(cycle: Cycle, entries: Any, today: str = "") -> dict[CaseKey, Forecast]:
    return forecasts(cycle, fold(cycle, entries), date.fromisoformat(today) if today else None)


def days(found: dict[CaseKey, Forecast], town: str = TOWN) -> list[str]:
    return [str(found[CaseKey(number, town)].due) for number in ("10", "11", "12")]


# By hand: points 9 to 12 ---------------------------------------------------------------------------------


def test_agreements_are_forecast_from_the_day_of_the_sitting(altai_cycle: Cycle, recorded: Any):
    """The Commission sits on Friday 15 December 2017.

    10: 5 working days: 18, 19, 20, 21, 22 December. 11: 10 working days: 25 to 29 December (5), the holidays end on
    8 January, 9 to 12 January (9), Monday 15 January. 12: 30 calendar days: 16 left in January, 14 February.
    """
    assert days(made(altai_cycle, recorded(SITTING))) == ["2017-12-22", "2018-01-15", "2018-02-14"]


def test_what_is_past_and_still_open_is_expected_today(altai_cycle: Cycle, recorded: Any):
    """On Wednesday 20 December the Commission has not decided.

    10: 21, 22, 25, 26, 27 December. 11: 28, 29 December (2), 9 to 12 January (6), 15 to 18 January. 12: 13 left in
    January, so 17 February, a Saturday: Monday 19 February.
    """
    found = made(altai_cycle, recorded(SITTING), "2017-12-20")
    assert days(found) == ["2017-12-27", "2018-01-18", "2018-02-19"]
    assert days(made(altai_cycle, recorded(SITTING), "2017-12-15")) == days(
        made(altai_cycle, recorded(SITTING))
    )


def test_what_came_is_counted_from_and_the_rest_stays_a_forecast(altai_cycle: Cycle, recorded: Any):
    """Sent to one town on Thursday 21 December, a day early.

    11 has a date of its own there: 22, 25 to 29 December (6), 9 to 12 January. 12: 19 left in January, so 11 February,
    a Sunday: Monday the 12th. The other town's agreement is still expected on the 22nd.
    """
    entries = recorded(DECIDED, SENT)
    cases, found = fold(altai_cycle, entries), made(altai_cycle, entries)
    assert str(cases[CaseKey("11", TOWN)].due) == "2018-01-12"
    assert CaseKey("11", TOWN) not in found
    assert str(found[CaseKey("12", TOWN)].due) == "2018-02-12"
    assert CaseKey("10", OTHER) not in found
    assert [str(found[CaseKey(number, OTHER)].due) for number in ("11", "12")] == ["2018-01-15", "2018-02-14"]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sitting=st.dates(date(2017, 12, 5), date(2018, 9, 1)))
def test_a_forecast_comes_true_where_all_comes_when_expected(
    altai_cycle: Cycle, recorded: Any, sitting: date
):
    appointed = replace(SITTING, day=sitting)
    promised = days(made(altai_cycle, recorded(appointed)))
    # What is appointed for a day off is expected on the working day after it.
    decided = fold(altai_cycle, recorded(appointed))[CaseKey("9")].due
    acts = [appointed, replace(DECIDED, on=decided, data={"протокол": f"№ 3 от {decided:%d.%m.%Y}"})]
    for number in ("10", "11"):
        due = fold(altai_cycle, recorded(*acts))[CaseKey(number, TOWN)].due
        signed = {name: f"{due:%d.%m.%Y}" for name in SIGNED if name.startswith("дата")}
        signed = {**SIGNED, **signed, "исходящий": f"№ 9 от {due:%d.%m.%Y}"}
        acts.append(Wish(number, "исполнить", TOWN, due, data=signed if number == "11" else {}))
    cases = fold(altai_cycle, recorded(*acts))
    assert [str(cases[CaseKey(number, TOWN)].due) for number in ("10", "11", "12")] == promised


# In words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "today", "says"),
    [
        ("10", "", "waits for item 9 (due on 15.12.2017); if that comes in time, the last day is 22.12.2017"),
        (
            "10",
            "2017-12-20",
            "waits for item 9 (was due on 15.12.2017); if that comes on 20.12.2017, the last day is 27.12.2017",
        ),
        (
            "11",
            "2017-12-20",
            (
                "waits for item 10 (Горно-Алтайск, forecast for 27.12.2017); "
                "if that comes in time, the last day is 18.01.2018"
            ),
        ),
    ],
)
def test_a_forecast_says_what_it_waits_for(
    altai_cycle: Cycle, recorded: Any, key: str, today: str, says: str
):
    assert str(made(altai_cycle, recorded(SITTING), today)[CaseKey(key, TOWN)].says) == says


def test_what_nothing_dates_gives_no_date_and_says_so(altai_cycle: Cycle):
    """Point 9 has no term: neither it nor what follows can be dated, and each names what is before it."""
    found = made(altai_cycle, (), "2018-01-10")
    assert CaseKey("9") not in found
    assert [found[CaseKey(number, TOWN)].waits_for for number in ("10", "11")] == [
        (CaseKey("9"),),
        (CaseKey("10", TOWN),),
    ]
    assert {found[CaseKey(number, TOWN)].due for number in ("10", "11", "12")} == {None}
    assert str(found[CaseKey("11", TOWN)].says) == "waits for item 10 (Горно-Алтайск, no date yet)"


def test_what_comes_from_outside_is_named_as_the_plan_names_it(variant: Any, start: Any):
    definition = variant(('отсчёт: {мероприятие: "10"}', "отсчёт: внешний"))
    found = made(start(definition), ())[CaseKey("11", TOWN)]
    assert (found.due, found.waits_for) == (None, ())
    assert "направления Минэкономразвития РА соглашений" in str(found.says)


def test_a_date_that_was_not_given_is_named(altai_cycle: Cycle, recorded: Any):
    """An agreement is on record with one of its two dates, as before an amendment asked for both."""
    *before, last = recorded(DECIDED, SENT, Wish("11", "исполнить", TOWN, date(2018, 1, 10), data=SIGNED))
    given = {name: value for name, value in last.data.items() if name != "дата подписи министерства"}
    last = replace(last, data=given)
    found = made(altai_cycle, [*before, last])[CaseKey("12", TOWN)]
    assert found.due is None
    assert "done without giving “дата подписи министерства”" in str(found.says)


# Several rows --------------------------------------------------------------------------------------------


def test_a_note_can_begin_when_the_last_sheet_of_its_agency_and_period_is_in(
    altai_cycle: Cycle, recorded: Any
):
    """Sheets for 9 months of 2018: 43 working days after 30 September.

    October has 23 of them, November 21 (the 5th is off): the 43rd is Thursday 29 November, the 20th of November.
    """
    note = CaseKey("7-записка", "минсельхоз", period="2018-9M")
    sheets = [CaseKey("7", town, "минсельхоз", "2018-9M") for town in (TOWN, OTHER)]
    found = made(altai_cycle, ())[note]
    assert (found.due, str(found.opens), found.waits_for) == (None, "2018-11-29", tuple(sheets))
    sheet = Wish(
        "7",
        "внести",
        TOWN,
        date(2018, 11, 1),
        agency="минсельхоз",
        period="2018-9M",
        data={
            "дата внесения": "01.11.2018",
            "час внесения": "10:00",
            "от МО": "И. И. Иванов",
            "лист": "лист.docx",
        },
    )
    one = made(altai_cycle, recorded(sheet), "2018-12-03")[note]
    assert (str(one.opens), one.waits_for) == ("2018-12-03", (sheets[1],))
    assert str(one.says) == (
        "waits for item 7 (1 of 2 is missing, was due on 29.11.2018); if that comes on 03.12.2018, "
        "this can begin on 03.12.2018"
    )
    assert str(made(altai_cycle, ())[CaseKey("7-записка", "минздрав", period="2018-9M")].opens) == (
        "2018-11-29"
    )


def counting(definition: Definition, number: str, anchor: Anchor) -> Definition:
    """The definition with another anchor of an event, also one that the language has no words for."""
    events = (replace(one, anchor=anchor) if one.number == number else one for one in definition.events)
    return replace(definition, events=tuple(events))


AFTER_ALL = """
  - №: "5"
    мероприятие: Свод соглашений
    ответственный: министерство
    срок: в течение 5 рабочих дней со дня подписания последнего соглашения
    отсчёт: внешний
    порядок: исполнение
"""


def test_one_that_counts_from_the_last_of_several_rows(variant: Any, start: Any, recorded: Any):
    """The agreement of one town is due on 12 January, the other's is forecast for the 15th.

    5 working days after Monday 15 January: 16, 17, 18, 19, 22 January. Without the other town, which was removed from
    control: 15, 16, 17, 18, 19 January.
    """
    definition = variant(("\nмероприятия:\n", f"\nмероприятия:\n{AFTER_ALL}"))
    cycle = start(counting(definition, "5", Anchor(event="11")))
    entries = recorded(DECIDED, SENT, of=cycle)
    found = made(cycle, entries)[CaseKey("5")]
    assert (str(found.due), found.waits_for) == ("2018-01-22", (CaseKey("11", TOWN), CaseKey("11", OTHER)))
    assert "2 of 2 are missing, forecast for 15.01.2018" in str(found.says)
    entries = recorded(DECIDED, SENT, GONE, of=cycle)
    left = made(cycle, entries)[CaseKey("5")]
    assert (str(left.due), left.waits_for) == ("2018-01-19", (CaseKey("11", TOWN),))
    sent = Wish("11", "исполнить", TOWN, date(2018, 1, 10), data=SIGNED)
    cases = fold(cycle, recorded(DECIDED, SENT, GONE, sent, of=cycle))
    assert str(cases[CaseKey("5")].due) == "2018-01-17"  # 5 after the 10th: 11, 12, 15, 16, 17


# States --------------------------------------------------------------------------------------------------

RETURNED = """
  - №: "5"
    мероприятие: Доработка перечня
    ответственный: исполнительный орган
    для каждого: исполнительный орган
    срок: в течение 2 рабочих дней со дня возврата
    отсчёт: {мероприятие: "4", состояние: %s}
    порядок: исполнение
"""


@pytest.mark.parametrize(
    ("state", "due"),
    [
        ("направлено", date(2017, 12, 5)),  # due on Friday 1 December: Monday, Tuesday
        ("возвращено", None),  # nobody expects a return
    ],
)
def test_only_a_state_that_must_come_is_expected(variant: Any, start: Any, state: str, due: date | None):
    definition: Definition = variant(("\nмероприятия:\n", f"\nмероприятия:\n{RETURNED % state}"))
    cycle = start(definition, Participant("минприроды", "исполнительный орган"))
    found = made(cycle, ())[CaseKey("5", "минприроды")]
    assert found.due == due
    assert f"item 4 (минприроды, the state “{state}”, due on 01.12.2017)" in str(found.says)


# What there is no forecast for ---------------------------------------------------------------------------


def test_what_has_a_date_or_is_done_or_is_not_owed_has_none(altai_cycle: Cycle, recorded: Any):
    entries = recorded(GONE)
    found, cases = made(altai_cycle, entries), fold(altai_cycle, entries)
    assert CaseKey("11", OTHER) not in found
    assert all(cases[key].due is None and cases[key].actual is None for key in found)
