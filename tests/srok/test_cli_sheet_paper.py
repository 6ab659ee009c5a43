"""`srok sheet --format docx`: a sheet on paper, where the definition says how and where it does not."""

from pathlib import Path

import pytest
from docx import Document

PLAN = """
цикл: листы
название: "Листы"
календарь: ru
часовой пояс: Asia/Barnaul
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
роли:
  район: {участники: {Северный: {}}}
порядки:
  лист:
    начало: готовится
    состояния: {готовится: {}, внесён: {срок исполнен: да}}
    действия: {внести: {из: готовится, в: внесён}}
  строка:
    начало: пуста
    состояния: {пуста: {}, внесена: {}, возвращена: {}}
    действия:
      внести: {из: [пуста, возвращена], в: внесена, указать: {от МО: ФИО, на день: дата}}
      вернуть: {из: внесена, в: возвращена}
мероприятия:
  - №: "7"
    мероприятие: Лист согласования
    ответственный: район
    для каждого: район
    срок: 1 июля 2016 г.
    порядок: лист
    лист:
      - раздел: Показатели
        подраздел: Основные
        порядок: строка
        строки: ["5.1", "5.2"]
        названия строк: {"5.1": Число родившихся}
        столбцы:
          N п/п: номер
          Показатель: название
          Представление материалов: {столбцы: {Дата внесения: {состояние: внесена}, ФИО: {сведения: от МО}}}
          Комментарий: замечание
      - {раздел: Показатели, подраздел: Дополнительные, порядок: строка, пополняется: да}
      - {раздел: Решения, порядок: строка, строки: Решение 1}
"""
ENTRIES = """\
мероприятие;действие;участник;строка;раздел;дата;пояснение;от МО;на день
7;добавить строку;Северный;Д1;Доп;01.06.2016;Новый показатель;;
7;внести;Северный;5.1;;02.06.2016;;Иванова А.А.;31.05.2016
7;вернуть;Северный;5.1;;03.06.2016;нет обоснования;;
7;внести;Северный;Решение 1;;03.06.2016;;Петров П.П.;30.05.2016
"""


def begun(cli, folder: Path, plan: str) -> str:
    """Start a cycle; return what is wrong."""
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    (folder / "who.csv").write_text("название\nСеверный\n", encoding="utf-8")
    who = ("--participants", folder / "who.csv")
    return cli("start", folder / "plan.yaml", *who, "--now", "2016-05-30T09:00").err


@pytest.fixture
def sheet(cli, tmp_path: Path):
    """The document that the command writes."""
    (tmp_path / "rows.csv").write_text(ENTRIES, encoding="utf-8")
    assert begun(cli, tmp_path, PLAN) == ""
    told = cli("record", "листы", "--from", tmp_path / "rows.csv", "--now", "2016-06-03T15:00")
    assert told.status == 0, told.err
    file = tmp_path / "sheet.docx"
    assert (
        cli("sheet", "листы", "7", "--participant", "Северный", "--format", "docx", "--output", file).status
        == 0
    )
    return Document(str(file))


def cells(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_its_title_says_whose_it_is_and_as_of_when(sheet):
    told = [paragraph.text for paragraph in sheet.paragraphs if paragraph.text]
    assert told == ["Лист согласования", "Северный as of 03.06.2016", "Показатели", "Решения"]


def test_sections_of_one_heading_are_one_table_in_the_columns_of_the_definition(sheet):
    """Heads stand in two rows, numbers below them; the day is that of the last handing in, the remark the last one."""
    over = "Представление материалов"
    assert cells(sheet.tables[0]) == [
        ["N п/п", "Показатель", over, over, "Комментарий"],
        ["N п/п", "Показатель", "Дата внесения", "ФИО", "Комментарий"],
        ["1", "2", "3", "4", "5"],
        ["Основные"] * 5,
        ["5.1", "Число родившихся", "02.06.2016", "Иванова А.А.", "нет обоснования"],
        ["5.2", "", "", "", ""],
        ["Дополнительные"] * 5,
        ["Д1", "Новый показатель", "", "", ""],
    ]


def test_where_the_definition_names_no_columns_all_that_may_be_given_stands_there(sheet):
    assert cells(sheet.tables[1]) == [
        ["Row", "What it is", "на день", "от МО", "Comment"],
        ["1", "2", "3", "4", "5"],
        ["Решение 1", "", "30.05.2016", "Петров П.П.", ""],
    ]


def test_a_survey_is_no_sheet_on_paper(cli, tmp_path: Path):
    asked = PLAN[: PLAN.index("    лист:\n")] + (
        "    опрос: {для каждого: район, заполняет: район, ответ: готовность, нет ответа: не опрошен}\n"
    )
    plan = asked.replace("  строка:", "  строка2:").replace("для каждого: район\n    срок", "срок")
    plan = plan[: plan.index("  строка2:")] + plan[plan.index("мероприятия:") :]
    assert begun(cli, tmp_path, plan) == ""
    refused = cli("sheet", "листы", "7", "--format", "docx", "--output", tmp_path / "no.docx")
    assert (refused.status, "is a survey" in refused.err) == (1, True)
