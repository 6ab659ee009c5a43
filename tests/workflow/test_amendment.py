"""An amended plan: what it moves, what it leaves alone, and that the picture before it can still be had."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calendars import Calendar, Day
from calendars.errors import RefusedError
from definitions import Definition, read_definition
from workflow import (
    CaseKey,
    Change,
    Cycle,
    Difference,
    Entry,
    Participant,
    Slip,
    Wish,
    admit,
    amended,
    case_of,
    differences,
    fold,
    picture,
    seen,
    status,
    unmapped,
    versioned,
)

ZONE = ZoneInfo("Asia/Krasnoyarsk")
LIBRARY = Path(__file__).parents[2] / "definitions" / "library" / "krasnoyarsk-2016.yaml"

PLAN = """
цикл: правки
название: План с правками
календарь: ru
часовой пояс: Asia/Krasnoyarsk
правила: {перенос: {даты: следующий рабочий день, окна: не переносить, решил: министр}}
роли: {район: {каждый: да}, министр: {}}
порядки:
  отчёт:
    начало: готовится
    состояния:
      готовится: {}
      на проверке: {у кого: министр, срок: 5 рабочих дней}
      принят: {срок исполнен: да, конец: да}
    действия:
      сдать: {из: готовится, в: на проверке}
      вернуть: {из: на проверке, в: готовится, кто: министр}
      принять: {из: на проверке, в: принят, кто: министр}
  справка:
    начало: готовится
    состояния: {готовится: {}, готова: {срок исполнен: да, конец: да}}
    действия: {завершить: {из: готовится, в: готова}}
мероприятия:
  - {№: "1", мероприятие: Отчёт, ответственный: район, для каждого: район, срок: "15 сентября 2016 г.", порядок: отчёт}
  - {№: "2", мероприятие: Справка, ответственный: министр, срок: "30 сентября 2016 г.", порядок: справка}
  - №: "3"
    мероприятие: Отзыв
    ответственный: министр
    для каждого: район
    срок: "не позднее 10 рабочих дней после отчёта"
    отсчёт: {мероприятие: "1"}
    порядок: справка
