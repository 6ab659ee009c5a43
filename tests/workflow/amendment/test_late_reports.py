"""After a change, what happened before it is recorded by the wording of its day, and by who took part then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from calendars.errors import RefusedError
from workflow import CaseKey, Change, Cycle, Entry, Wish, admit, amended, case_of, fold

ZONE = ZoneInfo("Asia/Krasnoyarsk")
NORTH, SOUTH, SHORT = CaseKey("1", "Север"), CaseKey("1", "Юг"), CaseKey("2")
BEFORE, DAY, AFTER = "2016-08-30", "2016-09-01", "2016-09-02"
STATES = (
    ("на проверке: {у кого", "рассмотрение: {у кого"),
    ("в: на проверке", "в: рассмотрение"),
    ("из: на проверке", "из: рассмотрение"),
)

Late = Callable[..., Entry]


def late(
    cycle: Cycle, known: list[Entry], event: str, trigger: str, who: str = "", on: str = "", **more
) -> Entry:
    """Record something on 10 September, under the number 20."""
    wish = Wish(event, trigger, who, date.fromisoformat(on) if on else None, **more)
    return admit(cycle, known, wish, 20, datetime(2016, 9, 10, 12, tzinfo=ZONE))


@pytest.fixture
def since(small_cycle: Cycle, plan, amendment) -> Callable[..., Cycle]:
    """The cycle with another wording from 1 September on, by entry 9."""
    return lambda *pairs, **more: amended(small_cycle, [amendment(9, DAY, plan(*pairs), **more)])


@pytest.fixture
def without(small_cycle: Cycle) -> Callable[..., Cycle]:
    """The cycle without Юг from 1 September on, by entry 9."""

    def made(into: str = "") -> Cycle:
        moment = datetime(2016, 9, 1, 12, tzinfo=ZONE)
        return amended(small_cycle, [Change(9, date(2016, 9, 1), moment, "закон № 5", name="Юг", into=into)])

    return made


RENAMED = ("сдать:", "представить:")


def test_an_action_has_the_name_of_its_day(since):
    cycle = since(RENAMED)
    early = late(cycle, [], "1", "сдать", "Север", BEFORE)
    assert fold(cycle, [early])[NORTH].state == "на проверке"
    assert late(cycle, [], "1", "представить", "Север", AFTER).kind == "act"
    with pytest.raises(RefusedError, match=r"unknown action “представить”.*“готовится”: сдать; always"):
        late(cycle, [], "1", "представить", "Север", BEFORE)
    with pytest.raises(RefusedError, match=r"unknown action “сдать”.*“готовится”: представить; always"):
        late(cycle, [], "1", "сдать", "Север", AFTER)


def test_on_the_day_of_a_change_what_is_recorded_after_it_goes_by_it(since):
    cycle = since(RENAMED)
    with pytest.raises(RefusedError, match="“готовится”: представить"):
        late(cycle, [], "1", "сдать", "Север", DAY)
    assert late(cycle, [], "1", "представить", "Север", DAY).kind == "act"


def test_a_correction_goes_by_the_wording_of_what_it_corrects(since, entry):
    """That of the morning of the 1st too, which was recorded before the change."""
    cycle = since(RENAMED)
    for day in (BEFORE, DAY):
        done = [entry(5, "1 Север", "сдать", day)]
        right = late(cycle, done, "1", "сдать", "Север", corrects=5, ref="№ 8")
        assert right.on == done[0].on
        assert not fold(cycle, [*done, right])[NORTH].conflicts
        with pytest.raises(RefusedError, match="unknown action “представить”"):
            late(cycle, done, "1", "представить", "Север", corrects=5)


def test_a_correction_to_a_day_after_the_change_has_the_new_name(since, entry):
    cycle, done = since(RENAMED), [entry(5, "1 Север", "сдать", BEFORE)]
    moved = late(cycle, done, "1", "представить", "Север", AFTER, corrects=5)
    assert fold(cycle, [*done, moved])[NORTH].stays[-1].since == date(2016, 9, 2)


def test_what_does_not_fit_is_refused_with_what_that_wording_allowed(since, entry):
    cycle, done = since(("принять:", "утвердить:")), [entry(5, "1 Север", "сдать", "2016-08-25")]
    with pytest.raises(RefusedError, match="Possible in the state “на проверке”: вернуть, принять;"):
        late(cycle, done, "1", "сдать", "Север", BEFORE)
    with pytest.raises(RefusedError, match="Possible in the state “на проверке”: вернуть, утвердить;"):
        late(cycle, done, "1", "сдать", "Север", AFTER)


def test_the_roles_are_those_of_the_day(since, entry):
    """From the 1st on a commission accepts, no longer the minister."""
    cycle = since(
        ("министр: {}}", "министр: {}, комиссия: {}}"),
        (
            "принять: {из: на проверке, в: принят, кто: министр}",
            "принять: {из: на проверке, в: принят, кто: комиссия}",
        ),
    )
    done = [entry(5, "1 Север", "сдать", "2016-08-25")]
    assert late(cycle, done, "1", "принять", "Север", BEFORE, actor="министр").actor == "министр"
    assert late(cycle, done, "1", "принять", "Север", AFTER, actor="комиссия").actor == "комиссия"
    with pytest.raises(RefusedError, match="those who may: комиссия"):
        late(cycle, done, "1", "принять", "Север", AFTER, actor="министр")
    with pytest.raises(RefusedError, match="those who may: министр"):
        late(cycle, done, "1", "принять", "Север", BEFORE, actor="Юг")


def test_what_is_asked_for_is_what_was_asked_for_on_the_day(since):
    cycle = since(
        (
            "сдать: {из: готовится, в: на проверке}",
            "сдать: {из: готовится, в: на проверке, указать: [листов]}",
        )
    )
    assert late(cycle, [], "1", "сдать", "Север", BEFORE).data == {}
    with pytest.raises(RefusedError, match="needs: листов"):
        late(cycle, [], "1", "сдать", "Север", AFTER)


def test_who_may_move_a_date_is_who_might_on_that_day(since):
    cycle = since(("решил: министр}}", "решил: министр}, перенос срока: запрещён}"))
    moved = {"day": date(2016, 10, 3), "basis": "приказ № 3"}
    assert late(cycle, [], "1", "назначить срок", "Север", BEFORE, **moved).kind == "set_date"
    assert late(cycle, [], "1", "set-date", "Север", BEFORE, **moved).kind == "set_date"
    with pytest.raises(RefusedError, match="the definition forbids “назначить срок” here"):
        late(cycle, [], "1", "назначить срок", "Север", AFTER, **moved)


def test_what_it_answers_to_must_have_come_though_another_wording_follows(since, entry):
    """Nothing in the journal would show that: the fold does not judge again what another wording let pass."""
    cycle = since(("10 рабочих дней", "12 рабочих дней"))
    with pytest.raises(RefusedError, match="event 1 has not been recorded yet"):
        late(cycle, [], "3", "завершить", "Север", BEFORE)
    done = [entry(5, "1 Север", "сдать", "2016-08-24"), entry(6, "1 Север", "принять", "2016-08-25")]
    assert late(cycle, done, "3", "завершить", "Север", BEFORE).kind == "act"


# Cases that are no more --------------------------------------------------------------------------------------


def test_an_item_that_is_gone_takes_reports_of_its_days(since):
    cycle = since(('№: "2", мероприятие: Справка', '№: "4", мероприятие: Записка'))
    done = late(cycle, [], "2", "завершить", on=BEFORE, actor="министр")
    assert fold(cycle, [done])[SHORT].actual == date(2016, 8, 30)
    with pytest.raises(
        RefusedError,
        match=r"off the plan since 01\.09\.2016\. In the state “готовится” no action is possible",
    ):
        late(cycle, [], "2", "завершить", on=AFTER)


def test_a_row_is_found_by_the_wording_of_the_day(since, entry):
    """Item 1 becomes one for all: before that it is named with its district, afterwards without."""
    cycle = since(('район, для каждого: район, срок: "15', 'министр, срок: "15'))
    assert case_of(cycle, Wish("1", "сдать", "Север", date(2016, 8, 30))) == NORTH
    assert case_of(cycle, Wish("1", "сдать", on=date(2016, 9, 2))) == CaseKey("1")
    assert late(cycle, [], "1", "сдать", "Север", BEFORE).case == NORTH


def test_a_state_that_the_new_wording_does_not_know_keeps_no_report_out(since):
    """Nobody was in it when it was renamed, so nobody said what it becomes: that shows, and can be put right."""
    cycle = since(*STATES)
    early = late(cycle, [], "1", "сдать", "Юг", BEFORE)
    case = fold(cycle, [early])[SOUTH]
    assert (case.state, [one.entry for one in case.conflicts]) == ("готовится", [9])
    again = late(cycle, [early], "1", "сдать", "Юг", AFTER)
    assert fold(cycle, [early, again])[SOUTH].state == "рассмотрение"


# Who takes part ----------------------------------------------------------------------------------------------


def test_whoever_left_had_the_right_on_days_before(without):
    done = late(without(), [], "1", "сдать", "Юг", BEFORE, actor="Юг")
    assert (done.case, done.actor) == (SOUTH, "Юг")


def test_the_successor_acts_from_the_merger_on(without, entry):
    cycle = without(into="Север")
    done = [entry(5, "1 Юг", "сдать", BEFORE), entry(6, "1 Юг", "вернуть", "2016-08-31")]
    assert late(cycle, done, "1", "сдать", "Юг", AFTER, actor="Север").case == SOUTH
    with pytest.raises(RefusedError, match="“Север” may not do “сдать” here"):
        late(cycle, [], "1", "сдать", "Юг", BEFORE, actor="Север")


def test_the_successor_takes_back_what_was_said_before_the_merger(without, since, entry):
    done = entry(5, "1 Юг", "сдать", BEFORE, actor="Юг")
    taken_back = late(without(into="Север"), [done], "1", "отозвать", "Юг", corrects=5, actor="Север")
    assert (taken_back.kind, taken_back.on) == ("withdraw", date(2016, 9, 10))
    with pytest.raises(RefusedError, match="“министр” may not do “отозвать” here; those who may: район"):
        late(
            since(RENAMED), [replace(done, case=NORTH)], "1", "отозвать", "Север", corrects=5, actor="министр"
        )
