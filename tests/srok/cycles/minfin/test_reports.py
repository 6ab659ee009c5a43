"""The reports come out in the form the document prints them, and with its figures."""

import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

CYCLE = "minfin-pilot-regions"
YAROSLAVL = "Ярославская область"
#: The document's tables, as it prints them; the date in the last footnote stands there in words.
PRINTED = json.loads((Path(__file__).parent / "data" / "forms.json").read_text())
#: What the log has of the two acts that were late: planned, done, days.
TOWN = "Муниципальное образование Калининградской области: Разработка проекта нормативного правового акта"
LATE = [
    [TOWN, "2021-03-10", None, 7],
    ["Разработка проекта нормативного правового акта", "2021-03-01", "2021-03-05", 4],
]


def iso(day: str) -> str:
    return "-".join(reversed(day.split(".")))


def numbers(rows: list[dict[str, str]]) -> list[list[object]]:
    return [
        [
            row["№"] or None,
            row["событие"],
            *(int(row[name]) if row[name] else None for name in ("по плану", "в срок")),
        ]
        for row in rows
    ]


def test_the_results_of_the_quarter_as_of_17_march(report, table):
    assert report("результаты квартала") == numbers(table("quarter.csv"))


@pytest.mark.parametrize("printed", PRINTED["tables"], ids=lambda printed: printed["report"])
def test_a_form_is_that_of_the_document(pilots, printed):
    made = pilots("report", CYCLE, printed["report"], "--format", "json").json
    found = made["title"], [*made["rows"][0]], made.get("footnotes", [])
    assert found == (printed["title"], printed["heads"], printed["footnotes"])


def status(row: dict[str, str]) -> str:
    """The status as the document prints it; it leaves “Субъект РФ:” out where only the region's own is adopted."""
    region, town = row["статус субъекта"], row["статус муниципального образования"]
    return f"Субъект РФ: {region}; Муниципальное образование: {town}" if town else region.capitalize()


def test_decisions_by_region(report, table):
    assert report("решения") == [
        [row["субъект"], status(row), iso(row["соглашение"]), iso(row["предельный срок"])]
        for row in table("agreements.csv")
    ]


def test_the_status_of_a_municipality_never_stands_as_its_regions(report):
    """A status without a label is always that of the region: also where only the municipality's is asked for."""
    rows = report("решения", "--participant", "Муниципальное образование Ярославской области")
    assert [row[:2] for row in rows] == [[YAROSLAVL, "Муниципальное образование: в разработке"]]


def test_a_region_with_nothing_to_tell_has_no_row(report):
    """To the ministry belong the results for each region: none of them is in the table of decisions."""
    assert report("решения", "--participant", "Минфин России") == []


def test_the_table_of_decisions_is_not_cut_by_planned_days(pilots):
    """An agreement has no planned day: it, and most statuses, would be blank."""
    made = pilots("report", CYCLE, "решения", "--since", "2021-02-15")
    assert (made.status, made.out) == (1, "")
    assert "--since" in made.err


def test_twelve_decisions_are_adopted_and_four_are_not(report):
    # Not adopted: Калининградская, Новгородская and Югра are drafting, Ярославская waits for a signature.
    assert report("принято решений") == [
        ["органами государственной власти субъектов РФ", 16, 12, 4, 1, 3],
        ["органами местного самоуправления", 3, 0, 3, 0, 3],
    ]


def test_control_events_and_deviations(report):
    rows = report("контрольные события")
    # Dated: 1.1 16, 1.1-проект 7, 1.2 16, the nine others 9 * 16 = 144, of municipalities 3 and 2 acts after drafts.
    assert len([row for row in rows if row[2]]) == 188
    assert [[row[1].partition(",")[0], *row[2:]] for row in rows if row[4]] == LATE


def test_what_came_early_is_no_violation(report):
    """The draft of Самарская область came on 19 February, a day before it was planned."""
    rows = report("контрольные события", "--participant", "Самарская область")
    assert [row[2:] for row in rows if row[2] == "2021-02-20"] == [["2021-02-20", "2021-02-19", 0]]


def test_each_region_has_the_six_events_of_the_document_by_their_numbers(report, table):
    rows = report("контрольные события")
    regions = [row["субъект"] for row in table("agreements.csv")]
    assert [row[1] for row in rows if row[1] in regions] == regions
    assert [row[:2] for row in rows if row[0]] == PRINTED["events"] * 16


