"""What the reports tell in words: who holds a row now, what each round gave, when it counts, what cannot be done."""

import pytest

CYCLE = "small-2016"
WHO = ("--participant", "Бор")
SENT = ("record", CYCLE, "10", "направить", *WHO)
BACK = ("record", CYCLE, "10", "вернуть", *WHO, "--data")


@pytest.fixture
def merged(started, data, tmp_path):
    """Item 10 of Бор was given back on 31 August; since 1 September Ачинск stands in its place."""
    for act in (SENT, (*BACK, "замечания=нет подписи")):
        assert started(*act, "--now", "2016-08-31T10:00").status == 0
    lines = (data / "participants.csv").read_text().splitlines(keepends=True)
    kept = tmp_path / "list.csv"
    kept.write_text("".join(line for line in lines if not line.startswith("Бор")))
    adopted = started(
        "participants", CYCLE, kept, "--into", "Бор=Ачинск",
        "--now", "2016-09-01T10:00", "--apply", "--basis", "закон края № 5-100",
    )  # fmt: skip
    assert adopted.status == 0, adopted.err
    return started


class TestAfterAMerger:
    def test_the_successor_answers_for_what_has_passed_into_its_hands(self, merged):
        rows = merged(
            "deviations", CYCLE, "--participant", "Ачинск", "--event", "10", "--format", "json"
        ).json
        assert ("Бор", "Ачинск") in {(row["subject"], row["responsible"]) for row in rows}
        case = merged("case", CYCLE, "10", *WHO)
        assert "Бор has left; Ачинск stands in its place" in case.out
        assert "In whose hands: Ачинск" in case.out

    def test_before_it_nobody_else_did(self, merged):
        stays = merged("case", CYCLE, "10", *WHO, "--json").json["stays"]
        assert (stays[0]["holder"], stays[-1]["holder"]) == ("Бор", "Ачинск")
        assert "stands in its place" not in merged("case", CYCLE, "10", *WHO, "--as-of", "2016-08-31").out

    def test_what_was_taken_off_the_plan_passed_to_nobody_and_says_the_act_once(self, merged):
        row = next(
            row
            for row in merged("deviations", CYCLE, *WHO, "--format", "json").json
            if row["status"] == "removed"
        )
        assert (row["responsible"], row["reason"]) == ("Бор", "закон края № 5-100")
        told = merged("case", CYCLE, row["event"], *WHO).out
        assert "Removed from control: закон края № 5-100\n" in told
        assert "not judged" not in told


@pytest.mark.parametrize("command", ["case", "journal"])
def test_the_remarks_of_every_round_stay_visible(started, command):
    for remark in ("нет подписи", "2016-09-05"):
        for act in (SENT, (*BACK, f"замечания={remark}")):
            assert started(*act, "--now", "2016-08-31T10:00").status == 0
    told = started(command, CYCLE, "10", *WHO).out
    assert "вернуть · замечания: нет подписи" in told
    assert "вернуть · замечания: 05.09.2016" in told


def test_a_journal_without_such_entries_says_so(started):
    assert started("journal", CYCLE, "19").out == "There are no entries about that\n"


def test_what_came_after_the_hour_says_as_of_which_day_it_counts(cli, data, tmp_path):
    plan = (data / "small.yaml").read_text()
    plan = plan.replace("\nправила:\n", "\nправила:\n  поступило после: {час: 17-00, чей: адресата}\n", 1)
    met = 'срок: "до 15 сентября 2016 г.", '
    plan = plan.replace(met, met + "кому: министерство, срок исполнен: поступлением, ", 1)
    (tmp_path / "late.yaml").write_text(plan)
    files = tmp_path / "late.yaml", "--participants", data / "participants.csv"
    assert cli("start", *files, "--now", "2016-08-25T09:00").status == 0
    # 16 September 2016 is a Friday.
    assert cli(*SENT, "--on", "2016-09-16", "--at", "17:30", "--now", "2016-09-19T10:00").status == 0
    said = "16.09.2016, 17:30 (after 17:00, counts as of 19.09.2016)"
    assert f"done: {said}" in cli("case", CYCLE, "10", *WHO).out
    row = cli("deviations", CYCLE, *WHO, "--event", "10", "--format", "json").json[0]
    assert (row["actual"], row["counted_on"]) == ("2016-09-16", "2016-09-19")


@pytest.mark.parametrize("word", ["not_due", "not due yet", "Not due yet"])
def test_a_status_is_named_as_scripts_or_as_the_table_do(started, word):
    rows = started("deviations", CYCLE, "--status", word, "--format", "json").json
    assert {row["status"] for row in rows} == {"not_due"}


@pytest.mark.parametrize("option", ["--status", "--format"])
def test_what_there_is_is_told(started, option):
    refused = started("--lang", "en", "deviations", CYCLE, option, "so-so")
    assert (refused.status, refused.out) == (2, "")
    assert "“so-so” is none of: " in refused.err
    assert ("overdue (overdue)" if option == "--status" else "docx") in refused.err


@pytest.mark.parametrize("style", ["xlsx", "csv"])
def test_a_file_that_cannot_be_written_is_told(started, tmp_path, style):
    refused = started("deviations", CYCLE, "--format", style, "--output", tmp_path / "no" / "o")
    assert refused.status == 1
    assert "cannot be written: there is no such folder" in refused.err
    refused = started("deviations", CYCLE, "--format", style, "--output", tmp_path)
    assert "this is a folder, not a file" in refused.err


def test_a_demo_that_has_no_place_is_told(cli, tmp_path):
    (tmp_path / "file").write_text("")
    refused = cli("demo", "--keep", tmp_path / "file" / "demo")
    assert refused.status == 1
    assert "cannot be made" in refused.err
