"""The consultants of the teams: who hears of their papers, and is named first; and who took part on which day."""

import pytest

NAME = "ppmi-support"


@pytest.fixture
def letters(played_once, raw):
    """On which days letters went to an address in the scenario's year."""

    def days(address: str) -> list[str]:
        with raw(played_once(NAME, "год программы=2023")) as opened:
            asked = "SELECT day FROM outbox WHERE address = ? AND state = 'sent' ORDER BY day"
            return [day for (day,) in opened.execute(asked, (address,))]

    return days


def test_the_consultant_has_copies_of_what_is_written_of_a_team_s_papers(letters):
    """Named on 20 January, when the day of the papers, 20 February, was set already; the first team's were late."""
    assert letters("vydumanova@ppmi.example") == ["2023-01-20", "2023-02-20", "2023-02-21"]
    # The papers of the other three were ready a week before, and their meetings have no days.
    assert letters("primerov@ppmi.example") == ["2023-01-20"]


# Nobody is a consultant before being named one ---------------------------------------------------------------

NEW = ("роль=консультант", "кто=Новикова Н. Н.", "почта=novikova@ppmi.example")


@pytest.fixture
def begun(cli, library):
    """The programme as it is on its first day, 16 January 2023: nothing is recorded, no day is set."""
    files = library / f"{NAME}.yaml", "--participants", library / f"{NAME}.participants.csv"
    assert cli("start", *files, "--set", "год программы=2023", "--now", "2023-01-16T09:00").status == 0
    return cli


def record(cli, event: str, action: str, whose: str, *data: str, **more: str):
    given = [word for one in data for word in ("--data", one)]
    options = [word for name, value in more.items() for word in (f"--{name}", value)]
    return cli("record", NAME, event, action, "--participant", whose, *given, *options)


def test_no_team_is_given_to_a_consultant_who_is_nobody(begun):
    refused = record(begun, "3.1", "закрепить консультанта", "Примерск", actor="институт")
    assert refused.status == 1
    assert "3.1 / Примерск: nobody has the role “консультант” yet" in refused.err
    assert record(begun, "3.1", "назначить", "Примерск", *NEW).status == 0
    assert record(begun, "3.1", "закрепить консультанта", "Примерск", actor="институт").status == 0
    other = record(begun, "3.1", "закрепить консультанта", "Условный район", actor="институт")
    assert other.status == 1


def test_a_talk_held_before_the_consultant_changed_is_recorded_late(begun):
    """Who was the consultant that day does not matter: somebody is."""
    at = {"now": "2023-03-01T10:00"}
    assert record(begun, "3.1", "назначить", "Примерск", *NEW).status == 0
    assert record(begun, "3.1", "закрепить консультанта", "Примерск").status == 0
    changed = ("роль=консультант", "кто=Старов С. С.", "почта=starov@ppmi.example")
    assert record(begun, "3.1", "назначить", "Примерск", *changed, **at).status == 0
    talk = "тема=выбор проекта", "кто участвовал=староста", "человек=4"
    done = record(begun, "3.1", "провести встречу", "Примерск", *talk, on="2023-02-17", **at)
    assert done.status == 0, done.err


# Who took part on which day ----------------------------------------------------------------------------------


def told(cli, on: str, **more: str) -> str:
    """What is said on stderr when three people of a team are recorded at the first seminar as of a day."""
    line = {"row": "Примерск", "on": on, "now": "2023-02-20T10:00", **more}
    done = record(cli, "1.2", "ответ", "Семинар 1", "участвовало человек=3", **line)
    assert done.status == 0, done.err
    return done.err


def test_whoever_took_part_before_the_day_is_doubtful(begun):
    """The seminar is on 14 February: an answer of the 13th may be a slip, one of the 14th is none."""
    set_day = {"date": "2023-02-14", "basis": "график (пример)", "actor": "институт"}
    assert record(begun, "1.2", "назначить срок", "Семинар 1", **set_day).status == 0
    assert told(begun, "2023-02-14", row="Условный район") == ""
    assert "1.2 / Семинар 1 is to be held on 14.02.2023" in told(begun, "2023-02-13")


@pytest.mark.parametrize(
    ("on", "doubted"), [("2023-02-09", True), ("2023-02-10", False), ("2023-02-15", False)]
)
def test_once_it_was_held_the_day_on_which_it_was_counts(begun, on: str, doubted: bool):
    """Held on 10 February, four days before its day."""
    set_day = {"date": "2023-02-14", "basis": "график (пример)", "actor": "институт"}
    assert record(begun, "1.2", "назначить срок", "Семинар 1", **set_day).status == 0
    held = record(
        begun, "1.2", "исполнить", "Семинар 1", "тема=смета", on="2023-02-10", now="2023-02-20T10:00"
    )
    assert held.status == 0, held.err
    assert ("1.2 / Семинар 1 was held on 10.02.2023" in told(begun, on)) is doubted


def test_a_seminar_that_leaves_the_list_takes_who_took_part_out_of_every_report(begun, tmp_path):
    """Whoever takes it off the list is told first; the seminar that nobody told of is removed without further words."""
    now = {"now": "2023-02-20T10:00"}
    for whose, people in (("Семинар 1", 6), ("Семинар 2", 3)):
        line = {"row": "Примерск", "on": "2023-02-14", **now}
        assert record(begun, "1.2", "ответ", whose, f"участвовало человек={people}", **line).status == 0
    assert took_part(begun) == [2, 9]
    (tmp_path / "left.csv").write_text(
        "название;роль\nСеминар 1;семинар\nСеминар 4;семинар\nВебинар 1;семинар\n"
    )
    told = begun("participants", NAME, "left.csv", "--apply", "--basis", "отменены")
    assert told.status == 0, told.err
    rows = {line.split("│")[2].strip(): line for line in told.out.splitlines() if "is removed" in line}
    words = " ".join(told.out.replace("│", " ").split())
    assert "recorded in it already, answers or rows: 1; they stay in the journal" in words
    assert "recorded in it already" in rows["Семинар 2"]
    assert "recorded in it already" not in rows["Семинар 3"]
    assert took_part(begun) == [1, 6]


def took_part(cli) -> list[int]:
    """At how many seminars the first team was, and with how many people."""
    first, *_ = cli("report", NAME, "участие команд", "--format", "json").json["rows"]
    return [first["Семинаров и вебинаров"], first["На них, человек"]]