def test_a_corrected_entry_changes_the_count(pilots, report):
    """Had the draft of Ярославская область been ready on 1 March, 18 of 19 acts and 16 of 16 would be in time."""
    entry = next(
        one["entry"]
        for one in pilots("journal", CYCLE, "1.1-проект", "--json").json
        if one["participant"] == YAROSLAVL and one["trigger"] == "исполнить"
    )
    done = pilots(
        "record",
        CYCLE,
        "1.1-проект",
        "исполнить",
        "--participant",
        YAROSLAVL,
        "--on",
        "2021-03-01",
        "--corrects",
        entry,
    )
    assert done.status == 0, done.err
    counts = [row[2:] for row in report("результаты квартала")]
    assert counts == [[19, 18], [None, None], [16, 16], [3, 2], [9, 9], [None, None], [9, 9], [0, 0]]


def test_an_entry_taken_back_changes_the_count(pilots, report):
    """Without its other act, Тюменская область is overdue since 15 March: 8 of 9."""
    entry = next(
        one["entry"]
        for one in pilots("journal", CYCLE, "1.2", "--json").json
        if one["participant"] == "Тюменская область" and one["trigger"] == "исполнить"
    )
    assert (
        pilots(
            "record", CYCLE, "1.2", "отозвать", "--participant", "Тюменская область", "--corrects", entry
        ).status
        == 0
    )
    assert [row[2:] for row in report("результаты квартала")][4:] == [[9, 8], [None, None], [9, 8], [0, 0]]


def test_a_date_that_is_moved_once_missed_wipes_nothing_out(pilots, report):
    """The draft of Калининградская's municipality was planned for 10 March; a letter makes it the 31st, it is ready on
    the 30th: the plan was missed by 20 days, on the way as at the end, and the first row stays 19 planned, 17 in time.
    """
    draft = CYCLE, "1.1-МО-проект"
    of_town = "--participant", "Муниципальное образование Калининградской области"
    letter = "--date", "2021-03-31", "--basis", "письмо региона", "--actor", "Минфин России"
    assert (
        pilots("record", *draft, "назначить срок", *of_town, *letter, "--now", "2021-03-17T13:00").status == 0
    )

    def seen(day: str) -> list[object]:
        counts = [row[2:] for row in report("результаты квартала", "--as-of", day)]
        (own,) = [row[2:] for row in report("контрольные события", "--as-of", day) if row[1].startswith(TOWN)]
        (acts,) = [
            row[1:] for row in report("акты и проекты", "--as-of", day) if "Проекты правовых" in row[0]
        ]
        assert [day in own[0] for day in ("10.03.2021 (", "31.03.2021)")] == [True, True]
        return [counts[0], counts[3], own[1:], acts]

    assert seen("2021-03-17") == [[19, 17], [3, 2], [None, 7], [2, 1, 0, 1]]
    done = pilots("record", *draft, "исполнить", *of_town, "--on", "2021-03-30", "--now", "2021-03-31T12:00")
    assert done.status == 0, done.err
    assert seen("2021-03-31") == [[19, 17], [3, 2], ["2021-03-30", 20], [2, 1, 1, 0]]


def test_what_was_done_before_it_is_taken_off_control_stays_done(pilots, report):
    """A clerk closes what is done: Алтайский's act, late Ярославская's draft, a decision; nothing changes by that.

    Калининградская's draft of its municipality was not done: without it 18 are planned, and 2 of municipalities.
    """
    names = ("результаты квартала", "контрольные события", "решения", "акты и проекты")
    before = [report(name) for name in names]
    for number, who in (("1.1", "Алтайский край"), ("1.1-проект", YAROSLAVL), ("решение", "Алтайский край")):
        off = pilots(
            "record", CYCLE, number, "снять с контроля", "--participant", who, "--basis", "исполнено"
        )
        assert off.status == 0, off.err
    assert [report(name) for name in names] == before
    town = "--participant", "Муниципальное образование Калининградской области"
    assert (
        pilots("record", CYCLE, "1.1-МО-проект", "снять с контроля", *town, "--basis", "письмо").status == 0
    )
    counts = [row[2:] for row in report("результаты квартала")]
    assert (counts[0], counts[3]) == ([18, 17], [2, 2])


def test_the_act_of_a_municipality_that_left_since_stays_done(pilots, report, file, tmp_path):
    before = report("результаты квартала")
    lines = file("participants.csv").read_text().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("Муниципальное образование Ярославской")]
    (tmp_path / "who.csv").write_text("".join(kept))
    gone = "--on", "2021-03-16", "--apply", "--basis", "закон о преобразовании"
    done = pilots("participants", CYCLE, "who.csv", *gone)
    assert done.status == 0, done.err
    assert report("результаты квартала") == before


