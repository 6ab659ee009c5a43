"""What `--set` may change, and what it says of what it may not."""

import pytest

from calendars.errors import InputError
from definitions import Definition, with_settings


def test_the_roll_is_changed_and_says_who_chose_it(plan: Definition):
    roll = with_settings(plan, ["roll=preceding"]).roll
    assert (roll.dates, roll.decided_by) == ("preceding", "--set roll=preceding")
    assert (roll.windows, roll.windows_decided_by) == ("none", plan.roll.decided_by)


def test_the_roll_of_windows_is_changed_alone(plan: Definition):
    roll = with_settings(plan, ["windows_roll=following"]).roll
    assert (roll.dates, roll.decided_by) == ("following", plan.roll.decided_by)
    assert (roll.windows, roll.windows_decided_by) == ("following", "--set windows_roll=following")


def test_both_rolls_in_either_order(plan: Definition):
    settings = ["roll=preceding", "windows_roll=following"]
    assert with_settings(plan, settings).roll == with_settings(plan, settings[::-1]).roll


def test_settings_may_be_written_in_russian(plan: Definition):
    russian = ["перенос = предыдущий\u00a0рабочий день", "президентские нерабочие дни=да"]
    changed = with_settings(plan, russian)
    assert (changed.roll.dates, changed.presidential) == ("preceding", True)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("roll", ("“roll”", "NAME=VALUE")),
        ("", ("NAME=VALUE",)),
        ("roll=folowing", ("unknown value “folowing”", "did you mean “following”")),
        ("rol=following", ("unknown setting “rol”", "did you mean “roll”")),
        ("timezone=Europe/Moscow", ("unknown setting “timezone”", "roll, windows_roll")),
        ("calendar=us", ("There is no calendar “us”", "ru")),
        ("presidential=maybe", ("unknown value “maybe”", "yes, no")),
    ],
)
def test_what_is_not_a_setting(plan: Definition, setting: str, words: tuple[str, ...]):
    with pytest.raises(InputError) as refused:
        with_settings(plan, ["roll=none", setting])
    for word in words:
        assert word in str(refused.value)
