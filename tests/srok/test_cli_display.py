"""What somebody typed is shown as it is, and gives no orders to the terminal that shows it."""

import pytest

from definitions import clean
from srok.cli.common import out, table
from srok.cli.matrix import matrix
from srok.reports import Row


@pytest.mark.parametrize("name", ["[/b]район", "[red]район", ":red_circle: район", "район [1]"])
def test_a_name_is_not_taken_for_markup(capsys, name):
    row: Row = {"event": "1", "step": None, "subject": name, "agency": None, "period": None}
    row |= {"status": "in_time", "delay_days": 0, "actual": None}

    out().print(table(name, (), ()))
    out().print(matrix([row], name))

    assert capsys.readouterr().out.count(name) >= 2


def test_what_was_late_when_it_was_taken_off_the_plan_has_no_number(capsys):
    """Beside its mark, a dash, the number would read as a negative one."""
    row: Row = {"event": "1", "step": None, "subject": "Бор", "agency": None, "period": None}
    row |= {"status": "removed", "delay_days": 8, "actual": None}
    out().print(matrix([row], "план"))
    assert "8" not in capsys.readouterr().out


def test_signs_that_command_a_terminal_are_dropped():
    assert clean("ok\x1b]0;PWNED\x07\n  9  исполнить\x9b2J") == "ok]0;PWNED 9 исполнить2J"
