"""Rows inside a case: the sheet of appendix 2 to order 337, with two indicators of an agency and a decision.

Each row has its own dates, signatory, mark and comment; some are returned while others are approved.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calendars.errors import RefusedError
from definitions import Definition
from workflow import Case, CaseKey, Cycle, Entry, Wish, admit, fold

TOWN = "Горно-Алтайск"
KEY = CaseKey("7", TOWN, "минздрав", "2018-6M")
DECISION = "Решение 12"
#: The flow of a row, and the sheet of event 7, as pieces of the sketch.
FLOW, SHEET = (Path(__file__).parent / "data" / "sheet.yaml").read_text().split("# sheet\n")


@pytest.fixture(scope="module")
def with_sheet(variant: Callable[..., Definition]) -> Definition:
    """The sketch of order 337 with the sheet of its appendix 2."""
    return variant(
        ("3.1-3.2.1", "3.1, 3.2, 3.2.1"),
        ("мероприятия:\n", f"{FLOW}мероприятия:\n"),
        ("    порядок: лист согласования\n", SHEET),
    )


@pytest.fixture(scope="module")
def sheets(with_sheet: Definition, start: Callable[..., Cycle]) -> Cycle:
    return start(with_sheet)


def row(name: str, action: str, on: str, note: str = "", **data: str) -> Wish:
    whose = {"agency": "минздрав", "period": "6 месяцев"}
    return Wish("7", action, TOWN, date.fromisoformat(on), note=note, data=data, row=name, **whose)


def submitted(name: str, on: str, who: str = "Иванова А.А.") -> Wish:
    return row(name, "внести", on, **{"от МО": who})


def approved(name: str, on: str) -> Wish:
    return row(name, "согласовать", on, согласовал="Петров П.П.")


def whole(action: str, on: str) -> Wish:
    given: dict[str, dict[str, str]] = {
        "внести": {
            "дата внесения": on,
            "час внесения": "10:00",
            "от МО": "Иванова А.А.",
            "лист": "лист.docx",
        },
        "вернуть": {"строки": "5.2", "комментарий": "нет обоснования"},
        "согласовать": {"согласовал": "Петров П.П.", "дата согласования": on},
    }
    return row("", action, on, **given[action])


#: Two indicators and a decision: handed in on three days, and the whole on the last of them.
HANDED_IN = (
    row(DECISION, "добавить строку", "2018-07-10", "Завершить ремонт поликлиники"),
    submitted("5.1", "2018-08-20"),
    submitted("5.2", "2018-08-21", "Сидоров С.С."),
    submitted(DECISION, "2018-08-22"),
    whole("внести", "2018-08-22"),
)
#: One is returned with a comment while another is approved.
RETURNED = (
    approved("5.1", "2018-08-23"),
    row("5.2", "вернуть", "2018-08-23", "нет обоснования динамики"),
    whole("вернуть", "2018-08-23"),
)
#: The returned one comes again, and all are approved.
APPROVED = (
    submitted("5.2", "2018-08-24", "Сидоров С.С."),
    whole("внести", "2018-08-24"),
    approved("5.2", "2018-08-27"),
    approved(DECISION, "2018-08-27"),
    whole("согласовать", "2018-08-27"),
)


@pytest.fixture
def record(recorded: Callable[..., list[Entry]], sheets: Cycle) -> Callable[..., list[Entry]]:
    return lambda *wishes: recorded(*wishes, of=sheets)


def states(case: Case) -> dict[str, str]:
    return {name: one.state for name, one in case.sheet.items()}


def case(cycle: Cycle, entries: list[Entry], **as_of: date) -> Case:
    return fold(cycle, entries, **as_of)[KEY]


# Which rows there are ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agency", "period", "rows"),
    [
        ("минфин", "2018-6M", ["1.1"]),
        ("минэк", "2018-6M", ["1.2", "1.3", "1.4", "2.1", "3.1", "3.2", "3.2.1"]),
        ("минрегион", "2018-6M", ["5.3"]),  # 2.2 and 5.4 are monitored once a year
        ("минрегион", "2018-9M", ["5.3"]),
        ("минрегион", "2018", ["2.2", "5.3", "5.4"]),
        ("минсельхоз", "2018-9M", [f"3.{number}" for number in range(3, 13)]),
        ("минздрав", "2018", ["5.1", "5.2"]),
    ],
)
def test_the_indicators_of_an_agency_are_the_rows(sheets: Cycle, agency: str, period: str, rows: list[str]):
    found = fold(sheets, ())[CaseKey("7", TOWN, agency, period)]
    assert list(found.sheet) == rows
    assert {one.state for one in found.sheet.values()} == {"не внесена"}
    assert {one.section.title for one in found.sheet.values()} == {"Достижение целевых показателей"}


def test_an_event_without_a_sheet_has_no_rows(sheets: Cycle):
    assert fold(sheets, ())[CaseKey("13", TOWN, "", "2018-6M")].sheet == {}


# The worked case -----------------------------------------------------------------------------------------


def test_some_rows_are_returned_while_others_are_approved(sheets: Cycle, record: Callable[..., list[Entry]]):
    found = case(sheets, record(*HANDED_IN, *RETURNED))
    assert states(found) == {"5.1": "согласована", "5.2": "возвращена", DECISION: "внесена"}
    assert found.state == "на доработке"
    returned = found.sheet["5.2"]
    assert (str(returned.since), returned.comment) == ("2018-08-23", "нет обоснования динамики")
    first = found.sheet["5.1"]
    assert (str(first.mark("внесена").on), str(first.mark("согласована").on)) == ("2018-08-20", "2018-08-23")
    assert first.data == {"от МО": "Иванова А.А.", "согласовал": "Петров П.П."}
    assert (found.sheet[DECISION].wording, found.sheet[DECISION].section.title) == (
        "Завершить ремонт поликлиники",
        "Исполнение решения Комиссии",
    )
    assert str(found.actual) == "2018-08-22"
    assert found.conflicts == ()


def test_a_returned_row_comes_again(sheets: Cycle, record: Callable[..., list[Entry]]):
    found = case(sheets, record(*HANDED_IN, *RETURNED, *APPROVED))
    assert set(states(found).values()) == {"согласована"}
    assert found.state == "согласован"
    assert [(mark.state, str(mark.on)) for mark in found.sheet["5.2"].marks] == [
        ("внесена", "2018-08-21"),
        ("возвращена", "2018-08-23"),
        ("внесена", "2018-08-24"),
        ("согласована", "2018-08-27"),
    ]


def test_the_past_shows_the_rows_as_they_were(sheets: Cycle, record: Callable[..., list[Entry]]):
    entries = record(*HANDED_IN, *RETURNED, *APPROVED)
    assert states(case(sheets, entries, as_of=date(2018, 8, 21))) == {
        "5.1": "внесена",
        "5.2": "внесена",
        DECISION: "не внесена",
    }
    assert states(case(sheets, entries, as_of=date(2018, 7, 1))) == {"5.1": "не внесена", "5.2": "не внесена"}


# What waits for the rows ---------------------------------------------------------------------------------


def refused(record: Callable[..., list[Entry]], *wishes: Wish) -> str:
    with pytest.raises(RefusedError) as error:
        record(*wishes)
    return str(error.value)


def test_the_whole_is_not_handed_in_before_its_rows(record: Callable[..., list[Entry]]):
    told = refused(record, *HANDED_IN[:3], whole("внести", "2018-08-22"))
    assert "before “внести” every row must be: внесена, согласована" in told
    assert told.count("(не внесена)") == 1
    assert f"{DECISION} (не внесена)" in told


def test_the_whole_is_approved_once_all_rows_are(record: Callable[..., list[Entry]]):
    told = refused(record, *HANDED_IN, approved("5.1", "2018-08-23"), whole("согласовать", "2018-08-23"))
    assert "before “согласовать” every row must be: согласована" in told
    assert f"{DECISION} (внесена), 5.2 (внесена)" in told or f"5.2 (внесена), {DECISION} (внесена)" in told
    assert "5.1" not in told


def test_the_whole_is_returned_when_a_row_is(record: Callable[..., list[Entry]]):
    told = refused(record, *HANDED_IN, approved("5.1", "2018-08-23"), whole("вернуть", "2018-08-23"))
    assert "before “вернуть” at least one row must be: возвращена" in told


def test_a_row_that_is_not_there_any_more_in_time_makes_the_whole_a_conflict(
    sheets: Cycle, record: Callable[..., list[Entry]], moment: Any
):
    entries = record(*HANDED_IN, *RETURNED, *APPROVED)
    late = admit(
        sheets,
        entries,
        Wish(**{**vars(approved("5.2", "2018-08-28")), "corrects": 11}),
        len(entries) + 1,
        moment("2018-08-28"),
    )
    found = case(sheets, [*entries, late])
    assert found.state == "на рассмотрении"
    (conflict,) = found.conflicts
    assert conflict.entry == 13
    assert "5.2 (внесена)" in str(conflict.why)


# What is refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (submitted("5.3", "2018-08-20"), ("no row “5.3”", "5.1, 5.2")),
        (submitted("Решение 1", "2018-08-20"), ("no row “Решение 1”", "5.1, 5.2")),
        (row("5.1", "внести", "2018-08-20"), ("needs: от МО",)),
        (
            row("5.1", "согласовать", "2018-08-20", согласовал="Петров П.П."),
            ("row “5.1”", "“не внесена”", "внести"),
        ),
        (row("5.1", "направить", "2018-08-20"), ("“направить” is about the whole case", "внести")),
        (row("", "добавить строку", "2018-08-20", "Решение"), ("--row", "--note")),
        (row(DECISION, "добавить строку", "2018-08-20"), ("--row", "--note")),
        (row("5.1", "добавить строку", "2018-08-20", "Ещё раз"), ("there is a row “5.1” already",)),
        (row("5.1", "ответ", "2018-08-20"), ("is no survey",)),
    ],
)
def test_what_does_not_fit_a_row_is_refused(
    record: Callable[..., list[Entry]], wish: Wish, words: tuple[str, ...]
):
    told = refused(record, wish)
    for word in words:
        assert word in told


def test_only_whoever_may_does_it(record: Callable[..., list[Entry]]):
    wish = Wish(**{**vars(submitted("5.1", "2018-08-20")), "actor": "минздрав"})
    told = refused(record, wish)
    assert "“минздрав” may not do “внести” here; those who may: муниципалитет" in told


def test_rows_are_added_only_where_the_definition_says_so(sheets: Cycle, moment: Any):
    wish = Wish("13", "добавить строку", TOWN, date(2018, 8, 20), note="Решение", period="6 месяцев", row="1")
    with pytest.raises(RefusedError, match="event 13 has no sheet"):
        admit(sheets, [], wish, 1, moment("2018-08-20"))


# Corrections ---------------------------------------------------------------------------------------------


def test_an_act_on_a_row_is_withdrawn(sheets: Cycle, record: Callable[..., list[Entry]]):
    entries = record(*HANDED_IN[:3], Wish(**{**vars(row("", "отозвать", "2018-08-22")), "corrects": 3}))
    assert states(case(sheets, entries))["5.2"] == "не внесена"


def test_a_row_whose_entry_is_withdrawn_takes_what_was_done_with_it_along(
    sheets: Cycle, record: Callable[..., list[Entry]]
):
    entries = record(
        HANDED_IN[0],
        submitted(DECISION, "2018-08-22"),
        Wish(**{**vars(row("", "отозвать", "2018-08-23")), "corrects": 1}),
    )
    found = case(sheets, entries)
    assert DECISION not in found.sheet
    (conflict,) = found.conflicts
    assert conflict.entry == 2
    assert f"no row “{DECISION}”" in str(conflict.why)


def test_a_correction_stands_in_the_place_of_what_it_corrects(
    sheets: Cycle, record: Callable[..., list[Entry]]
):
    entries = record(
        *HANDED_IN[:3],
        Wish(**{**vars(submitted("5.2", "2018-08-20", "Павлов П.П.")), "corrects": 3}),
    )
    found = case(sheets, entries).sheet["5.2"]
    assert (str(found.since), found.data["от МО"], len(found.marks)) == ("2018-08-20", "Павлов П.П.", 1)


def test_a_closed_sheet_takes_nothing_more(sheets: Cycle, record: Callable[..., list[Entry]]):
    forwarded = row("", "направить", "2018-08-28", исходящий="№ 5 от 28.08.2018")
    new = row("Решение 13", "добавить строку", "2018-08-29", "Поздно")
    told = refused(record, *HANDED_IN, *RETURNED, *APPROVED, forwarded, new)
    assert "“направлен” is the end of this case: nothing changes in its rows any more" in told