def test_a_planned_date_that_was_mistyped_is_corrected_and_leaves_no_trace(pilots, report):
    """A correction is no move: planned for 31 March, the draft is not counted on the 17th: 18 planned, 17 in time."""
    of_town = "--participant", "Муниципальное образование Калининградской области"
    (entry,) = [one["entry"] for one in pilots("journal", CYCLE, "1.1-МО-проект", *of_town, "--json").json]
    given = "--date", "2021-03-31", "--basis", "план апробации", "--corrects", entry
    done = pilots("record", CYCLE, "1.1-МО-проект", "назначить срок", *of_town, *given)
    assert done.status == 0, done.err
    assert report("результаты квартала", "--as-of", "2021-03-17")[0][2:] == [18, 17]
    (own,) = [row[2:] for row in report("контрольные события", *of_town) if row[1].startswith(TOWN)]
    assert own[0] == "2021-03-31"


def test_adopted_acts_stand_apart_from_drafts(report):
    """28 = 19 + 9 of the quarter: acts of regions 9 of item 1.1 and 9 others, drafts 7; of municipalities 1 and 2."""
    assert [row[1:] for row in report("акты и проекты")] == [
        [18, 18, 0, 0],
        [7, 6, 1, 0],  # Ярославская: ready on 5 March, planned for the 1st
        [1, 1, 0, 0],
        [2, 1, 0, 1],  # Калининградская: planned for 10 March, not ready
    ]


def test_as_of_an_earlier_day(report):
    """By 1 March: 1.1 of Алтайский, Московская, Новосибирская, Оренбургская, Петербург; drafts of Красноярский,
    Белгородская, Самарская, Ярославская: 9 planned, and all but the last in time. Others: Алтайский, Ставропольский,
    Самарская.
    """
    rows = [row[2:] for row in report("результаты квартала", "--as-of", "2021-03-01")]
    assert rows == [[9, 8], [None, None], [9, 8], [0, 0], [3, 3], [None, None], [3, 3], [0, 0]]


def test_the_results_of_another_quarter_count_what_is_planned_in_it(report):
    """Planned since 1 March and by the 17th: acts 6 (Алтайский, Ставропольский, Воронежская, Оренбургская, Тюменская,
    Челябинская), drafts 5 (Белгородская, Калининградская, Новгородская, Ярославская, Югра), of them late one;
    municipalities 3; others 8, all but Ставропольский (26 February).
    """
    rows = [row[2:] for row in report("результаты квартала", "--since", "01.03.2021")]
    assert rows == [[14, 12], [None, None], [11, 10], [3, 2], [8, 8], [None, None], [8, 8], [0, 0]]


def test_a_region_gets_its_own_with_its_municipality(report):
    rows = report("контрольные события", "--participant", YAROSLAVL)
    assert [row[1] for row in rows if row[1].endswith("Ярославская область")] == [YAROSLAVL]
    # Its own 1.1, 1.1-проект, 1.2 and the nine others; the act of the municipality.
    assert [row[1].partition(":")[0] for row in rows if row[2]].count(
        "Муниципальное образование Ярославской области"
    ) == 1
    assert len([row for row in rows if row[2]]) == 13
    assert [row[:2] for row in report("решения", "--participant", YAROSLAVL)] == [
        [YAROSLAVL, "Субъект РФ: на подписи; Муниципальное образование: в разработке"]
    ]


def test_for_the_government_it_is_a_document_or_a_workbook(pilots, table, tmp_path):
    for style in ("docx", "xlsx"):
        made = pilots("report", CYCLE, "результаты квартала", "--format", style, "--output", f"итоги.{style}")
        assert made.status == 0, made.err
    text = Document(str(tmp_path / "итоги.docx"))
    assert text.paragraphs[0].text == "Результаты первого квартала"
    assert text.paragraphs[-1].text == "* По состоянию на 17.03.2021"
    assert [cell.text for cell in text.tables[0].rows[1].cells][2:] == ["19", "17"]
    page = load_workbook(tmp_path / "итоги.xlsx").worksheets[0]
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=5, max_row=12)] == numbers(
        table("quarter.csv")
    )
    assert page["A14"].value == "* По состоянию на 17.03.2021"
