"""A plan's table becomes a definition: what each column and row is, who is responsible, and that nothing is lost."""

import re
from collections.abc import Callable

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from calendars.errors import InputError
from calendars.saying import ENGLISH, say
from definitions import Read
from definitions.draft import Cell, Draft, Grid, GridRow, Source, draft
from definitions.draft_header import header_of, is_column_numbers
from definitions.draft_roles import find_roles
from definitions.tree import clean

HEADER = "№ | Мероприятия | Ответственный | Срок"

Reader = Callable[[str], Read]


def grid_row(line: str, number: int = 1) -> GridRow:
    """A row written as its cells with bars between them."""
    return GridRow(say("row {row}", row=number), tuple(Cell(text.strip()) for text in line.split("|")))


def source(*lines: str, name: str = "план") -> Source:
    rows = tuple(grid_row(line, number) for number, line in enumerate(lines, start=1))
    return Source(name, (Grid(say("the table"), rows),))


def drafted(*lines: str) -> Draft:
    return draft(source(HEADER, *lines), ENGLISH)


def values(made: Draft, key: str) -> list[str | list[str]]:
    """What the events of a draft say under a key, in order."""
    return [event.get(key) for event in yaml.safe_load(made.text)["мероприятия"]]


# The header ----------------------------------------------------------------------------------------------

HEADERS = {
    "№ | Мероприятия | Ответственный | Срок": "number title responsible deadline",
    "№ п/п | Наименование мероприятия | Ответственные лица | Сроки исполнения": "number title responsible deadline",
    "N п/п | Содержание поручения | Исполнитель | Дата": "number title responsible deadline",
    "№№ | Основные мероприятия | Срок реализации | Ожидаемый результат": "number title deadline other",
    "№ | Мероприятие | Срок | Отметка об исполнении": "number title deadline other",
    "№ | Мероприятие | Срок начала | Срок окончания": "number title start deadline",
    "№ | Мероприятие | Начало работ | Окончание": "number title start deadline",
    "№ | Мероприятие | Дата начала": "number title start",
    "№ | Мероприятие | Плановая дата начала | Плановая дата окончания": "number title start deadline",
    "№ | Мероприятие | Контрольный срок | Фактический срок": "number title deadline other",
    "№ | Раздел | Наименование | Мероприятие | Срок": "number other other title deadline",
    "№ | Мероприятие | Соисполнители | Ответственный | Срок": "number title other responsible deadline",
    "№ | Цель мероприятия | Мероприятие | Срок": "number other title deadline",
    "Мероприятие | Срок исполнения": "title deadline",
    "№ | Мероприятия | Ответственный | Срок | Порядок взаимодействия с ОМСУ": (
        "number title responsible deadline interaction"
    ),
    "№ | МЕРОПРИЯТИЯ | Ответственный за\u00a0исполнение | СРОК": "number title responsible deadline",
}


@pytest.mark.parametrize(("line", "parts"), HEADERS.items())
def test_a_header_is_known_by_its_words(line: str, parts: str) -> None:
    layout = header_of(grid_row(line))
    assert layout is not None
    assert " ".join(layout.parts) == parts


@pytest.mark.parametrize(
    "line",
    [
        "№ | Наименование показателя | Значение",
        "1 | Мероприятия по обучению | министерство | до 1 июня 2016 г.",
        "Мероприятия по обучению специалистов муниципалитетов | срок по отдельному графику",
        "Мероприятие",
        "№ | Ответственный | Срок",
        "1 | Определение сроков проведения мероприятий | министерство | в сроки, установленные законом",
    ],
)
def test_a_row_of_the_plan_is_no_header(line: str) -> None:
    assert header_of(grid_row(line)) is None


@pytest.mark.parametrize(
    ("line", "numbers"),
    [("1 | 2 | 3", True), ("1. | 2. | 3.", True), ("1 | Отчёт", False), ("1", False), ("2 | 3", False)],
)
def test_a_row_of_column_numbers(line: str, numbers: bool) -> None:
    assert is_column_numbers(grid_row(line)) is numbers


# The rows ------------------------------------------------------------------------------------------------

