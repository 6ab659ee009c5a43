"""What appears with an amended plan and what ends, a repeal, and what cannot be an amendment."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from calendars import Calendar
from calendars.errors import RefusedError
from definitions import Definition
from workflow import (
    CaseKey,
    Change,
    Cycle,
    Participant,
    Wish,
    amended,
    case_of,
    fold,
)

ZONE = ZoneInfo("Asia/Krasnoyarsk")


def test_an_item_that_is_new_appears_and_one_that_is_gone_is_removed(
    small_cycle: Cycle, plan, amendment, compared
):
    new = plan(
        ('№: "2", мероприятие: Справка', '№: "4", мероприятие: Записка'),
    )
    found = compared(small_cycle, [], amendment(9, "2016-09-01", new), today="2016-09-01")
    assert {name: one.what for name, one in found.items()} == {"2": ("removed",), "4": ("appears",)}
    assert found["2"].after.reason == "приказ № 7"


def test_what_has_begun_goes_on_under_the_old_wording(small_cycle: Cycle, entry, plan, amendment, compared):
    """Item 1 becomes one for all; Север has handed its report in, Юг has not begun."""
    handed_in = [entry(5, "1 Север", "сдать", "2016-08-30")]
    new = plan(('район, для каждого: район, срок: "15', 'министр, срок: "15'))
    found = compared(small_cycle, handed_in, amendment(9, "2016-09-01", new), today="2016-09-01")
    what = {name: one.what for name, one in found.items() if name.startswith("1")}
    assert what == {"1": ("appears",), "1 / Север": ("goes_on",), "1 / Юг": ("removed",)}

    after = amended(small_cycle, [amendment(9, "2016-09-01", new)])
    accepted = [*handed_in, entry(10, "1 Север", "принять", "2016-09-05")]
    case = fold(after, accepted)[CaseKey("1", "Север")]
    assert (case.state, case.actual, case.conflicts) == ("принят", date(2016, 9, 5), ())
    assert case_of(after, Wish("1", "принять", "Север")) == CaseKey("1", "Север")
    assert case_of(after, Wish("1", "принять")) == CaseKey("1")


def test_what_is_finished_does_not_go_on(small_cycle: Cycle, entry, plan, amendment, compared):
    finished = [entry(5, "1 Север", "сдать", "2016-08-29"), entry(6, "1 Север", "принять", "2016-08-30")]
    new = plan(('район, для каждого: район, срок: "15', 'министр, срок: "15'))
    found = compared(small_cycle, finished, amendment(9, "2016-09-01", new), today="2016-09-01")
    assert "1 / Север" not in found


def test_an_act_on_what_was_removed_does_not_count(small_cycle: Cycle, entry, plan, amendment):
    new = plan(('№: "2", мероприятие: Справка', '№: "4", мероприятие: Записка'))
    after = amended(small_cycle, [amendment(9, "2016-09-01", new)])
    case = fold(after, [entry(10, "2", "завершить", "2016-09-05")])[CaseKey("2")]
    assert (case.actual, [one.entry for one in case.conflicts]) == (None, [10])


def test_what_was_done_before_it_was_taken_out_stays_done(small_cycle: Cycle, entry, plan, amendment):
    """Reported late: the act of 25 August is recorded after the amendment of 1 September."""
    new = plan(('№: "2", мероприятие: Справка', '№: "4", мероприятие: Записка'))
    after = amended(small_cycle, [amendment(9, "2016-09-01", new)])
    done = entry(10, "2", "завершить", "2016-08-25", known="2016-09-10")
    case = fold(after, [done])[CaseKey("2")]
    assert (case.actual, case.removed, case.conflicts) == (date(2016, 8, 25), False, ())


class TestRepeal:
    @pytest.fixture
    def repeal(self) -> Change:
        moment = datetime(2016, 9, 1, 12, tzinfo=ZONE)
        return Change(9, date(2016, 9, 1), moment, "приказ № 9", repealed=True)

    def test_it_removes_what_has_not_begun(self, small_cycle: Cycle, entry, repeal, compared):
        found = compared(
            small_cycle, [entry(5, "1 Север", "сдать", "2016-08-30")], repeal, today="2016-09-01"
        )
        what = {name: one.what for name, one in found.items()}
        assert what.pop("1 / Север") == ("goes_on",)
        assert what == dict.fromkeys(("1 / Юг", "2", "3 / Север", "3 / Юг"), ("removed",))

    def test_what_has_begun_can_be_brought_to_its_end(self, small_cycle: Cycle, entry, repeal):
        after = amended(small_cycle, [repeal])
        acts = [
            entry(5, "1 Север", "сдать", "2016-08-30"),
            entry(10, "1 Север", "принять", "2016-09-02"),
        ]
        assert fold(after, acts)[CaseKey("1", "Север")].actual == date(2016, 9, 2)

    def test_a_plan_in_force_again_brings_them_back(self, small_cycle: Cycle, repeal, plan, amendment):
        again = amended(amended(small_cycle, [repeal]), [amendment(11, "2016-10-03", plan())])
        assert not any(case.removed for case in fold(again, []).values())


@pytest.mark.parametrize(
    ("on", "pairs", "told"),
    [
        ("2016-09-01", [("цикл: правки", "цикл: другой")], "the definition of another cycle, “другой”"),
        ("2016-07-31", [], "before the cycle started"),
        ("2016-09-01", [("район", "город")], "does not know the role “район” any more, which “Север” has"),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(small_cycle: Cycle, on, pairs, told, plan, amendment):
    with pytest.raises(RefusedError, match=told):
        amended(small_cycle, [amendment(9, on, plan(*pairs))])


def test_one_change_after_the_other(small_cycle: Cycle, plan, amendment):
    once = amended(small_cycle, [amendment(9, "2016-09-01", plan())])
    with pytest.raises(
        RefusedError, match=r"earlier than the last change of this cycle \(entry 9, 01.09.2016\)"
    ):
        amended(once, [amendment(10, "2016-08-31", plan())])
    assert len(amended(once, [amendment(10, "2016-09-01", plan())]).versions) == 3


def test_a_member_that_the_definition_names_comes_and_goes_with_it(
    small_cycle: Cycle, calendar: Calendar, plan, amendment
):
    def with_minister(name: str) -> Definition:
        return plan(("министр: {}", f"министр: {{участники: {{{name}: {{}}}}}}"))

    first = with_minister("Иванов")
    members = tuple(member for member in small_cycle.participants if member.role == "район")
    cycle = Cycle("правки", first, calendar, (*members, Participant("Иванов", "министр")), date(2016, 8, 1))
    after = amended(cycle, [amendment(9, "2016-09-01", with_minister("Петров"))])
    assert [member.name for member in after.participants] == ["Север", "Юг", "Петров"]
    assert [member.name for member in after.at(date(2016, 8, 31)).participants] == ["Север", "Юг", "Иванов"]
