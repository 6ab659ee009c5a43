"""States that get another name by an amendment, and steps that run while it comes into force."""

from datetime import date

import pytest

from calendars.errors import RefusedError
from workflow import (
    CaseKey,
    Cycle,
    Entry,
    Folding,
    Picture,
    amended,
    fold,
    lost_states,
    unmapped,
)

RENAMED = (
    (
        "на проверке: {у кого: министр, срок: 5 рабочих дней}",
        "рассмотрение: {у кого: министр, срок: 3 рабочих дня}",
    ),
    ("в: на проверке", "в: рассмотрение"),
    ("из: на проверке", "из: рассмотрение"),
)


def whole(cycle: Cycle, entries: list[Entry]) -> Picture:
    return Folding(cycle).of(cycle.keys, lambda *_: entries)


class TestStates:
    """Север handed its report in on 30 August; on 1 September that state gets another name and a shorter limit."""

    @pytest.fixture
    def acts(self, entry) -> list[Entry]:
        return [entry(5, "1 Север", "сдать", "2016-08-30")]

    def test_one_without_a_counterpart_is_named_with_those_there_are(
        self, small_cycle, acts, plan, amendment, compared
    ):
        change = amendment(9, "2016-09-01", plan(*RENAMED))
        after = amended(small_cycle, [change])
        (problem,) = unmapped(after, lost_states(whole(after, acts), [change]))
        assert "1 case is in the state “на проверке”" in str(problem.message)
        assert "готовится, рассмотрение, принят" in str(problem.message)
        found = compared(small_cycle, acts, change, today="2016-09-01")
        # Which step it would be in is not known, so no last day of a step is compared.
        assert found["1 / Север"].what == ("unmapped",)

    def test_a_mapped_state_goes_on_from_where_it_was_and_keeps_its_start(
        self, small_cycle, acts, plan, amendment
    ):
        """30 August was a Tuesday. By 5 working days: 31, 1, 2, 5, 6 September. By 3: 31, 1, 2 September."""
        change = amendment(9, "2016-09-01", plan(*RENAMED), states={"на проверке": "рассмотрение"})
        old = fold(small_cycle, acts)[CaseKey("1", "Север")].step
        assert (old.stay.since, old.due) == (date(2016, 8, 30), date(2016, 9, 6))
        after = amended(small_cycle, [change])
        assert lost_states(whole(after, acts), [change]) == {}
        case = fold(after, acts)[CaseKey("1", "Север")]
        assert (case.state, case.step.stay.since, case.step.due) == (
            "рассмотрение",
            date(2016, 8, 30),
            date(2016, 9, 2),
        )

    def test_a_step_that_had_ended_keeps_the_limit_it_ran_under_and_rounds_count_on(
        self, small_cycle, acts, entry, plan, amendment
    ):
        acts = [
            *acts,
            entry(6, "1 Север", "вернуть", "2016-08-31"),
            entry(10, "1 Север", "сдать", "2016-09-05"),
        ]
        change = amendment(9, "2016-09-01", plan(*RENAMED), states={"на проверке": "рассмотрение"})
        steps = fold(amended(small_cycle, [change]), acts)[CaseKey("1", "Север")].steps
        assert [(step.state, step.round, step.due) for step in steps] == [
            ("на проверке", 1, date(2016, 9, 6)),
            ("рассмотрение", 2, date(2016, 9, 8)),
        ]

    def test_a_flow_that_keeps_the_state_is_not_touched_by_the_mapping(self, small_cycle, plan, amendment):
        """Both flows begin in «готовится»; only the first of them calls it otherwise from now on."""
        new = plan(
            ("отчёт:\n    начало: готовится", "отчёт:\n    начало: составляется"),
            ("      готовится: {}", "      составляется: {}"),
            ("{из: готовится, в: на проверке}", "{из: составляется, в: на проверке}"),
            ("{из: на проверке, в: готовится, ", "{из: на проверке, в: составляется, "),
        )
        change = amendment(9, "2016-09-01", new, states={"готовится": "составляется"})
        cases = fold(amended(small_cycle, [change]), [])
        states = {str(key): case.state for key, case in cases.items()}
        assert states.pop("1 / Север") == states.pop("1 / Юг") == "составляется"
        assert states == dict.fromkeys(("2", "3 / Север", "3 / Юг"), "готовится")

    def test_a_late_report_into_a_lost_state_shows_and_breaks_nothing(
        self, small_cycle, entry, plan, amendment
    ):
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
    def test_a_mapping_knows_both_its_states(self, small_cycle, states, told, plan, amendment):
        change = amendment(9, "2016-09-01", plan(*RENAMED), states=states)
        with pytest.raises(RefusedError, match=told):
            amended(small_cycle, [change])