EVENT = "5. | Отчёт | министерство | до 1 июня 2026 г."
ROWS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "numbers lose the signs around them": (
        ["1. | А | м | май", "2) | Б | м | май", "№ 3 | В | м | май"], ["1", "2", "3"], [],
    ),
    "nested numbers stay as they are": (["3.9. | А | м | май", "3.10. | Б | м | май"], ["3.9", "3.10"], []),
    "a section is a comment": (["I. Организация | | |", EVENT], ["5"], ["row 2: I. Организация"]),
    "a section in the column of titles too": ([EVENT, " | Раздел второй | |"], ["5"], ["row 3: Раздел второй"]),
    "a line of signatures": ([EVENT, "Министр | | Иванов |"], ["5"], ["row 3: Министр | Иванов"]),
    "a row without a number": ([EVENT, " | Письмо | ОМСУ | до 1 июля 2026 г."], ["5", "5-2"], []),
    "two rows without a number": ([EVENT, " | А | м | май", " | Б | м | май"], ["5", "5-2", "5-3"], []),
    "no numbers at all": ([" | А | м | май", " | Б | м | май"], ["1", "2"], []),
    "a title that goes on": ([EVENT, " | о ходе работ | |"], ["5"], []),
    "a term that goes on": ([EVENT, " | | | и до 1 июля 2026 г."], ["5"], []),
    "an event without anything else": ([EVENT, "6. | Письмо | |", "7 | | |"], ["5", "6", "7"], []),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "numbers", "comments"), ROWS.values(), ids=ROWS)
def test_what_each_row_is(lines: list[str], numbers: list[str], comments: list[str]) -> None:
    made = drafted(*lines)
    assert values(made, "№") == numbers
    told = [line.removeprefix("  # ") for line in made.text.splitlines() if line.startswith("  # row")]
    assert told == comments


@pytest.mark.parametrize(
    ("event", "goes_on", "title", "term"),
    [
        (EVENT, " | о ходе работ | |", "Отчёт о ходе работ", "до 1 июня 2026 г."),
        (
            "5 | Отчёт | м | до 1",
            " | о ходе работ | | июня 2026 г.",
            "Отчёт о ходе работ",
            "до 1 июня 2026 г.",
        ),
        ("5 | Отчёт | м | май 2026 г.", " | | | – июнь 2026 г.", "Отчёт", "май 2026 г. – июнь 2026 г."),
    ],
)
def test_what_goes_on_in_the_next_row_is_joined(event: str, goes_on: str, title: str, term: str) -> None:
    made = drafted(event, goes_on, "6 | Письмо | м | май")
    assert values(made, "мероприятие") == [title, "Письмо"]
    assert values(made, "срок") == [term, "май"]
    assert made.joined == 1
    assert "# LOOK: row 3 continues this event" in made.text


def test_a_point_with_a_term_of_its_own_is_an_event() -> None:
    made = drafted(EVENT, " | а) отчёт за год | | 1 июля 2026 г.", " | б) записка | | 1 августа 2026 г.")
    assert values(made, "№") == ["5", "5-2", "5-3"]


def test_other_columns_are_kept_as_comments_under_their_names() -> None:
    made = draft(source(f"{HEADER} | Ожидаемый результат", f"{EVENT} | утверждён порядок"), ENGLISH)
    assert "    # Ожидаемый результат: утверждён порядок\n" in made.text


def test_what_is_to_be_solved_is_marked_above_its_line(read: Reader) -> None:
    made = drafted(
        "1 | Отчёт | министерство | когда-нибудь", "2 | Письмо | | ", "2 | Ещё письмо | м | 1 мая 2026 г."
    )
    lines = made.text.splitlines()
    for problem in read(made.text).problems:
        if problem.severity == "error":
            at = problem.line - 1
            assert any("# DECIDE:" in line for line in lines[at - 1 : at + 1]), (problem, lines[at])
    assert '    срок: "когда-нибудь"' in lines
    assert any("# DECIDE: the deadline is not understood" in line for line in lines)
    assert any("# DECIDE: number 2 stands twice" in line for line in lines)
    assert (made.events, made.understood) == (3, 1)


def test_a_problem_points_at_the_words_of_the_plan(read: Reader) -> None:
    made = drafted('1 | Отчёт "О плане" | министерство | до 1 июня, "наверное" позже')
    (problem,) = (p for p in read(made.text).problems if "not understood" in str(p.message))
    line = made.text.splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith('"наверное"')


def test_many_bodies_are_asked_about_and_not_guessed() -> None:
    made = drafted("1 | Отчёт | органы местного самоуправления | 1 мая 2026 г.", EVENT)
    assert (
        "    # для каждого: органы местного самоуправления   # LOOK: is there a row for each?\n" in made.text
    )
    assert made.text.count("# для каждого") == 1
    assert "many bodies? then add “каждый: да”" in made.text


def test_a_plan_without_rows_is_refused_with_what_was_seen() -> None:
    with pytest.raises(InputError, match=r"found here: the table \(begins: Показатель \| Значение\)"):
        draft(source("Показатель | Значение", "1 | 2"), ENGLISH)


# The roles -----------------------------------------------------------------------------------------------

