"""Figures out of tables: what is read, and each fault with its file, row and column."""

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from calendars.errors import InputError
from definitions import Achievement, Band, LeftOut, Rating, Score
from srok.indicators import figures_from
from workflow import FigureAt, Figures, Participant, Placing

RATING = Rating(
    "район",
    (
        Score("рост", column="темп роста", quotient=("факт", "прошлый год"), indicators=("3.1", "3.10", "4")),
        Score("решения", column="отложено", source="всего", better="less"),
    ),
    Decimal(2),
    Decimal(2),
    average="Край",
    inverse=("4",),
    excepted=(LeftOut(("3.10",), form="город"),),
    achievement=Achievement("план", (Band(Decimal(1)),)),
)
PLACING = Placing(
    RATING, [Participant("Берёзовка", "район"), Participant("Дивногорск", "район", kind="город")]
)
TABLE = """Показатель;Район;Темп роста, %;План, %;единица
3.1;Край;104,5;;тонн
3.1;Берёзовка;1 045;101 %;тонн
3.1;Дивногорск;52.25;;тонн
3.10;Край;100;;голов
3.10;Берёзовка;Х;;голов
4;край;2;;
4.;Березовка;0;89,5;
4;Дивногорск;1;;
"""
POINTS = """участник;всего;отложено
Берёзовка;10;2
Дивногорск;0;0
"""
FILES = [("темпы.csv", TABLE.encode()), ("решения.csv", POINTS.encode())]
READ = {
    FigureAt("темп роста", "Край", "3.1"): Fraction("104.5"),
    FigureAt("темп роста", "Берёзовка", "3.1"): Fraction(1045),
    FigureAt("план", "Берёзовка", "3.1"): Fraction(101),
    FigureAt("темп роста", "Дивногорск", "3.1"): Fraction("52.25"),
    FigureAt("темп роста", "Край", "3.10"): Fraction(100),
    FigureAt("темп роста", "Берёзовка", "3.10"): None,
    FigureAt("темп роста", "Край", "4"): Fraction(2),
    FigureAt("темп роста", "Берёзовка", "4"): Fraction(0),
    FigureAt("план", "Берёзовка", "4"): Fraction("89.5"),
    FigureAt("темп роста", "Дивногорск", "4"): Fraction(1),
    FigureAt("всего", "Берёзовка"): Fraction(10),
    FigureAt("отложено", "Берёзовка"): Fraction(2),
    FigureAt("всего", "Дивногорск"): Fraction(0),
    FigureAt("отложено", "Дивногорск"): Fraction(0),
}


_NO_TABLE = (
    "no table of indicators was found: its header must have a column “район” and at least one of: план, "
    "темп роста, отложено, всего, факт, прошлый год"
)


BELOW_ZERO = (
    "“-5” is below zero, and ratios are made of figures that are not: a decline by 5 % is a rate of 95; "
    "write X where there is no such thing"
)


def told(files: list[tuple[str, bytes]]) -> list[tuple[str, int, int, str]]:
    with pytest.raises(InputError) as caught:
        figures_from(files, PLACING)
    return [(one.file, one.line, one.column, str(one.message)) for one in caught.value.problems]


@pytest.fixture
def book() -> Callable[..., bytes]:
    """A workbook with a sheet for each table; a number format goes with a value as a pair."""

    def made(*tables: list[list[object]]) -> bytes:
        workbook = Workbook()
        workbook.remove(workbook.worksheets[0])
        for number, table in enumerate(tables, start=1):
            sheet = workbook.create_sheet(f"лист {number}")
            for row, values in enumerate(table, start=1):
                for column, value in enumerate(values, start=1):
                    cell = sheet.cell(row, column)
                    cell.value, cell.number_format = (
                        value if isinstance(value, tuple) else (value, cell.number_format)
                    )
        kept = io.BytesIO()
        workbook.save(kept)
        return kept.getvalue()

    return made


def test_tables_are_read_as_people_write_them():
    assert figures_from(FILES, PLACING) == READ


@given(st.permutations(TABLE.splitlines()[1:]), st.booleans())
def test_the_order_of_rows_and_files_changes_nothing(rows: list[str], turned: bool):
    table = "\n".join([TABLE.splitlines()[0], *rows]).encode()
    files = [("темпы.csv", table), FILES[1]]
    assert figures_from(files[::-1] if turned else files, PLACING) == READ


