"""Of whom a survey did not ask it is not known whether what follows applies to them: everybody is told so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PLAN = """
cycle: survey
title: A survey
calendar: ru
timezone: Europe/Moscow
rules:
  roll: {dates: following, windows: none, decided_by: the minister}
roles: {town: {each: yes}, ministry: {}}
shared_flows: [исполнение]
events:
  - number: "5"
    event: Survey
    responsible: ministry
    deadline: "30 июня 2016 г."
    survey: {for_each: town, filled_by: ministry, answers: [lacking], unanswered: not asked}
    flow: исполнение
  - number: "7"
    event: What is lacking
    responsible: town
    for_each: town
    deadline: "июль 2016 г."
    only_for: {named_in: "5", data: lacking}
    flow: исполнение
"""
UNKNOWN = "not known yet whether it applies"


@pytest.fixture
def asked(cli: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """The command line on 8 August: Achinsk lacks something, Kansk nothing, and Norilsk was not asked."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "people.csv").write_text("name\nАчинск\nКанск\nНорильск\n", encoding="utf-8")
    done = [cli("start", "plan.yaml", "--participants", "people.csv", "--now", "2016-06-01T09:00")]
    for name, answer in (("Ачинск", "a developer"), ("Канск", "нет")):
        done.append(
            cli("record", "survey", "5", "ответ", "--participant", name, "--data", f"lacking={answer}")
        )
    done.append(cli("record", "survey", "5", "исполнить", "--on", "2016-06-30", "--now", "2016-08-08T12:00"))
    assert [one.status for one in done] == [0] * 4, [one.err for one in done]
    return cli


def test_the_log_says_so_even_when_the_term_is_over(asked: Callable[..., Any]) -> None:
    log = asked("--lang", "en", "deviations", "survey", "--event", "7").out
    lines = {
        name: line for line in log.splitlines() for name in ("Ачинск", "Канск", "Норильск") if name in line
    }
    assert "overdue" in lines["Ачинск"]
    assert "does not apply" in lines["Канск"]
    assert "not known yet" in lines["Норильск"]
    assert "not due" not in log


def test_the_case_says_what_decides_it(asked: Callable[..., Any]) -> None:
    told = asked("--lang", "en", "case", "survey", "7", "--participant", "Норильск").out
    assert UNKNOWN in told
    assert "Whether it applies follows from item 5" in told
    assert UNKNOWN not in asked("--lang", "en", "case", "survey", "7", "--participant", "Канск").out