"""


def read(text: str) -> Definition:
    found = read_definition(text.encode(), "план.yaml")
    assert found.definition is not None, [str(problem.message) for problem in found.problems]
    return found.definition


def plan(*pairs: tuple[str, str]) -> Definition:
    """The plan with pieces of its text replaced."""
    text = PLAN
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return read(text)


def amendment(number: int, on: str, definition: Definition, **more: object) -> Change:
    moment = datetime.combine(date.fromisoformat(on), datetime.min.time(), ZONE).replace(hour=12)
    return Change(number, date.fromisoformat(on), moment, "приказ № 7", definition=definition, **more)


@pytest.fixture(scope="module")
def small_cycle(calendar: Calendar) -> Cycle:
    members = (Participant("Север", "район"), Participant("Юг", "район"), Participant("министр", "министр"))
    return Cycle("правки", plan(), calendar, members, date(2016, 8, 1))


def compared(cycle: Cycle, entries: list[Entry], *changes: Change, today: str) -> dict[str, Difference]:
    """What changes do, by the names of the cases."""
    day = date.fromisoformat(today)
    before, after = picture(cycle, entries, day), picture(amended(cycle, changes), entries, day)
    return {str(one.key): one for one in differences(before, after, changes)}


# The worked example --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(municipalities, entry) -> tuple[Cycle, list[Entry], Change]:
    text = LIBRARY.read_text(encoding="utf-8")
    old = 'срок: "до 15 сентября 2016 г."'
    assert text.count(old) == 1
    cycle = municipalities(read(text))
    new = read(text.replace(old, 'срок: "до 30 сентября 2016 г."'))
    entries = [
        entry(100, "10 Ачинск", "направить", "2016-08-30"),
        entry(101, "10 Боготол", "направить", "2016-09-20"),
    ]
    return cycle, entries, amendment(99, "2016-09-01", new)


class TestItem10OfTheKrasnoyarskPlan:
    """From 15 September (a Thursday) to 30 September 2016 (a Friday), by an amendment of 1 September.

    30 - 15 = 15 calendar days for each of the 61 municipalities but Achinsk, which sent on 30 August: what was done
    is judged by the wording of its day.
    """

    def test_60_of_627_cases_move_and_nothing_else(self, world):
        cycle, entries, change = world
        found = compared(cycle, entries, change, today="2016-09-02")
        assert len(fold(cycle, entries)) == 627
        assert len(found) == 61 - 1
        assert {one.key.event for one in found.values()} == {"10"}
        assert {one.what for one in found.values()} == {("moves",)}

    def test_every_one_slips_by_15_days_because_of_the_amendment(self, world):
        cycle, entries, change = world
        for one in compared(cycle, entries, change, today="2016-09-02").values():
            assert (one.before.due, one.after.due) == (date(2016, 9, 15), date(2016, 9, 30))
            assert (one.after.baseline, one.after.slips) == (date(2016, 9, 15), (Slip("amendment", 15),))

    def test_what_was_sent_keeps_its_day(self, world):
        cycle, entries, change = world
        after = fold(amended(cycle, [change]), entries)
        achinsk = after[CaseKey("10", "Ачинск")]
        assert (achinsk.actual, achinsk.due, achinsk.slips) == (date(2016, 8, 30), date(2016, 9, 15), ())
        assert after[CaseKey("10", "Боготол")].actual == date(2016, 9, 20)

    def test_what_was_late_by_the_old_term_is_in_time_by_the_new(self, world):
        """Sent on 20 September: after the 15th, before the 30th."""
        cycle, entries, change = world
        key, today = CaseKey("10", "Боготол"), date(2016, 10, 3)
        old = fold(cycle, entries)[key]
        assert status(old, today) == "late"
        assert status(fold(amended(cycle, [change]), entries)[key], today) == "in_time"

    def test_the_term_of_item_12_stays(self, world):
        """«Сентябрь 2016 г.» ends on 30 September, whatever becomes of item 10."""
        cycle, entries, change = world
        for key, case in fold(amended(cycle, [change]), entries).items():
            if key.event == "12":
                assert (case.due, case.slips) == (date(2016, 9, 30), ())

    def test_on_the_day_before_and_by_what_was_known_then_the_old_term_holds(self, world):
        cycle, entries, change = world
        after, key = amended(cycle, [change]), CaseKey("10", "Канск")
        assert fold(after, entries, as_of=date(2016, 8, 31))[key].due == date(2016, 9, 15)
        assert fold(after, entries, as_of=date(2016, 9, 1))[key].due == date(2016, 9, 30)
        assert fold(after, entries, known_on=date(2016, 8, 31))[key].due == date(2016, 9, 15)
        assert seen(after, known_on=date(2016, 8, 31)) == cycle


# What appears and what ends -------------------------------------------------------------------------------


def test_an_item_that_is_new_appears_and_one_that_is_gone_is_removed(small_cycle: Cycle):
    new = plan(
        ('№: "2", мероприятие: Справка', '№: "4", мероприятие: Записка'),
    )
    found = compared(small_cycle, [], amendment(9, "2016-09-01", new), today="2016-09-01")
    assert {name: one.what for name, one in found.items()} == {"2": ("removed",), "4": ("appears",)}
    assert found["2"].after.reason == "приказ № 7"


def test_what_has_begun_goes_on_under_the_old_wording(small_cycle: Cycle, entry):
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


def test_an_act_on_what_was_removed_does_not_count(small_cycle: Cycle, entry):
    new = plan(('№: "2", мероприятие: Справка', '№: "4", мероприятие: Записка'))
    after = amended(small_cycle, [amendment(9, "2016-09-01", new)])
    case = fold(after, [entry(10, "2", "завершить", "2016-09-05")])[CaseKey("2")]
    assert (case.actual, [one.entry for one in case.conflicts]) == (None, [10])


def test_what_was_done_before_it_was_taken_out_stays_done(small_cycle: Cycle, entry):
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

    def test_it_removes_what_has_not_begun(self, small_cycle: Cycle, entry, repeal):
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

    def test_a_plan_in_force_again_brings_them_back(self, small_cycle: Cycle, repeal):
        again = amended(amended(small_cycle, [repeal]), [amendment(11, "2016-10-03", plan())])
        assert not any(case.removed for case in fold(again, []).values())


# States and steps -----------------------------------------------------------------------------------------

RENAMED = (
    (
        "на проверке: {у кого: министр, срок: 5 рабочих дней}",
        "рассмотрение: {у кого: министр, срок: 3 рабочих дня}",
    ),
    ("в: на проверке", "в: рассмотрение"),
    ("из: на проверке", "из: рассмотрение"),
)


class TestStates:
    """Север handed its report in on 30 August; on 1 September that state gets another name and a shorter limit."""

    @pytest.fixture
    def acts(self, entry) -> list[Entry]:
        return [entry(5, "1 Север", "сдать", "2016-08-30")]

    def test_one_without_a_counterpart_is_named_with_those_there_are(self, small_cycle, acts):
        change = amendment(9, "2016-09-01", plan(*RENAMED))
        after = picture(amended(small_cycle, [change]), acts, date(2016, 9, 1))
        (problem,) = unmapped(after, [change])
        assert "1 case is in the state “на проверке”" in str(problem.message)
        assert "готовится, рассмотрение, принят" in str(problem.message)
        found = compared(small_cycle, acts, change, today="2016-09-01")
        assert "unmapped" in found["1 / Север"].what

    def test_a_mapped_state_goes_on_from_where_it_was_and_keeps_its_start(self, small_cycle, acts):
        """30 August was a Tuesday. By 5 working days: 31, 1, 2, 5, 6 September. By 3: 31, 1, 2 September."""
        change = amendment(9, "2016-09-01", plan(*RENAMED), states={"на проверке": "рассмотрение"})
        old = fold(small_cycle, acts)[CaseKey("1", "Север")].step
        assert (old.stay.since, old.due) == (date(2016, 8, 30), date(2016, 9, 6))
        after = amended(small_cycle, [change])
        assert unmapped(picture(after, acts, date(2016, 9, 1)), [change]) == []
        case = fold(after, acts)[CaseKey("1", "Север")]
        assert (case.state, case.step.stay.since, case.step.due) == (
            "рассмотрение",
            date(2016, 8, 30),
            date(2016, 9, 2),
        )

    def test_a_step_that_had_ended_keeps_the_limit_it_ran_under(self, small_cycle, acts, entry):
        acts = [
            *acts,
            entry(6, "1 Север", "вернуть", "2016-08-31"),
            entry(10, "1 Север", "сдать", "2016-09-05"),
        ]
        change = amendment(9, "2016-09-01", plan(*RENAMED), states={"на проверке": "рассмотрение"})
        steps = fold(amended(small_cycle, [change]), acts)[CaseKey("1", "Север")].steps
        assert [(step.state, step.due) for step in steps] == [
            ("на проверке", date(2016, 9, 6)),
            ("рассмотрение", date(2016, 9, 8)),
        ]

    def test_a_flow_that_keeps_the_state_is_not_touched_by_the_mapping(self, small_cycle):
        """Both flows begin in «готовится»; only the first of them calls it otherwise from now on."""
        text = PLAN.replace("начало: готовится", "начало: составляется", 1)
        text = text.replace("      готовится: {}", "      составляется: {}")
        text = text.replace("{из: готовится, в: на проверке}", "{из: составляется, в: на проверке}")
        text = text.replace("{из: на проверке, в: готовится, ", "{из: на проверке, в: составляется, ")
        change = amendment(9, "2016-09-01", read(text), states={"готовится": "составляется"})
        cases = fold(amended(small_cycle, [change]), [])
        states = {str(key): case.state for key, case in cases.items()}
        assert states.pop("1 / Север") == states.pop("1 / Юг") == "составляется"
        assert states == dict.fromkeys(("2", "3 / Север", "3 / Юг"), "готовится")

    def test_a_late_report_into_a_lost_state_shows_and_breaks_nothing(self, small_cycle, entry):
        """Nobody was in the state when the amendment was made, so nobody said what it becomes."""
        after = amended(small_cycle, [amendment(9, "2016-09-01", plan(*RENAMED))])
        late = entry(10, "1 Юг", "сдать", "2016-08-31", known="2016-09-10")
        case = fold(after, [late])[CaseKey("1", "Юг")]
        assert (case.state, [one.entry for one in case.conflicts]) == ("готовится", [9])

    @pytest.mark.parametrize(
        ("states", "told"),
        [
            ({"на проверки": "рассмотрение"}, "did you mean “на проверке”"),
            ({"на проверке": "расмотрение"}, "did you mean “рассмотрение”"),
        ],
    )
    def test_a_mapping_knows_both_its_states(self, small_cycle, states, told):
        change = amendment(9, "2016-09-01", plan(*RENAMED), states=states)
        with pytest.raises(RefusedError, match=told):
            amended(small_cycle, [change])


# What is refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "definition", "told"),
    [
        ("2016-09-01", plan(("цикл: правки", "цикл: другой")), "the definition of another cycle, “другой”"),
        ("2016-07-31", plan(), "before the cycle started"),
        (
            "2016-09-01",
            plan(("район", "город")),
            "does not know the role “район” any more, which “Север” has",
        ),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(small_cycle: Cycle, on, definition, told):
    with pytest.raises(RefusedError, match=told):
        amended(small_cycle, [amendment(9, on, definition)])


def test_one_change_after_the_other(small_cycle: Cycle):
    once = amended(small_cycle, [amendment(9, "2016-09-01", plan())])
    with pytest.raises(
        RefusedError, match=r"earlier than the last change of this cycle \(entry 9, 01.09.2016\)"
    ):
        amended(once, [amendment(10, "2016-08-31", plan())])
    assert len(amended(once, [amendment(10, "2016-09-01", plan())]).versions) == 3


def test_a_member_that_the_definition_names_comes_and_goes_with_it(small_cycle: Cycle, calendar: Calendar):
    def with_minister(name: str) -> Definition:
        return plan(("министр: {}", f"министр: {{участники: {{{name}: {{}}}}}}"))

    first = with_minister("Иванов")
    members = tuple(member for member in small_cycle.participants if member.role == "район")
    cycle = Cycle("правки", first, calendar, (*members, Participant("Иванов", "министр")), date(2016, 8, 1))
    after = amended(cycle, [amendment(9, "2016-09-01", with_minister("Петров"))])
    assert [member.name for member in after.participants] == ["Север", "Юг", "Петров"]
    assert [member.name for member in after.at(date(2016, 8, 31)).participants] == ["Север", "Юг", "Иванов"]


# What changes nothing -------------------------------------------------------------------------------------

DAYS = st.dates(date(2016, 8, 1), date(2016, 11, 1))


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """Acts of the small plan, in any order, fitting or not, and dates that are set."""
    found: list[Entry] = []
    for number in range(5, 5 + draw(st.integers(0, 8))):
        key = draw(
            st.sampled_from([CaseKey("1", "Север"), CaseKey("1", "Юг"), CaseKey("2"), CaseKey("3", "Юг")])
        )
        on = draw(DAYS)
        moment = datetime.combine(draw(st.dates(on, date(2016, 12, 1))), datetime.min.time(), ZONE)
        if draw(st.integers(0, 4)) == 0:
            found.append(Entry(number, "set_date", on, moment, key, day=draw(DAYS), basis="приказ"))
        else:
            trigger = draw(st.sampled_from(["сдать", "вернуть", "принять", "завершить"]))
            found.append(Entry(number, "act", on, moment, key, trigger))
    return found


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=journals(), on=DAYS)
def test_an_amendment_that_changes_nothing_moves_nothing(small_cycle: Cycle, entries, on):
    change = amendment(4, on.isoformat(), small_cycle.definition)
    same = amended(small_cycle, [change])
    assert len(same.versions) == 2
    assert fold(same, entries) == fold(small_cycle, entries)
    assert compared(small_cycle, entries, change, today="2016-10-01") == {}


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=journals(), days=st.lists(DAYS, min_size=2, max_size=2, unique=True).map(sorted))
def test_an_amendment_taken_back_restores_every_date(small_cycle: Cycle, entries, days):
    """What an amendment moved, one that says the old words again moves back: all but what was done meanwhile."""
    other = plan(("15 сентября 2016", "20 сентября 2016"), ("30 сентября 2016", "14 октября 2016"))
    there, back = (
        amendment(3, days[0].isoformat(), other),
        amendment(4, days[1].isoformat(), small_cycle.definition),
    )
    twice = fold(versioned(small_cycle, [there, back]), entries)
    for key, case in fold(small_cycle, entries).items():
        assert (twice[key].actual, twice[key].state) == (case.actual, case.state)
        if case.actual is not None and days[0] <= case.actual < days[1]:
            continue
        assert twice[key].due == case.due
        assert sum(slip.days for slip in twice[key].slips) == sum(slip.days for slip in case.slips)


def test_the_calendar_is_the_cause_where_the_wording_is_the_same(small_cycle: Cycle, calendar: Calendar):
    """A decree that makes Friday 30 September 2016 a day off moves item 2 to Monday, 3 October: 3 days."""
    off = Day(date(2016, 9, 30), "transfer", title="перенос")
    decreed = replace(calendar, days=tuple(sorted((*calendar.days, off), key=lambda day: day.date)))
    moment = datetime(2016, 9, 1, 12, tzinfo=ZONE)
    change = Change(9, date(2016, 9, 1), moment, "постановление", calendar=decreed, calendars={})
    found = compared(small_cycle, [], change, today="2016-09-01")
    assert {name: one.what for name, one in found.items()} == {"2": ("moves",)}
    assert found["2"].after.slips == (Slip("calendar", 3),)


def test_an_act_can_be_taken_back_whose_action_the_new_wording_does_not_know(small_cycle: Cycle, entry):
    renamed = plan(("завершить: {из", "закончить: {из"))
    after = amended(small_cycle, [amendment(9, "2016-09-05", renamed)])
    done = entry(5, "2", "завершить", "2016-09-01")
    wish = Wish("2", "отозвать", actor="министр", on=date(2016, 9, 6), corrects=5)
    taken_back = admit(after, [done], wish, 10, datetime(2016, 9, 6, 12, tzinfo=ZONE))
    assert fold(after, [done])[CaseKey("2")].actual == date(2016, 9, 1)
    assert fold(after, [done, taken_back])[CaseKey("2")].actual is None
