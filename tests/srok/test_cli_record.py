"""`srok start`, `record` and `journal`: what they promise to scripts, and what they say to people who slip."""

import pytest

CYCLE = "small-2016"
NOW = ("--now", "2016-09-01T10:00")


@pytest.fixture
def record(started):
    return lambda *arguments: started("record", CYCLE, *arguments)


def entries(cli) -> list[dict]:
    return cli("journal", CYCLE, "--json").json


def test_start_tells_what_it_started(cli, data):
    files = data / "small.yaml", "--participants", data / "participants.csv"
    told = cli("start", *files, "--now", "2016-08-25T09:00", "--json")
    assert told.status == 0
    assert told.json == {"cycle": CYCLE, "cases": 22, "participants": 5, "started_on": "2016-08-25"}


def test_start_warns_of_what_will_not_be_reminded_of(cli, data):
    told = cli(
        "start", data / "small.yaml", "--participants", data / "participants.csv", "--now", "2016-08-25T09:00"
    )
    assert "1 case was due before that day" in told.out
    assert "1 participant has no e-mail address" in told.out
    assert "nobody takes part" not in told.out


def test_start_warns_of_a_role_that_nobody_has(cli, data, tmp_path):
    members = (data / "participants.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "few.csv").write_text("\n".join(line for line in members if "plan@" not in line))
    told = cli(
        "start", data / "small.yaml", "--participants", tmp_path / "few.csv", "--now", "2016-08-25T09:00"
    )
    assert told.status == 0
    assert "nobody takes part as “министерство”" in told.out
    assert "“ОМСУ”" not in told.out


def test_a_cycle_is_started_once(started, data):
    files = data / "small.yaml", "--participants", data / "participants.csv"
    again = started("start", *files, "--now", "2016-08-26T09:00")
    assert (again.status, "has been started already" in again.err) == (1, True)


def test_an_entry_is_recorded_and_read_back(record, started):
    done = record(
        "10", "направить", "--participant", "Ачинск", "--on", "2016-08-31", "--at", "16:45", "--ref", "№ 15", "--note",
        "с приложением", "--actor", "Ачинск", "--data", "листов=12", "--key", "k-1", *NOW, "--json",
    )  # fmt: skip
    assert (done.status, done.json) == (
        0,
        [{"entry": 7, "added": True, "off_control": False, "conflicts": []}],
    )
    assert entries(started)[-1] == {
        "entry": 7,
        "kind": "act",
        "event": "10",
        "participant": "Ачинск",
        "agency": None,
        "period": None,
        "row": None,
        "trigger": "направить",
        "on": "2016-08-31",
        "at": "16:45",
        "recorded_at": "2016-09-01T03:00:00+00:00",
        "date": None,
        "actor": "Ачинск",
        "ref": "№ 15",
        "basis": None,
        "note": "с приложением",
        "data": {"листов": "12"},
        "corrects": None,
        "key": "k-1",
    }


def test_the_same_key_again_is_done_and_adds_nothing(record, started):
    wish = "10", "направить", "--participant", "Ачинск", "--key", "k", *NOW
    assert record(*wish).status == 0
    again = record(*wish)
    assert (again.status, "Already recorded as entry 7" in again.out) == (0, True)
    assert len(entries(started)) == 7
    other = record("19", *wish[1:])
    assert (other.status, "stands for another entry" in other.err) == (1, True)


def test_a_file_is_kept_by_its_name_and_hash(record, started, tmp_path):
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    assert (
        record("10", "направить", "--participant", "Ачинск", "--file", tmp_path / "letter.pdf", *NOW).status
        == 0
    )
    (name,) = entries(started)[-1]["data"]
    assert name == "file:letter.pdf"


# What is refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("11", "направить", "--participant", "Ачинск"), "unknown event “11”; did you mean “1”?"),
        (("10", "напрвить", "--participant", "Ачинск"), "Possible in the state “готовится”: направить"),
        (("10", "вернуть", "--participant", "Ачинск", "--data", "замечания=x"), "is not possible in the state"),
        (("10", "направить", "--participant", "Ачинс"), "unknown participant “Ачинс”; did you mean “Ачинск”?"),
        (("10", "направить", "--participant", "министерство"), "unknown participant “министерство”"),
        (("10", "направить"), "name the participant"),
        (("5", "исполнить", "--participant", "Бор", "--data", "отстающие=Бор"), "leave the participant out"),
        (("5", "исполнить"), "needs: отстающие (--data NAME=VALUE"),
        (("5", "исполнить", "--data", "отстающие=Боор"), "did you mean “Бор”?"),
        (("5", "исполнить", "--data", "отстающие"), "is not NAME=VALUE"),
        (("10", "направить", "--participant", "Ачинск", "--on", "2016-09-02"), "lies in the future"),
        (("10", "направить", "--participant", "Ачинск", "--on", "2016-09-01", "--at", "10:01"), "10:01 has not come"),
        (("10", "направить", "--participant", "Ачинск", "--on", "01.09.16"), "is not a date like 2016-09-15"),
        (("10", "направить", "--participant", "Ачинск", "--on", "30.02.2016"), "is not a date like 2016-09-15"),
        (("10", "направить", "--participant", "Ачинск", "--on", "2016-02-30"), "is not a date like 2016-09-15"),
        (("10", "направить", "--participant", "Ачинск", "--at", "25:00"), "is not a time like 17:00"),
        (("10", "направить", "--participant", "Ачинск", "--actor", "министерство"), "may not do “направить” here"),
        (("10", "направить", "--participant", "Ачинск", "--actor", "Бор"), "may not do “направить” here"),
        (("12", "исполнить", "--participant", "Ачинск"), "event 10 has not been recorded yet"),
        (("7", "исполнить", "--participant", "Ачинск"), "it is not known yet whether this case applies"),
        (("26", "назначить срок", "--participant", "Бор", "--date", "2016-12-01"), "(--basis)"),
        (("26", "set-date", "--participant", "Бор", "--basis", "приказ"), "(--date)"),
        (("26", "set-date", "--participant", "Бор", "--basis", "приказ", "--date", "2099-01-01"), "2099"),
        (("10", "снять с контроля", "--participant", "Бор"), "(--basis)"),
        (("10", "пояснить", "--participant", "Бор"), "(--note)"),
        (("10", "отозвать", "--participant", "Бор"), "(--corrects NUMBER)"),
        (("10", "отозвать", "--participant", "Бор", "--corrects", "1"), "entry 1 is not an entry of this case"),
        (("10", "направить", "--participant", "Бор", "--file", "missing.pdf"), "missing.pdf:1:1: error:"),
        (("10", "направить", "--participant", "Бор", "--file", "."), "this is a folder"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_what_would_be_allowed(record, started, arguments, says):
    refused = record(*arguments, *NOW)
    assert refused.status == 1
    assert says in refused.err
    assert refused.out == ""
    assert len(entries(started)) == 6


@pytest.mark.parametrize(
    "arguments",
    [
        ("record",),
        ("record", CYCLE),
        ("record", CYCLE, "10"),
        ("record", CYCLE, "10", "направить", "--participan"),
        ("record", CYCLE, "10", "--from", "rows.csv"),
        ("record", CYCLE, "10", "направить", "--from", "rows.csv"),
        ("record", CYCLE, "--from", "rows.csv", "--on", "2016-09-01"),
        ("record", CYCLE, "--from", "rows.csv", "--data", "листов=12"),
        ("record", CYCLE, "10", "направить", "--corrects", "seven"),
        ("journal",),
        ("deviations",),
        ("deviations", CYCLE, "--format", "pdf"),
        ("start",),
        ("verify", "one", "two"),
        ("tick", "now"),
        ("nonsense",),
    ],
)
def test_wrong_usage(started, arguments):
    told = started(*arguments)
    assert (told.status, told.out) == (2, "")
    assert told.err


@pytest.mark.parametrize(
    "command", [("journal",), ("deviations",), ("verify",), ("record", "10", "направить")]
)
def test_a_cycle_that_is_not_there(started, command):
    told = started(command[0], "smal-2016", *command[1:])
    assert told.status == 1
    assert "unknown cycle “smal-2016”; did you mean “small-2016”?" in told.err


def test_what_the_journal_is_asked_for_must_be_there(started):
    assert "unknown event “100”; did you mean “10”?" in started("journal", CYCLE, "100").err
    assert "did you mean “Бор”?" in started("journal", CYCLE, "--participant", "Боор").err
    assert started("journal", CYCLE, "10", "--participant", "Бор", "--json").json == []


# Many at once --------------------------------------------------------------------------------------------

ROWS = (
    "№;действие;участник;дата;реквизиты;ключ\n10;направить;Ачинск;2016-08-30;№ 1;a\n19;направить;Бор;;№ 2;b\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_from_excel(record, started, tmp_path, encoding, separator):
    (tmp_path / "rows.csv").write_bytes(ROWS.replace(";", separator).replace("\n", "\r\n").encode(encoding))
    done = record("--from", tmp_path / "rows.csv", *NOW)
    assert done.status == 0, done.err
    last = entries(started)[-2:]
    assert [(entry["event"], entry["participant"], entry["on"], entry["ref"]) for entry in last] == [
        ("10", "Ачинск", "2016-08-30", "№ 1"),
        ("19", "Бор", "2016-09-01", "№ 2"),
    ]
    again = record("--from", tmp_path / "rows.csv", *NOW, "--json")
    assert [one["added"] for one in again.json] == [False, False]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("10;напрвить;Ачинск;;;\n99;направить;Бор;;;\n", ["csv:4:1: error: unknown", "csv:5:1: error: unknown"]),
        ("10;направить;Вилюй;30.08.16;;\n", ["rows.csv:4:1: error: “30.08.16” is not a date"]),
        ("10;направить;Вилюй;2016-08-30;№ 1; 2;x\n", ["rows.csv:4:1: error: this row has more values"]),
        ("99;направить;Бор;30.08.16;;\n", ["csv:4:1: error: “30.08.16”", "csv:4:1: error: unknown event"]),
        ("10;направить;Бор;30.08.16;;\n10;направить;Боор;;;\n", ["csv:4:1: error: “30", "csv:5:1: error: unknown"]),
        ("10;направить;Ачинск;;;c\n", ["rows.csv:4:1: error: “направить” is not possible in the state “направлено”"]),
    ],
)  # fmt: skip
def test_a_file_is_recorded_whole_or_not_at_all(record, started, tmp_path, rows, says):
    (tmp_path / "rows.csv").write_text(ROWS + rows)
    refused = record("--from", tmp_path / "rows.csv", *NOW)
    assert refused.status == 1
    for sentence in says:
        assert sentence in refused.err
    assert len(entries(started)) == 6


def test_what_hangs_on_a_row_that_cannot_be_read_is_judged_only_by_its_words(record, started, tmp_path):
    """Whether Ачинск may be given its materials back depends on the day that cannot be read."""
    rows = "10;направить;Ачинск;31.08.16;;\n10;вернуть;Ачинск;2016-09-01;;\n12;исплнить;Ачинск;;;\n10;вернуть;Бор;;;\n"
    (tmp_path / "rows.csv").write_text(ROWS.partition("\n")[0] + "\n" + rows)
    refused = record("--from", tmp_path / "rows.csv", *NOW)
    assert [line.split(": ")[0] for line in refused.err.splitlines()] == [
        f"{tmp_path}/rows.csv:{line}:1" for line in (2, 4, 5)
    ]
    assert len(entries(started)) == 6


@pytest.mark.parametrize("day", ["07.06.2016", "7.6.2016", "2016-6-7", "2016-06-07"])
def test_a_date_as_a_russian_excel_writes_it(record, started, tmp_path, day):
    rows = "№;действие;участник;дата;время;срок;основание\n"
    rows += f"10;направить;Ачинск;{day};9:05;;\n26;назначить срок;Бор;;;{day};приказ\n"
    (tmp_path / "rows.csv").write_text(rows, encoding="cp1251")
    assert record("--from", tmp_path / "rows.csv", *NOW).status == 0
    assert record("10", "направить", "--participant", "Бор", "--on", day, *NOW).status == 0
    last = entries(started)[-3:]
    assert [(entry["on"], entry["at"], entry["date"]) for entry in last] == [
        ("2016-06-07", "09:05", None),
        ("2016-09-01", None, "2016-06-07"),
        ("2016-06-07", None, None),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        ROWS.partition("\n")[0].encode(),
        bytes(range(256)) * 4,
        b"\x00" * 100,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        b"a;b\n" + b'"' + b"x" * 200_000,
    ],
    ids=["empty", "blank", "header", "bytes", "zeros", "xls", "a huge cell"],
)
def test_a_file_that_is_no_table_is_refused(record, started, tmp_path, content):
    (tmp_path / "rows.csv").write_bytes(content)
    refused = record("--from", tmp_path / "rows.csv", *NOW)
    assert (refused.status, refused.out) == (1, "")
    assert "rows.csv" in refused.err
    assert len(entries(started)) == 6


@pytest.mark.parametrize("slip", ["участик", "дат", "реквизит", "клюс", "corects"])
def test_a_slip_in_the_name_of_a_column_is_no_data(record, started, tmp_path, slip):
    (tmp_path / "rows.csv").write_text(f"№;действие;участник;{slip}\n10;направить;Ачинск;1\n")
    refused = record("--from", tmp_path / "rows.csv", *NOW)
    assert refused.status == 1
    assert f"rows.csv:1:1: error: unknown column “{slip}”; did you mean" in refused.err


@pytest.mark.parametrize("path", ["missing.csv", "."])
def test_a_file_that_cannot_be_read(record, path):
    refused = record("--from", path, *NOW)
    assert refused.status == 1
    assert f"{path}:1:1: error:" in refused.err
