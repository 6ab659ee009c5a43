"""The sheet of appendix 2 comes out as the appendix prints it, with the dates, names and marks that were recorded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

CYCLE = "altai-337"
CASE = ("7", "--participant", "Горно-Алтайск", "--agency", "Минрегионразвития РА", "--period", "год")
HEAD = (
    "действие;строка;дата;раздел;пояснение;единицы;план на год;текущий год;прошлый год;обоснование;"
    "отчёт;статус;от МО;согласовал"
)
ENTRIES = """\
добавить строку;Протокол 3, п. 2;20.12.2018;1. Исполнение;Завершить переселение;;;;;;;;;
добавить строку;Д1;20.12.2018;2. Дополнительные;Отремонтировано дворов;;;;;;;;;
внести;Протокол 3, п. 2;13.03.2019;;;;;;;;переселены 12 семей;выполнено;Иванова А.А.;
внести;Д1;13.03.2019;;;%;40;42;31;работы с мая;;;Иванова А.А.;
внести;2.2;13.03.2019;;;;12,0;12,4;11,1;новая школа;;;Иванова А.А.;
внести;5.3;13.03.2019;;;;500;480;510;сдвиг дома;;;Иванова А.А.;
внести;5.4;13.03.2019;;;;80;81;79;ремонт;;;Иванова А.А.;
внести;;13.03.2019;;;;;;;;;;;
согласовать;Протокол 3, п. 2;14.03.2019;;;;;;;;;;;Петров П.П.
согласовать;2.2;14.03.2019;;;;;;;;;;;Петров П.П.
вернуть;5.4;14.03.2019;;нет обоснования динамики;;;;;;;;;
"""


@pytest.fixture
def sheet(srok: Callable[..., Any], file: Callable[[str], Path], tmp_path: Path) -> Any:
    """The document of one sheet under way."""
    members = "--participants", file("participants.csv")
    assert srok("start", file("yaml"), *members, "--now", "2018-12-01T09:00").status == 0
    rows = ENTRIES.splitlines()
    whose = "7;Горно-Алтайск;Минрегионразвития РА;год;"
    table = [f"мероприятие;участник;ведомство;период;{HEAD}", *(f"{whose}{row}" for row in rows)]
    (tmp_path / "entries.csv").write_text("\n".join(table), encoding="utf-8")
    told = srok("record", CYCLE, "--from", tmp_path / "entries.csv", "--now", "2019-03-14T15:00")
    assert told.status == 0, told.err
    made = tmp_path / "sheet.docx"
    told = srok("sheet", CYCLE, *CASE, "--format", "docx", "--output", made)
    assert told.status == 0, told.err
    return Document(str(made))


def lines(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_its_columns_are_those_of_appendix_2(sheet, table: Callable[..., list[dict[str, str]]]):
    heads = table("appendix2.csv")
    for place, printed in enumerate(sheet.tables, start=1):
        own = [row for row in heads if row["таблица"] == str(place)]
        above, below, numbers = lines(printed)[:3]
        assert above == [row["над ней"] or row["заголовок"] for row in own]
        assert below == [row["заголовок"] for row in own]
        assert numbers == [row["графа"] for row in own]


def test_its_headings_are_those_of_appendix_2(sheet):
    told = [paragraph.text for paragraph in sheet.paragraphs if paragraph.text]
    assert told[0] == (
        "Лист заочного согласования материалов мониторинга социально-экономического развития муниципального образования"
    )
    assert told[1] == '"Горно-Алтайск" на "31" декабря 2018 г.'
    assert told[2:] == [
        "1. Исполнение решения Комиссии по оперативным вопросам регионального развития (далее - Комиссия)",
        "2. Достижение целевых показателей социально-экономического развития",
    ]


def test_what_the_form_has_no_place_for_stands_at_the_foot_of_the_page(sheet):
    foot = sheet.sections[0].footer.paragraphs[0].text
    assert foot == "Горно-Алтайск / Минрегионразвития РА / 2018 год. По состоянию на 14.03.2019"


SINCE = "за период с начала года"
#: What both tables have to say: handed in by the town, to the agency, on these days.
BY, AGENCY, DAY, MARK = "Иванова А.А.", "Минрегионразвития РА", "13.03.2019", "14.03.2019"
DECISION = [
    "1",
    "Протокол 3, п. 2. Завершить переселение",
    "переселены 12 семей",
    "выполнено",
    DAY,
    BY,
    AGENCY,
]
#: The indicators: their number, title, units and figures, why they moved; and the agency's mark, its day and remark.
INDICATORS = {
    ("2.2", 'Объем работ, выполненных по ВЭД "Строительство" <*>'): (
        f"индекс физического объема, %\n{SINCE}, тыс. рублей на человека",
        ("12,0", "12,4", "11,1", "новая школа"),
        ("Петров П.П.", MARK, ""),
    ),
    ("5.3", "Ввод жилья"): (
        f"{SINCE} в % к соответствующему периоду прошлого года\n{SINCE}, квадратных метров на 1 тыс. человек населения",
        ("500", "480", "510", "сдвиг дома"),
        ("", "", ""),
    ),
    ("5.4", "Доля протяженности автомобильных дорог местного значения с твердым покрытием <*>"): (
        "ежегодно в % к общей протяженности автомобильных дорог местного значения",
        ("80", "81", "79", "ремонт"),
        ("", "", "нет обоснования динамики"),
    ),
    ("Д1", "Отремонтировано дворов"): ("%", ("40", "42", "31", "работы с мая"), ("", "", "")),
}


def test_what_was_recorded_stands_in_it(sheet):
    """The decision is reported and approved; of the indicators one is approved, one returned, the rest handed in."""
    decisions, indicators = (lines(table)[3:] for table in sheet.tables)
    assert decisions == [[*DECISION, "Петров П.П.", MARK, ""]]
    works, homes, roads, yards = (
        [*row, units, *figures, DAY, BY, AGENCY, *marked]
        for row, (units, figures, marked) in INDICATORS.items()
    )
    assert indicators == [
        ["1. Основные показатели социально-экономического развития"] * 13,
        ["2. Инвестиционная привлекательность"] * 13,
        works,
        ["5. Уровень и качество жизни населения"] * 13,
        homes,
        roads,
        ["2. Дополнительные показатели социально-экономического развития"] * 13,
        yards,
    ]


def test_no_word_is_broken_on_the_page(sheet):
    """At 7.5 points a letter is about half as wide as high, 1.3 mm; a millimetre is left on each side of a cell."""
    for printed in sheet.tables:
        own = [line for line in lines(printed)[1:] if len(set(line)) > 1]  # without headings across the table
        for at, cell in enumerate(printed.rows[2].cells):
            longest = max((word for line in own for word in line[at].split()), key=len)
            assert cell.width.mm >= 2 + 1.3 * len(longest), longest
