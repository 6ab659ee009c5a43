"""Rows by participant, agency and reporting period: which there are, and which answer to which."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from calendars.errors import RefusedError
from definitions import Definition
from workflow import CaseKey, Cycle, Wish, fold, forecasts, status, with_downstream

TOWNS = ("Горно-Алтайск", "Майминский район")
AGENCIES = ("минфин", "минэк", "минрегион", "минсельхоз", "минтруд", "минздрав", "минобр")


def sheet(town: str, agency: str, action: str, on: str, **data: str) -> Wish:
    return Wish("7", action, town, date.fromisoformat(on), data=data, agency=agency, period="6 месяцев")


def submitted(town: str, agency: str, on: str) -> Wish:
    given = {"дата внесения": on, "час внесения": "10:00", "от МО": "Иванов И.И.", "лист": "лист.docx"}
    return sheet(town, agency, "внести", on, **given)


def forwarded(town: str, agency: str, on: str) -> Iterable[Wish]:
    yield submitted(town, agency, on)
    yield sheet(town, agency, "согласовать", on, **{"согласовал": "Петров П.П.", "дата согласования": on})
    yield sheet(town, agency, "направить", on, исходящий="№ 5 от 20.08.2018")


def test_a_row_for_each_town_agency_and_period(altai_cycle: Cycle):
    found = altai_cycle.keys_of(altai_cycle.event("7"))
    assert len(found) == len(set(found)) == 2 * 7 * 3
    assert {key.agency for key in found} == set(AGENCIES)
    assert [key.period for key in found[:3]] == ["2018-6M", "2018-9M", "2018"]


def test_rows_that_the_definition_leaves_out(altai_cycle: Cycle):
    assert {key.subject for key in altai_cycle.keys_of(altai_cycle.event("7-записка"))} == set(AGENCIES) - {
        "минфин",
        "минэк",
    }


def test_rows_that_are_left_out_in_some_periods_only(altai: Definition, start: Callable[..., Cycle]):
    event = altai.event("7-записка")
    changed = replace(event, excepted=(replace(event.excepted[0], periods=("6M",)),))
    definition = replace(
        altai, events=tuple(changed if e.number == event.number else e for e in altai.events)
    )
    rows = {(key.subject, key.period) for key in start(definition).keys_of(changed)}
    assert ("минфин", "2018-6M") not in rows
    assert ("минфин", "2018-9M") in rows


def test_each_period_has_its_own_deadline(altai_cycle: Cycle):
    cases = fold(altai_cycle, ())
    dues = {key.period: str(case.due) for key, case in cases.items() if key.event == "7"}
    assert dues == {"2018-6M": "2018-08-29", "2018-9M": "2018-11-29", "2018": "2019-03-15"}


def test_who_is_also_the_ministry_owes_what_the_ministry_owes(altai_cycle: Cycle):
    event = altai_cycle.event("8")
    (role,) = event.responsible
    assert [owner.name for owner in altai_cycle.in_role(event, CaseKey("8"), role)] == ["минэк"]


def test_a_note_opens_when_every_sheet_of_its_agency_and_period_is_met(altai_cycle: Cycle, recorded: Any):
    key = CaseKey("7-записка", "минздрав", period="2018-6M")
    assert set(altai_cycle.above(key, "7")) == {CaseKey("7", town, "минздрав", "2018-6M") for town in TOWNS}
    one = recorded(submitted(TOWNS[0], "минздрав", "2018-08-20"))
    assert fold(altai_cycle, one)[key].waits_for == "7"
    both = recorded(
        submitted(TOWNS[0], "минздрав", "2018-08-20"), submitted(TOWNS[1], "минздрав", "2018-08-27")
    )
    case = fold(altai_cycle, both)[key]
    assert (case.waits_for, case.input_on) == (None, date(2018, 8, 27))


def test_what_a_sheet_touches_is_its_own_note_alone(altai_cycle: Cycle):
    found = with_downstream(altai_cycle, CaseKey("7", TOWNS[0], "минобр", "2018-9M"))
    assert found == (
        CaseKey("7", TOWNS[0], "минобр", "2018-9M"),
        CaseKey("7-записка", "минобр", period="2018-9M"),
    )


def test_a_sheet_goes_round(altai_cycle: Cycle, recorded: Any):
    entries = recorded(*forwarded(TOWNS[0], "минтруд", "2018-08-20"))
    case = fold(altai_cycle, entries)[CaseKey("7", TOWNS[0], "минтруд", "2018-6M")]
    assert (case.state, case.actual, case.conflicts) == ("направлен", date(2018, 8, 20), ())


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish("7", "внести", TOWNS[0], agency="минтруд"), ("reporting period", "2018-6M")),
        (Wish("7", "внести", TOWNS[0], agency="минтруд", period="квартал"), ("2018-9M",)),
        (Wish("7", "внести", TOWNS[0], period="год"), ("“ведомство”", "--agency")),
        (Wish("7", "внести", TOWNS[0], agency="минкульт", period="год"), ("минкульт",)),
        (Wish("10", "исполнить", TOWNS[0], agency="минтруд"), ("no rows for agencies",)),
        (Wish("10", "исполнить", TOWNS[0], period="год"), ("no rows for reporting periods",)),
        (Wish("7-записка", "исполнить", "минфин", period="год"), ("leaves", "минфин")),
    ],
)
def test_a_row_that_there_is_not(altai_cycle: Cycle, recorded: Any, wish: Wish, words: tuple[str, ...]):
    with pytest.raises(RefusedError) as refused:
        recorded(replace(wish, on=date(2018, 8, 20)))
    for word in words:
        assert word in str(refused.value)


def test_a_period_is_named_in_words_or_by_its_id(altai_cycle: Cycle, recorded: Any):
    wish = submitted(TOWNS[0], "минтруд", "2018-08-20")
    (words,) = recorded(wish)
    (by_id,) = recorded(replace(wish, period="2018-6M"))
    assert words.case == by_id.case


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [("минтруд", True), ("минздрав", False), (TOWNS[0], False)],
)
def test_only_the_rows_own_agency_acts_on_it(recorded: Any, actor: str, allowed: bool):
    returned = sheet(TOWNS[0], "минтруд", "вернуть", "2018-08-21", строки="2.1", комментарий="нет цели")
    wishes = (submitted(TOWNS[0], "минтруд", "2018-08-20"), replace(returned, actor=actor))
    if allowed:
        assert len(recorded(*wishes)) == len(wishes)
    else:
        with pytest.raises(RefusedError, match="may not do"):
            recorded(*wishes)


def test_a_term_that_counts_from_when_all_have_come(
    variant: Callable[..., Definition], start: Callable[..., Cycle], recorded: Callable[..., Any]
):
    """The note of the ministry of regions is due 3 working days after the last of its sheets was forwarded."""
    of = start(
        variant(
            (
                'открывается после: {мероприятие: "7", все: да}\n    срок: не установлен',
                'отсчёт: {мероприятие: "7", состояние: направлен, все: да}\n    срок: 3 рабочих дня со дня отсылки',
            )
        )
    )
    first, second = TOWNS
    note = CaseKey("7-записка", "минрегион", "", "2018-6M")
    one = fold(of, recorded(*forwarded(first, "минрегион", "2018-08-20"), of=of))[note]
    assert (one.due, one.waits_for) == (None, "7")
    both = recorded(
        *forwarded(first, "минрегион", "2018-08-22"), *forwarded(second, "минрегион", "2018-08-20"), of=of
    )
    case = fold(of, both)[note]
    # Wednesday 22 August 2018; Thursday 23, Friday 24, Monday 27 are the three working days.
    assert (case.input_on, case.due) == (date(2018, 8, 22), date(2018, 8, 27))


def test_a_case_may_wait_for_a_state_that_comes_after_the_term_is_met(
    variant: Callable[..., Definition], start: Callable[..., Cycle], recorded: Callable[..., Any]
):
    """A sheet meets its term when it is handed in; the note waits until the last of them is approved."""
    of = start(
        variant(
            (
                'открывается после: {мероприятие: "7", все: да}\n',
                'открывается после: {мероприятие: "7", все: да, состояние: согласован}\n',
            )
        )
    )
    first, second = TOWNS
    note = CaseKey("7-записка", "минрегион", "", "2018-6M")
    handed_in = (*forwarded(first, "минрегион", "2018-08-20"), submitted(second, "минрегион", "2018-08-21"))
    assert fold(of, recorded(*handed_in, of=of))[note].waits_for == "7"
    assert "the state “согласован”" in str(forecasts(of, fold(of, recorded(*handed_in, of=of)))[note].says)
    approved = recorded(*handed_in, *list(forwarded(second, "минрегион", "2018-08-23"))[1:2], of=of)
    case = fold(of, approved)[note]
    assert (case.waits_for, case.input_on) == (None, date(2018, 8, 23))


def test_who_is_removed_before_that_state_is_not_waited_for(
    variant: Callable[..., Definition], start: Callable[..., Cycle], recorded: Callable[..., Any]
):
    of = start(
        variant(
            (
                'открывается после: {мероприятие: "7", все: да}\n',
                'открывается после: {мероприятие: "7", все: да, состояние: согласован}\n',
            )
        )
    )
    first, second = TOWNS
    off = sheet(second, "минрегион", "снять с контроля", "2018-08-24", основание="закон")
    wishes = (*forwarded(first, "минрегион", "2018-08-20"), submitted(second, "минрегион", "2018-08-21"))
    case = fold(of, recorded(*wishes, replace(off, basis="закон от 24.08.2018 № 1"), of=of))
    assert case[CaseKey("7-записка", "минрегион", "", "2018-6M")].input_on == date(2018, 8, 20)


@pytest.mark.parametrize(("hour", "counted", "stands"), [("16:59", 29, "in_time"), ("17:01", 30, "late")])
def test_the_hour_that_a_sheet_asks_for_decides_whether_it_is_in_time(
    altai_cycle: Cycle, recorded: Callable[..., Any], hour: str, counted: int, stands: str
):
    """29 August 2018 is the 43rd working day after six months; what comes in after 17:00 came on the next."""
    wish = submitted(TOWNS[0], "минтруд", "2018-08-29")
    entries = recorded(replace(wish, data={**wish.data, "час внесения": hour}))
    case = fold(altai_cycle, entries)[CaseKey("7", TOWNS[0], "минтруд", "2018-6M")]
    assert (case.due, case.counted_on) == (date(2018, 8, 29), date(2018, 8, counted))
    assert status(case, date(2018, 9, 10)) == stands


def test_two_hours_that_differ_are_refused(recorded: Callable[..., Any]):
    wish = submitted(TOWNS[0], "минтруд", "2018-08-29")
    with pytest.raises(RefusedError, match="given twice"):
        recorded(replace(wish, at=time(11, 20)))
