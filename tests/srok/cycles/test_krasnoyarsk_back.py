"""Materials sent back in the Krasnoyarsk plan: what `srok case` says of the item that waits for them again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NAME = "krasnoyarsk-2016"
ACHINSK = ("--participant", "Ачинск")
PEOPLE = "название;роль\nАчинск;ОМСУ\nМинистерство;министерство\nГруппа;рабочая группа\n"
LETTER = "№ 1 от 08.09.2016;Иванов И. И.;разделы.docx"


@pytest.fixture
def recorded(cli: Callable[..., Any], library: Path, tmp_path: Path) -> Callable[..., Any]:
    """Send the materials on 8 September, return them on the 14th, and record more; return the facts of item 12."""

    def facts(now: str, *more: str) -> dict[str, Any]:
        (tmp_path / "who.csv").write_text(PEOPLE)
        plan = library / f"{NAME}.yaml"
        assert cli("start", plan, "--participants", "who.csv", "--now", "2016-06-01T09:00").status == 0
        head = (
            "мероприятие;действие;участник;дата;сопроводительное письмо;подписал глава МО;"
            "электронная версия;замечания;рекомендации"
        )
        first = (f"10;направить;Ачинск;08.09.2016;{LETTER};;", "10;вернуть;Ачинск;14.09.2016;;;;нет целей;")
        (tmp_path / "разделы.docx").write_bytes(b"x")
        (tmp_path / "acts.csv").write_text("\n".join((head, *first, *more)) + "\n")
        taken = cli("record", NAME, "--from", "acts.csv", "--now", now)
        assert taken.status == 0, taken.err
        found: dict[str, Any] = cli("case", NAME, "12", *ACHINSK, "--json").json
        return found

    return facts


def test_while_they_are_back_nobody_can_act(recorded: Callable[..., Any]):
    found = recorded("2016-10-03T12:00")
    assert (found["hands"], found["blocked_by"], found["sent_back"]) == (None, "10", "2016-09-14")
    assert (found["delay_days"], found["delay_cause"], found["delay_own_days"]) == (3, "inherited", 0)


def test_the_days_with_the_town_are_not_those_of_the_group(recorded: Callable[..., Any]):
    """9, 12, 13 and 14 September are 4 working days; 11 October is one; of the delay 10 days were with the town."""
    found = recorded(
        "2016-10-11T15:00",
        f"10;направить;Ачинск;10.10.2016;{LETTER};;",
        "12;исполнить;Ачинск;11.10.2016;;;;;дополнить",
    )
    assert [(one["since"], one["until"], one["held_working_days"]) for one in found["stays"][:2]] == [
        ("2016-09-08", "2016-09-14", 4),
        ("2016-10-10", "2016-10-11", 1),
    ]
    (missing,) = found["inherited_from"]
    assert (missing["days"], [(held["holder"], held["days"]) for held in missing["held"]]) == (
        10,
        [("Ачинск", 10)],
    )
    assert (found["delay_own_days"], found["sent_back"]) == (1, None)


def test_there_again_they_are_in_the_hands_of_the_group_since_that_day(recorded: Callable[..., Any]):
    """11, 12 and 13 October."""
    hands = recorded("2016-10-13T15:00", f"10;направить;Ачинск;10.10.2016;{LETTER};;")["hands"]
    assert (hands["holder"], hands["since"], hands["working_days"]) == ("рабочая группа", "2016-10-10", 3)