LISTS: dict[str, tuple[list[str], list[list[str]]]] = {
    "each part stands alone elsewhere": (
        ["министерство", "рабочая группа", "министерство, рабочая группа"],
        [["министерство"], ["рабочая группа"], ["министерство", "рабочая группа"]],
    ),
    "a part that nobody is alone": (["минфин", "минфин, центр"], [["минфин"], ["минфин, центр"]]),
    "a name with a comma in it": (["министерство экономики, науки"], [["министерство экономики, науки"]]),
    "semicolons always part": (["минфин; минэк"], [["минфин", "минэк"]]),
    "lines that each stand alone": (["минфин", "минэк", "минфин\nминэк"], [["минфин"], ["минэк"], ["минфин", "минэк"]]),
    "a new line inside a name": (["министерство\nфинансов"], [["министерство финансов"]]),
    "a comma and a new line": (["минфин", "минэк", "минфин,\nминэк"], [["минфин"], ["минэк"], ["минфин", "минэк"]]),
    "case and a full stop do not part": (["Минфин", "минфин."], [["Минфин"], ["Минфин"]]),
    "a list in which one stands twice": (["минфин", "минфин, минфин"], [["минфин"], ["минфин"]]),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "names"), LISTS.values(), ids=LISTS)
def test_a_list_is_split_only_where_that_is_sure(cells: list[str], names: list[list[str]]) -> None:
    roles = find_roles(cells)
    assert [[role.name for role in roles.of(cell)] for cell in cells] == names


def test_a_long_name_is_shortened_and_kept_in_full() -> None:
    long = "министерство экономического развития, инвестиционной политики и внешних связей края"
    other = f"{long} и соседнего края"
    found = find_roles([long, other]).roles
    assert [role.name for role in found] == [
        "министерство экономического развития",
        "министерство экономического развития 2",
    ]
    assert [role.title for role in found] == [long, other]


# Nothing is lost, whatever the table ---------------------------------------------------------------------

WORDS = st.sampled_from(
    ["", " ", "1.", "2", "1.1", "№", "Мероприятия", "Срок", "Ответственный", "до 1 июня 2026 г.", "май", "ОМСУ", "да",
     "нет", "министерство, ОМСУ", "а: б", "#нет", "- x", "{}", "'", '"', "\\", "'\"\\", "&a *b !c", "\t\n", "\u2028",
     "null", "~", "---"]
)  # fmt: skip
CELLS = WORDS | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MERGED = st.builds(
    Cell, CELLS, st.sampled_from(["", "", "", "above", "left"]), st.sampled_from([None, None, 0, 1])
)
TABLES = st.lists(st.lists(MERGED, min_size=1, max_size=7), max_size=8)


def all_texts(text: str) -> str:
    """Everything that a draft says: its values as YAML gives them, and its comments."""
    node = yaml.compose(text)
    found: list[str] = []

    def walk(node: yaml.Node) -> None:
        if isinstance(node, yaml.ScalarNode):
            found.append(node.value)
        for item in [] if isinstance(node, yaml.ScalarNode) else node.value:
            for inner in item if isinstance(item, tuple) else (item,):
                walk(inner)

    walk(node)
    return "\n".join([*found, *(line for line in text.splitlines() if "#" in line)])


def pieces(text: str) -> list[str]:
    """What must be in the draft: a number may lose the signs around it, a list the signs between its items.

    YAML knows no sign for two characters of Unicode; another stands in their place.
    """
    writable = clean(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    return [piece.strip("№ .)") for piece in re.split("[;,]", writable)]


@settings(max_examples=150, deadline=None)
@given(TABLES, TABLES)
@example(
    [[Cell("I. Раздел"), Cell("", "left")], [Cell("1"), Cell("x" * 2000), Cell("я, " * 700), Cell("май")]], []
)
def test_any_table_imports_and_no_text_is_lost(
    read: Reader, first: list[list[Cell]], second: list[list[Cell]]
) -> None:
    top = [grid_row(HEADER), grid_row("1 | А | м | 1 мая 2026 г.")]
    grids = [
        Grid(
            say("table {table}", table=number),
            (*rows, *(GridRow(say("row"), tuple(cells)) for cells in table)),
        )
        for number, (rows, table) in enumerate([(top, first), ([], second)])
    ]
    made = draft(Source("план", tuple(grids)), ENGLISH)
    told = all_texts(made.text)
    cells = [cell for grid in grids for row in grid.rows for cell in row.cells if not cell.merged]
    lost = [cell.text for cell in cells if any(piece not in told for piece in pieces(cell.text))]
    assert lost == []
    assert read(made.text).problems
