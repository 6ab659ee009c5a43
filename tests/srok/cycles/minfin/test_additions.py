"""What the page tells a ministry to write is enough: another act is counted by every report; derived words say so."""

import re
from pathlib import Path

import pytest

CYCLE = "minfin-pilot-regions"
PAGE = Path(__file__).parents[4] / "docs" / "ru" / "cycles" / "minfin.md"
SAMARA = "Самарская область"
DERIVED = (
    "срок выведен из 16 пар дат таблицы, этих слов в презентации нет: "
    "«в течение одного месяца со дня заключения Соглашения о сотрудничестве»"
)


@pytest.fixture(scope="module")
def another() -> str:
    """The event that the page shows how to add."""
    found = re.search(r"^```yaml иной-акт.yaml\n(.+?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def written(file, tmp_path):
    """Write the definition with an event added before 1.2-проект."""

    def write(event: str) -> None:
        whole, before = file("yaml").read_text(), "  - №: 1.2-проект\n"
        assert whole.count(before) == 1
        (tmp_path / "своё.yaml").write_text(whole.replace(before, f"{event}\n{before}"))

    return write


def test_another_act_is_counted_by_every_report(pilots, report, written, another):
    """9 other acts + 1; 18 acts of regions + 1; 12 control events of Самарская область by date + 1."""
    own = ("контрольные события", "--participant", SAMARA)
    before = len([row for row in report(*own) if row[2]])
    written(another)
    adopted = pilots("amend", CYCLE, "своё.yaml", "--apply", "--basis", "план апробации")
    assert adopted.status == 0, adopted.err
    planned = ["--date", "2021-03-10", "--basis", "план апробации"]
    act = ["исполнить", "--on", "2021-03-17", "--data", "акт=№ 40-п от 17.03.2021"]
    for what in (["назначить срок", *planned], act):
        done = pilots("record", CYCLE, "1.3", what[0], "--participant", SAMARA, *what[1:])
        assert done.status == 0, done.err
    assert [row[2:] for row in report("результаты квартала")][4:] == [[10, 9], [None, None], [10, 9], [0, 0]]
    assert report("акты и проекты")[0][1:] == [19, 18, 1, 0]
    rows = [row for row in report(*own) if row[2]]
    assert len(rows) == before + 1
    added = "Принятие второго иного акта, предусмотренного планом апробации: НПА субъекта РФ"
    assert [row[1:] for row in rows if row[4]] == [[added, "2021-03-10", "2021-03-17", 7]]


def test_without_the_key_check_tells_that_no_report_counts_it(srok, written, another):
    written(another)
    assert srok("check", "своё.yaml").err == ""
    written(re.sub(".*в отчётах вместе с.*\n", "", another))
    told = srok("--lang", "en", "check", "своё.yaml")
    assert told.status == 0
    assert "event 1.3 is in no report, and 1.1, 1.1-проект, 1.2 beside it are" in told.err


def test_the_month_after_an_agreement_is_never_called_words_of_the_plan(srok, file):
    """It is derived from the printed pairs of dates; of the other terms the document has the words."""
    plan = srok("plan", file("yaml"), "--format", "csv").out.splitlines()
    assert [line.partition(";")[0] for line in plan if line.endswith(DERIVED)] == ["решение", "решение-МО"]
    assert f"1. {DERIVED}" in srok("explain", file("yaml"), "решение").out


def test_a_municipality_that_joins_after_its_term(pilots, report, file, tmp_path):
    """Алтайский край: Agreement 18.12.2020, term 18.01.2021; its municipality joins on 18.03.2021."""
    name = "Муниципальное образование Алтайского края"
    rows = file("participants.csv").read_text().rstrip("\n")
    (tmp_path / "участники.csv").write_text(f"{rows}\n{name};муниципальное образование;Алтайский край;\n")
    joins = ("участники.csv", "--apply", "--basis", "письмо региона", "--now", "2021-03-18T10:00")
    assert pilots("participants", CYCLE, *joins).status == 0
    whose = ("--participant", name)
    ours = ("--participant", "Алтайский край", "--as-of", "2021-03-19")

    def term(day: str, hour: int):
        by = ("--actor", "Минфин России", "--basis", f"письмо {hour}", "--now", f"2021-03-19T{hour}:00")
        return pilots("record", CYCLE, "решение-МО", "назначить срок", *whose, "--date", day, *by)

    past = term("2021-03-01", 10)
    assert past.status == 0
    assert all(part in past.err for part in ("решение-МО", "01.03.2021", "18.03.2021"))
    assert [row[1] for row in report("решения", *ours)] == ["Принято"]
    ahead = term("2021-05-04", 11)
    assert (ahead.status, ahead.err) == (0, "")
    told = "Субъект РФ: принято; Муниципальное образование: в разработке"
    assert [row[1] for row in report("решения", *ours)] == [told]
