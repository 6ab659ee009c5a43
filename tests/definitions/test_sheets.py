"""Rows inside a case: what a definition says of them; a cycle started before there were any still reads."""

import json
from pathlib import Path

from definitions import Before, Section, dump_definition, parse_definition, read_definition
from definitions.model_sheets import RowsExcepted, RowsFrom

RICH = read_definition((Path(__file__).parent / "data" / "rich.yaml").read_bytes(), "rich.yaml").definition


def test_a_sheet_has_sections():
    assert RICH is not None
    assert RICH.events[4].sheet == (
        Section(
            "строка листа",
            "Решения",
            rows=("Решение 1",),
            open=True,
            before=(Before("согласовать", all=("согласована", "возвращена")),),
        ),
        Section(
            "строка листа",
            "Показатели",
            rows_from=RowsFrom("ведомство", "показатели"),
            excepted=(RowsExcepted(("6M", "9M"), data="годовые"),),
            before=(Before("согласовать", all=("согласована",)), Before("вернуть", any=("возвращена",))),
        ),
    )


def test_a_snapshot_keeps_them():
    assert RICH is not None
    assert parse_definition(dump_definition(RICH)) == RICH


def test_a_snapshot_of_before_there_were_sheets_has_none():
    assert RICH is not None
    kept = json.loads(dump_definition(RICH))
    for event in kept["events"]:
        del event["sheet"]
    found = parse_definition(json.dumps(kept))
    assert [event.sheet for event in found.events] == [()] * len(RICH.events)
