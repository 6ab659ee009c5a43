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
