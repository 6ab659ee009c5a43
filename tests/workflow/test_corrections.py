"""A correction replaces what it corrects, on every day; what was believed before can still be seen."""

from datetime import UTC, date, datetime

import pytest

from workflow import Entry


@pytest.fixture
def corrected(entry) -> list[Entry]:
    """Sent on the 12th, as was believed until the 21st; it was the 19th."""
    return [
        entry(1, "10 Ачинск", "направить", "2016-09-12"),
        entry(2, "10 Ачинск", "направить", "2016-09-19", known="2016-09-21", corrects=1),
    ]


def test_a_correction_takes_the_place_of_what_it_corrects(case_after, corrected: list[Entry]):
    case = case_after(corrected, "10 Ачинск")
    assert (case.actual, case.met_entry, case.conflicts) == (date(2016, 9, 19), 2, ())


def test_what_was_known_before_a_correction_can_still_be_seen(case_after, corrected: list[Entry]):
    assert case_after(corrected, "10 Ачинск", known_on="2016-09-20").actual == date(2016, 9, 12)
    assert case_after(corrected, "10 Ачинск", known_on="2016-09-21").actual == date(2016, 9, 19)


def test_what_was_corrected_does_not_come_back_as_of_a_day_between(case_after, corrected: list[Entry]):
    """As of the 15th nothing had happened: that the 12th was wrong is known, whatever day the correction names."""
    case = case_after(corrected, "10 Ачинск", as_of="2016-09-15")
    assert (case.state, case.actual) == ("готовится", None)


def test_what_was_withdrawn_does_not_come_back_as_of_a_day_before(case_after, entry):
    entries = [
        entry(1, "10 Ачинск", "направить", "2016-09-12"),
        entry(2, "10 Ачинск", "отозвать", "2016-09-21", kind="withdraw", corrects=1),
    ]
    assert case_after(entries, "10 Ачинск", as_of="2016-09-15").actual is None
    believed = case_after(entries, "10 Ачинск", as_of="2016-09-15", known_on="2016-09-20")
    assert believed.actual == date(2016, 9, 12)


def test_a_withdrawn_correction_lets_stand_what_it_corrected(case_after, corrected: list[Entry], entry):
    withdrawn = entry(3, "10 Ачинск", "отозвать", "2016-09-22", kind="withdraw", corrects=2)
    assert case_after([*corrected, withdrawn], "10 Ачинск").actual == date(2016, 9, 12)


def test_a_correction_of_a_correction_does_not_let_the_first_stand(case_after, corrected: list[Entry], entry):
    again = entry(3, "10 Ачинск", "направить", "2016-09-18", known="2016-09-23", corrects=2)
    assert case_after([*corrected, again], "10 Ачинск").actual == date(2016, 9, 18)


def test_within_a_day_a_correction_keeps_its_place(case_after, entry):
    entries = [
        entry(1, "10 Ачинск", "направить", "2016-09-12", ref="№ 17"),
        entry(2, "10 Ачинск", "вернуть", "2016-09-12"),
        entry(3, "10 Ачинск", "направить", "2016-09-12", known="2016-09-13", ref="№ 71", corrects=1),
    ]
    case = case_after(entries, "10 Ачинск")
    assert (case.state, case.conflicts) == ("возвращено", ())


def test_a_correction_can_make_a_later_entry_impossible(case_after, entry):
    entries = [
        entry(1, "10 Ачинск", "направить", "2016-09-12"),
        entry(2, "10 Ачинск", "вернуть", "2016-09-14"),
        entry(3, "10 Ачинск", "направить", "2016-09-16", known="2016-09-21", corrects=1),
    ]
    case = case_after(entries, "10 Ачинск")
    assert (case.state, case.actual) == ("направлено", date(2016, 9, 16))
    assert [conflict.entry for conflict in case.conflicts] == [2]


def test_a_journal_in_which_entries_correct_each_other_still_folds(case_after, entry):
    entries = [
        entry(1, "10 Ачинск", "направить", "2016-09-12", corrects=2),
        entry(2, "10 Ачинск", "направить", "2016-09-13", corrects=1),
        entry(3, "10 Ачинск", "направить", "2016-09-14", corrects=3),
    ]
    assert case_after(entries, "10 Ачинск").actual is None


def test_known_on_ends_with_the_day_of_the_cycle(case_after, entry):
    """18:00 UTC is already the next day in Krasnoyarsk."""
    late = datetime(2016, 9, 12, 18, 0, tzinfo=UTC)
    sent = entry(1, "10 Ачинск", "направить", "2016-09-12")
    sent = Entry(**{**vars(sent), "recorded_at": late})
    assert case_after([sent], "10 Ачинск", known_on="2016-09-12").actual is None
    assert case_after([sent], "10 Ачинск", known_on="2016-09-13").actual == date(2016, 9, 12)
