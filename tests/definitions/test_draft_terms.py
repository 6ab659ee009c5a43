"""The term of a draft's event: a beginning in a column of its own, and midnight, are never taken for granted."""

import pytest
import yaml

from calendars.saying import ENGLISH, say
from definitions.draft import Cell, Draft, Grid, GridRow, Source, draft

HEADER = "№ | Мероприятие | Срок начала | Срок окончания"


def grid_row(line: str) -> GridRow:
    """A row written as its cells with bars between them."""
    return GridRow(say("row"), tuple(Cell(text.strip()) for text in line.split("|")))


def drafted(*rows: GridRow) -> Draft:
    return draft(Source("план", (Grid(say("the table"), rows),)), ENGLISH)


def terms(made: Draft) -> list[str | None]:
    return [event["срок"] for event in yaml.safe_load(made.text)["мероприятия"]]


BEGUN = {
    "dates in words": ("1 марта 2026 | 5 мая 2026", "с 1 марта 2026 г. по 5 мая 2026 г."),
    "dates in digits": ("01.03.2026 | 05.05.2026", "с 01.03.2026 по 05.05.2026"),
    "months": ("март 2026 г. | май 2026 г.", "март 2026 г. – май 2026 г."),
    "with the words of a period": ("с 1 марта 2026 г. | по 5 мая 2026 г.", "с 1 марта 2026 г. по 5 мая 2026 г."),
    "the end alone": (" | до 5 мая 2026 г.", "до 5 мая 2026 г."),
    "the same in both": ("май 2026 г. | май 2026 г.", "май 2026 г."),
    "the beginning alone": ("1 марта 2026 | ", None),
    "the end before the beginning": ("5 мая 2026 | 1 марта 2026", None),
    "a beginning that is no day": ("по готовности | 5 мая 2026", None),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "term"), BEGUN.values(), ids=BEGUN)
def test_a_beginning_in_a_column_of_its_own_is_never_dropped(cells: str, term: str | None) -> None:
    made = drafted(grid_row(HEADER), grid_row(f"1 | Отчёт | {cells}"))
    assert terms(made) == [term]
    assert made.understood == (term is not None)
    if term is None:
        (line,) = (line for line in made.text.splitlines() if line.startswith("    срок:"))
        assert "# DECIDE: the plan" in line
        assert all(cell.strip() in line for cell in cells.split("|"))


def test_a_beginning_and_an_end_under_one_heading() -> None:
    top = [Cell("№"), Cell("Мероприятие"), Cell("Срок"), Cell(merged="left")]
    below = [Cell("№", "above"), Cell("Мероприятие", "above"), Cell("начало"), Cell("окончание")]
    header = (GridRow(say("row"), tuple(cells)) for cells in (top, below))
    plan = grid_row("1 | Отчёт | 1 марта 2026 г. | 5 мая 2026 г.")
    made = drafted(*header, plan)
    assert terms(made) == ["с 1 марта 2026 г. по 5 мая 2026 г."]


def test_midnight_in_a_text_is_kept_and_asked_about() -> None:
    made = drafted(
        *map(grid_row, ("№ | Мероприятие | Срок", "1 | А | 01.05.2026 00:00", "2 | Б | 01.05.2026 10:00"))
    )
    assert terms(made) == ["01.05.2026 00:00", "01.05.2026 10:00"]
    assert made.text.count("# LOOK: 00:00 is the very beginning of the day") == 1
