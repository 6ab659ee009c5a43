"""Days in hands in the Krasnoyarsk plan: nobody's before the period that the plan has for an item."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NAME = "krasnoyarsk-2016"
ACHINSK = ("--participant", "Ачинск")
PEOPLE = "название;роль\nАчинск;ОМСУ\nКанск;ОМСУ\nМинистерство;министерство\nЦентр;кадровый центр\n"


@pytest.fixture
def recorded(cli: Callable[..., Any], library: Path, tmp_path: Path) -> Callable[..., Callable[..., Any]]:
    """Start the plan on 1 June 2016 and record lines of a file at a moment; return the command line."""

    def play(now: str, *lines: str) -> Callable[..., Any]:
        (tmp_path / "who.csv").write_text(PEOPLE)
        plan = library / f"{NAME}.yaml"
        begun = cli("start", plan, "--participants", "who.csv", "--now", "2016-06-01T09:00")
        assert begun.status == 0, begun.err
        given = "порядок;официальное письмо;куда направлен;рекомендации;невыполненные этапы"
        head = f"мероприятие;действие;участник;дата;{given}"
        (tmp_path / "acts.csv").write_text("\n".join((head, *lines)) + "\n")
        taken = cli("record", NAME, "--from", "acts.csv", "--now", now)
        assert taken.status == 0, taken.err
        return cli

    return play


SENT = (
    "17;исполнить;;08.11.2016;№ 84 от 08.11.2016;;;;",
    "19;направить;Ачинск;14.11.2016;;№ 310 от 14.11.2016;;;",
    "20;исполнить;Ачинск;15.11.2016;;;министерство финансов;;",
)


def stays(facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (one["state"], one["since"], one["until"], one["held_working_days"])
        for one in facts["stays"]
        if one["state"] != "согласован"
    ]


def test_no_round_of_item_22_counts_before_december(recorded: Callable[..., Any]):
    """After 1 December 2016, a Thursday, up to the 12th there are 7 working days: 2, 5-9 and 12."""
    sent_back = "22;вернуть;Ачинск;25.11.2016;;;;увязать цели;", "22;внести;Ачинск;12.12.2016;;;;;"
    cli = recorded("2016-12-14T12:00", *SENT, *sent_back)
    facts = cli("case", NAME, "22", *ACHINSK, "--json").json
    assert stays(facts) == [
        ("на рассмотрении", "2016-11-25", "2016-11-25", 0),
        ("замечания", "2016-12-01", "2016-12-12", 7),
        ("на рассмотрении", "2016-12-12", None, 2),
    ]


def test_a_round_that_goes_on_when_december_begins_counts_from_then(recorded: Callable[..., Any]):
    cli = recorded("2016-12-02T12:00", *SENT, "22;вернуть;Ачинск;25.11.2016;;;;увязать цели;")
    hands = cli("case", NAME, "22", *ACHINSK, "--json").json["hands"]
    assert (hands["holder"], hands["since"], hands["working_days"]) == ("Ачинск", "2016-12-01", 1)
    before = cli("case", NAME, "22", *ACHINSK, "--as-of", "2016-11-30").out
    assert (
        "In whose hands: Ачинск; days count from 01.12.2016, when the period of the plan begins\n" in before
    )
    assert "Held for" not in before


@pytest.mark.parametrize(
    ("item", "now", "since", "days"),
    [
        # «3-5 октября»: on Wednesday the 5th, two working days after Monday the 3rd.
        (["15"], "2016-10-05T12:00", "2016-10-03", 2),
        # «апрель 2017 г.»: on 15 November 2016 nothing has begun; 1 April 2017 is a Saturday.
        (["24", *ACHINSK], "2016-11-15T12:00", "2017-04-01", 0),
        (["24", *ACHINSK], "2017-04-04T12:00", "2017-04-01", 2),
        # «до 15 сентября»: no period, so from the start of the plan, 1 June; 1, 2 and 3 June are Wednesday to Friday.
        (["10", *ACHINSK], "2016-06-03T12:00", "2016-06-01", 2),
    ],
)
def test_an_item_with_a_period_is_held_from_its_beginning(
    recorded: Callable[..., Any], item: list[str], now: str, since: str, days: int
):
    cli = recorded(now, "1;исполнить;;01.06.2016;;;;;")
    hands = cli("case", NAME, *item, "--json").json["hands"]
    assert (hands["since"], hands["working_days"]) == (since, days)


@pytest.mark.parametrize(
    ("asked", "since", "days"),
    [
        # Item 7, «июль 2016 г.»: asked in June it counts from 1 July, a Friday; July has 20 working days after that,
        # and in August 1-5 and 8-12 are ten more.
        ("29.06.2016", "2016-07-01", 30),
        # Nobody knew before Wednesday, 10 August, that it applies: then the 11th and the 12th.
        ("10.08.2016", "2016-08-10", 2),
    ],
)
def test_item_7_is_held_from_the_answer_that_says_it_applies(
    recorded: Callable[..., Any], asked: str, since: str, days: int
):
    cli = recorded("2016-08-12T12:00", f"5;ответ;Ачинск;{asked};;;;;есть")
    hands = cli("case", NAME, "7", *ACHINSK, "--json").json["hands"]
    assert (hands["since"], hands["working_days"]) == (since, days)


def test_what_was_done_before_its_period_was_held_by_nobody(recorded: Callable[..., Any]):
    cli = recorded("2016-07-21T12:00", "24;исполнить;Ачинск;20.07.2016;;;;;")
    assert stays(cli("case", NAME, "24", *ACHINSK, "--json").json) == [
        ("ожидается", "2016-07-20", "2016-07-20", 0),
        ("исполнено", "2016-07-20", None, 0),
    ]