def test_a_workbook_has_both_tables_and_a_heading_above(book: Callable[..., bytes]):
    table = [line.split(";") for line in TABLE.splitlines()]
    table[2][2:4] = [(1045, "#,##0.0"), (1.01, "0.0%")]
    table[1][2] = (104.5, "0.00")
    points = [line.split(";") for line in POINTS.splitlines()]
    made = book([["Показатели за 2018 год"], [], *table], [["Прочее"]], points)
    figures: Figures = figures_from([("таблицы.xlsx", made)], PLACING)
    assert figures == READ


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        (
            "1 045",
            "около 90",
            (3, 3),
            "line 3: “около 90” is not a number; write it like 104,5, or X where there is no such thing",
        ),
        (
            "52.25",
            "-5",
            (4, 3),
            f"line 4: {BELOW_ZERO}",
        ),
        (
            "3.1;Дивногорск",
            "3.1;Дивногорка",
            (4, 2),
            "line 4: unknown participant “Дивногорка”; did you mean “Дивногорск”?",
        ),
        ("3.1;Дивногорск", "3.2;Дивногорск", (4, 1), "line 4: unknown indicator “3.2”; did you mean “3.1”?"),
        (
            "3.1;Дивногорск",
            "3.1;Берёзовка",
            (4, 3),
            "line 4: this figure stands twice; first in line 3: leave one of the two out",
        ),
        (
            "104,5",
            "0",
            (2, 3),
            "line 2: an average of 0: nothing can be compared with it; correct it, or put X if this is not counted",
        ),
        ("10;2", "1;2", (2, 3), "line 2: this is more than “всего” of the same row, which is 1"),
        (
            "3.1;Дивногорск;52.25;;тонн\n",
            "",
            (0, 0),
            "“Дивногорск” has no “темп роста” of the indicators 3.1: add it, or X where there is no such thing",
        ),
        ("Дивногорск;0;0", "", (0, 0), "“Дивногорск” has no “всего”: add a row with the figure"),
        (
            "Район;Темп роста",
            "Район;Темп",
            (0, 0),
            "“Край” has no “темп роста” of the indicators 3.1, 3.10, 4: add it, or X where there is no such thing",
        ),
        (
            "участник;",
            "имя;",
            (1, 1),
            _NO_TABLE,
        ),
    ],
)
def test_a_fault_is_told_at_its_place(old: str, new: str, where: tuple[int, int], what: str):
    assert sum(old in data.decode() for _, data in FILES) == 1
    found = told([(name, data.decode().replace(old, new).encode()) for name, data in FILES])
    assert (*where, what) in [one[1:] for one in found]
    named = {name for name, data in FILES if old in data.decode()}
    assert where == (0, 0) or {one[0] for one in found if one[3] == what} == named


def test_all_faults_are_told_at_once():
    table = TABLE.replace("1 045", "много").replace("52.25", "мало").replace("4;край", "4;край мира")
    assert [one[:3] for one in told([("темпы.csv", table.encode()), FILES[1]])] == [
        ("темпы.csv", 3, 3),
        ("темпы.csv", 4, 3),
        ("темпы.csv", 7, 2),
    ]


def test_a_number_that_excel_shortened_may_be_another_indicator(book: Callable[..., bytes]):
    table = [["показатель", "район", "темп роста"], [3.1, "Край", 100], [4, "Край", 100]]
    (problem,) = told([("т.xlsx", book(table))])
    assert problem[:3] == ("т.xlsx", 2, 1)
    assert "is it 3.1, or 3.10? Keep the numbers of indicators as text" in problem[3]


def test_a_file_that_is_no_table_is_named():
    assert [one[:2] for one in told([("письмо.pdf", b"%PDF")])] == [("письмо.pdf", 0)]


WORKED = """показатель;район;темп роста, %;прошлый год;факт
3.1;Край;;200;210
3.1;Берёзовка;;40;50
3.1;Дивногорск;99;40;50
3.10;Край;100;;
3.10;Берёзовка;;X;7
4;Край;;10;9
4;Берёзовка;;4;2
4;Дивногорск;;4;0
"""


def test_growth_is_worked_out_where_it_is_not_given():
    figures = figures_from([("т.csv", WORKED.encode()), FILES[1]], PLACING)
    found = {(at.whose, at.indicator): one for at, one in figures.items() if at.column == "темп роста"}
    assert found == {
        ("Край", "3.1"): 105,
        ("Берёзовка", "3.1"): 125,
        ("Дивногорск", "3.1"): 99,  # as it is given
        ("Край", "3.10"): 100,
        ("Берёзовка", "3.10"): None,
        ("Край", "4"): 90,
        ("Берёзовка", "4"): 50,
        ("Дивногорск", "4"): 0,
    }


def test_an_index_is_no_quotient_of_two_years():
    growth = replace(RATING.scores[0], no_quotient=("3.1",))
    placing = Placing(replace(RATING, scores=(growth, RATING.scores[1])), PLACING.members)
    with pytest.raises(InputError) as caught:
        figures_from([("т.csv", WORKED.encode()), FILES[1]], placing)
    lacking = "“{}” has no “темп роста” of the indicators 3.1: add it, or X where there is no such thing"
    said = [str(one.message) for one in caught.value.problems]
    assert said == [lacking.format("Берёзовка"), lacking.format("Край")]


@pytest.mark.parametrize(("old", "line"), [("Берёзовка;;40", 3), ("Край;;10", 7)])
def test_a_base_of_nothing_is_told_where_it_stands(old: str, line: int):
    table = WORKED.replace(old, f"{old.rpartition(';')[0]};0")
    said = (
        f"line {line}: “темп роста” cannot be worked out with this 0: give it in its own column, or X there"
    )
    assert ("т.csv", line, 4, said) in told([("т.csv", table.encode()), FILES[1]])
