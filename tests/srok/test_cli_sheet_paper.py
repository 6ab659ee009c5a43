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


def of_an_act(plan: str) -> str:
    """The plan with a form in the words and numbers of an act, for half a year, and with an hour of receipt."""
    added = {
        "правила:": (
            "периоды: [6 месяцев]\nправила:\n"
            "  поступило после: {час: 17-00, чей: цикла}\n  годы: {отчётный: 2016}"
        ),
        "    для каждого: район\n": (
            "    для каждого: [район, период]\n    кому: министр\n    срок исполнен: внесением\n"
        ),
        "  район: {участники": "  министр: {}\n  район: {участники",
        "внесён: {срок исполнен: да}": "внесён: {срок исполнен: да, у кого: адресат}",
        "внесена: {}": "внесена: {у кого: адресат}",
        "    лист:\n": "    шапка листа: '{участник} на {конец периода}'\n    лист:\n",
        "          N п/п: номер\n          Показатель: название\n": (
            "          N п/п: по порядку\n          Показатель: номер и название\n"
            "          Единицы: {сведения: [темп, объём]}\n"
        ),
        "        столбцы:\n": (
            "        подзаголовки: {1. Население: 5.1, 2. Дороги: 5.2}\n"
            '        сведения строк: {"5.1": {темп: в %, объём: на тыс. человек}, "5.2": {объём: км}}\n'
            "        столбцы:\n"
        ),
    }
    for there, put in added.items():
        assert plan.count(there) == 1, there
        plan = plan.replace(there, put)
    return plan


@pytest.fixture
def form(cli, tmp_path: Path):
    """The document of a sheet that came at 17:20 of 29 July 2016, a Friday; its row was put in at 16:30."""
    assert begun(cli, tmp_path, of_an_act(PLAN)) == ""
    whose = ("листы", "7", "--participant", "Северный", "--period", "6 месяцев")
    given = ("--data", "от МО=Иванова А.А.", "--data", "на день=30.06.2016")
    row = ("record", *whose, "внести", "--row", "5.1", *given)
    assert cli(*row, "--at", "16:30", "--now", "2016-07-29T16:30").status == 0
    told = cli("record", *whose, "внести", "--at", "17:20", "--now", "2016-07-29T17:20")
    assert told.status == 0, told.err
    told = cli("sheet", *whose, "--format", "docx", "--output", tmp_path / "form.docx")
    assert told.status == 0, told.err
    return Document(str(tmp_path / "form.docx"))


def test_the_line_below_the_title_is_the_forms_own_and_the_rest_stands_at_the_foot(form):
    told = [paragraph.text for paragraph in form.paragraphs if paragraph.text]
    assert told[:2] == ["Лист согласования", 'Северный на "30" июня 2016 г.']
    foot = form.sections[0].footer.paragraphs[0].text
    assert foot == "Северный / 6 months of 2016. As of 29.07.2016"


def test_headings_stand_between_rows_and_the_document_says_what_is_known_of_them(form):
    """What came after the hour with the sheet shows the day as of which it counts: Monday 1 August."""
    own = [line[:4] for line in cells(form.tables[0])[3:8]]
    assert own == [
        ["Основные"] * 4,
        ["1. Население"] * 4,
        ["1", "5.1. Число родившихся", "в %\nна тыс. человек", "29.07.2016 (counts as of 01.08.2016)"],
        ["2. Дороги"] * 4,
        ["2", "5.2", "км", ""],
    ]


def test_programs_are_told_the_day_that_counts_and_what_is_known(cli, form):
    whose = ("листы", "7", "--participant", "Северный", "--period", "6 месяцев")
    row = cli("sheet", *whose, "--format", "json").json[0]
    assert (row["since"], row["counted_on"]) == ("2016-07-29", "2016-08-01")
    assert row["known"] == {"темп": "в %", "объём": "на тыс. человек"}
