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


def test_signs_that_command_a_terminal_are_dropped():
    assert clean("ok\x1b]0;PWNED\x07\n  9  исполнить\x9b2J") == "ok]0;PWNED 9 исполнить2J"
