"""Who answers for a case, and since when: who gets it by an amendment, who joined late, who may take it off control."""

from collections.abc import Callable
from pathlib import Path

import pytest

CYCLE = "ц"
PLAN = """
цикл: ц
название: "Проверка"
календарь: ru
часовой пояс: Asia/Krasnoyarsk
правила:
  перенос: {даты: следующий рабочий день, окна: не переносить, решил: министерство}
  RULES
роли:
  ОМСУ: {каждый: да}
  министерство: {}
  Правительство: {}
общие порядки: [исполнение]
мероприятия:
  - {№: "1", мероприятие: Доклад, ответственный: Правительство, срок: "20 марта 2026 г.", порядок: исполнение}
  - {№: "2", мероприятие: Лист, ответственный: ОМСУ, для каждого: ОМСУ, срок: "20 марта 2026 г.", порядок: исполнение}
"""
MOVED_BY_MINISTRY = "перенос срока: {кто: министерство, просит: ОМСУ}"
MEMBERS = "название;роль\nАчинск;ОМСУ\nКанск;ОМСУ\nминистерство;министерство\nПравительство;Правительство\n"
ADOPT = ("--apply", "--basis", "приказ № 7", "--now", "2026-02-25T11:00")
ACHINSK = ("--participant", "Ачинск")


@pytest.fixture
def begun(cli, empty, tmp_path: Path) -> Callable[..., None]:
    """Start the plan with these rules on Monday 2 February 2026."""

    def start(rules: str = "") -> None:
        plan, members = tmp_path / "plan.yaml", tmp_path / "members.csv"
        plan.write_text(PLAN.replace("RULES", rules), encoding="utf-8")
        members.write_text(MEMBERS, encoding="utf-8")
        told = cli("start", plan, "--participants", members, "--now", "2026-02-02T09:00")
        assert told.status == 0, told.err

    return start


@pytest.fixture
def given_to(tmp_path: Path) -> Callable[..., Path]:
    """A new wording: the ministry reports in place of the government, or a title changes."""

    def write(old: str = "ответственный: Правительство", new: str = "ответственный: министерство") -> Path:
        path = tmp_path / "new.yaml"
        path.write_text(PLAN.replace("RULES", "").replace(old, new), encoding="utf-8")
        return path

    return write


def test_who_gets_a_case_by_an_amendment_is_shown_before_it_is_made(cli, begun, given_to):
    begun()
    told = cli("amend", CYCLE, given_to(), "--now", "2026-02-25T11:00")
    assert "passes into the hands of министерство" in told.out
    assert "1 of 3 cases changes" in told.out


def test_who_gets_a_case_by_an_amendment_holds_it_since_then(cli, begun, given_to):
    """From Monday 2 to Wednesday 25 February 2026, less the holiday on the 23rd, there are 16 working days."""
    begun()
    assert cli("amend", CYCLE, given_to(), *ADOPT).status == 0
    facts = cli("case", CYCLE, "1", "--json").json
    assert (facts["hands"]["holder"], facts["hands"]["since"]) == ("министерство", "2026-02-25")
    assert facts["hands"]["working_days"] == 0
    assert [
        (one["holder"], one["since"], one["until"], one["held_working_days"]) for one in facts["stays"]
    ] == [
        ("Правительство", "2026-02-02", "2026-02-25", 16),
        ("министерство", "2026-02-25", None, 0),
    ]
    before = cli("case", CYCLE, "1", "--as-of", "2026-02-24", "--json").json["hands"]
    assert (before["holder"], before["since"]) == ("Правительство", "2026-02-02")


def test_an_amendment_of_titles_alone_is_told(cli, begun, given_to):
    begun()
    told = cli(
        "amend", CYCLE, given_to("мероприятие: Лист", "мероприятие: Отчёт"), "--now", "2026-02-25T11:00"
    )
    assert "the title, or what is to be given, changes in: 2" in told.out


# Off control, and dates after the fact -----------------------------------------------------------------------

REMOVES = ("record", CYCLE, "2", "снять с контроля", *ACHINSK, "--basis", "письмо № 1")
SETS = ("record", CYCLE, "2", "назначить срок", *ACHINSK, "--date", "2026-03-25", "--basis", "письмо № 1")


@pytest.mark.parametrize("act", [REMOVES, SETS])
def test_where_no_rule_says_who_decides_whoever_owes_it_does_not(cli, begun, act):
    begun()
    told = cli(*act, "--actor", "Ачинск", "--now", "2026-03-10T10:00")
    assert told.status == 1
    assert "those who may: министерство, Правительство" in told.err
    assert cli(*act, "--actor", "министерство", "--now", "2026-03-10T10:00").status == 0


@pytest.mark.parametrize("act", [REMOVES, SETS])
def test_else_whoever_may_move_the_date_decides(cli, begun, act):
    begun(MOVED_BY_MINISTRY)
    told = cli(*act, "--actor", "Правительство", "--now", "2026-03-10T10:00")
    assert "those who may: министерство" in told.err
    assert cli(*act, "--actor", "министерство", "--now", "2026-03-10T10:00").status == 0


def test_what_is_off_control_is_not_taken_off_again(cli, begun):
    begun()
    assert cli(*REMOVES, "--now", "2026-03-10T10:00").status == 0
    told = cli(*REMOVES[:-1], "письмо № 2", "--now", "2026-03-11T10:00")
    assert (told.status, "just this stands already as entry" in told.err) == (1, True)


def test_a_decision_after_the_fact_does_not_make_it_timely(cli, begun):
    """Due on 20 March 2026, done on the 23rd: decided on the 24th, a later date is no date any more."""
    begun(MOVED_BY_MINISTRY)
    done = ("record", CYCLE, "2", "исполнить", *ACHINSK, "--on", "2026-03-23", "--now", "2026-03-24T10:00")
    assert cli(*done).status == 0
    told = cli(*SETS, "--now", "2026-03-24T11:00")
    assert told.status == 1
    assert "this was done on 23.03.2026" in told.err
    asks = ("просить о переносе", *ACHINSK, "--date", "2026-03-25", "--note", "слушания")
    assert "no date to ask for" in cli("record", CYCLE, "2", *asks, "--now", "2026-03-24T11:00").err
    assert cli(*SETS, "--on", "2026-03-19", "--now", "2026-03-24T11:00").status == 0
    assert cli("case", CYCLE, "2", *ACHINSK, "--json").json["status"] == "in_time"


def test_a_decision_is_corrected_on_its_day_and_not_moved_behind_the_fact(cli, begun):
    begun(MOVED_BY_MINISTRY)
    number = cli(*SETS, "--now", "2026-03-19T10:00", "--json").json[0]["entry"]
    done = ("record", CYCLE, "2", "исполнить", *ACHINSK, "--now", "2026-03-23T10:00")
    assert cli(*done).status == 0
    mends = (*SETS[:-1], "письмо № 2", "--corrects", number)
    assert cli(*mends, "--on", "2026-03-24", "--now", "2026-03-24T10:00").status == 1
    assert cli(*mends, "--now", "2026-03-24T10:00").status == 0


# Who joined late ---------------------------------------------------------------------------------------------


@pytest.fixture
def joined(cli, begun, tmp_path: Path) -> Callable[[str], None]:
    """Take a municipality in, at noon of a day."""

    def join(day: str) -> None:
        begun()
        path = tmp_path / "join.csv"
        path.write_text("название;роль\nАчинск;ОМСУ\nКанск;ОМСУ\nНовый;ОМСУ\n", encoding="utf-8")
        told = cli("participants", CYCLE, path, "--apply", "--basis", "закон", "--now", f"{day}T12:00")
        assert told.status == 0, told.err

    return join


NEW = ("record", CYCLE, "2", "исполнить", "--participant", "Новый")


def test_nobody_has_done_anything_before_joining(cli, joined):
    joined("2026-02-20")
    told = cli(*NEW, "--on", "2026-02-10", "--now", "2026-02-20T13:00")
    assert told.status == 1
    assert "“Новый” takes part since 20.02.2026, and 10.02.2026 is earlier" in told.err
    assert cli(*NEW, "--on", "2026-02-20", "--now", "2026-02-24T13:00").status == 0


def test_whoever_joined_after_the_term_is_told_that_nobody_waits(cli, joined):
    joined("2026-03-23")
    told = cli(*NEW, "--now", "2026-03-24T13:00")
    assert told.status == 0
    assert "does not apply, for its term, 20.03.2026, was over on 23.03.2026" in told.err
