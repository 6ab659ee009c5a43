"""Places by a rating: comparisons with an average, coefficients, shares of late days, ties."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calendars.errors import InputError
from definitions import Achievement, Band, DelayDays, LeftOut, Rating, Score
from workflow import FigureAt, Participant, Placing, Share, rate

BANDS = (
    Band(Decimal(1), over=Decimal(90)),
    Band(Decimal("0.9"), at_least=Decimal(70)),
    Band(Decimal("0.8")),
)
GROWTH = Score("рост", column="темп", indicators=("1", "2"), achievement_in=("year",))
TIMELY = Score("сроки", delay=DelayDays(("7",)), better="less")
POINTS = Score("решения", column="отложено", source="всего", better="less")


def placing(*scores: Score, names: str = "АБВ", **more: object) -> Placing:
    rating = Rating(
        "МО",
        scores,
        Decimal(2),
        Decimal(2),
        average="край",
        inverse=("2",),
        excepted=(LeftOut(("2",), form="город"), LeftOut(("1",), periods=("6M",))),
        achievement=Achievement("план", BANDS),
    )
    kinds = {"А": "город"}
    return Placing(rating, [Participant(name, "МО", kind=kinds.get(name, "район")) for name in names], **more)


def figures(column: str, **values: str) -> dict[FigureAt, Fraction | None]:
    """Figures of indicators 1 and 2 by participant: «105 98», a dash for none."""
    found = {}
    for whose, told in values.items():
        for indicator, figure in zip("12", told.split(), strict=True):
            found[FigureAt(column, whose, indicator)] = None if figure == "-" else Fraction(figure)
    return found


def scores(placing: Placing, given: dict[FigureAt, Fraction | None], score: int = 0) -> dict[str, Fraction]:
    return {one.participant: one.scores[score].value for one in rate(placing, given, {})}


def timely(days: dict[str, tuple[int, int]]) -> dict[str, tuple[int, Fraction]]:
    """Place and score by days of delay and other days of each."""
    late = {name: Share(Fraction(late), Fraction(late + other)) for name, (late, other) in days.items()}
    rated = rate(placing(TIMELY, names="".join(days)), {}, {"сроки": late})
    return {one.participant: (one.place, one.total) for one in rated}


def test_a_mean_of_ratios_to_the_average_straight_and_inverse():
    given = figures("темп", край="100 90", А="120 -", Б="80 45", В="50 100")
    # А, a town: 120/100. Б: (80/100 + 90/45) / 2 = (0.8 + 2) / 2. В: (50/100 + 90/100) / 2
    assert scores(placing(GROWTH), given) == {"А": Fraction(6, 5), "Б": Fraction(7, 5), "В": Fraction(7, 10)}


def test_what_is_left_out_is_named_and_does_not_count_in_the_mean():
    given = figures("темп", край="100 90", А="120 1", Б="- 90", В="50 100")
    rated = {one.participant: one.scores[0] for one in rate(placing(GROWTH), given, {})}
    assert {name: one.left_out for name, one in rated.items()} == {"А": ("2",), "Б": ("1",), "В": ()}
    assert rated["Б"].value == 1


def test_an_indicator_of_the_year_is_left_out_before():
    given = figures("темп", край="100 90", Б="200 90", В="50 90")
    assert scores(placing(GROWTH, names="БВ", kind="6M"), given) == {"Б": 1, "В": 1}


def test_with_nothing_left_to_count_there_is_no_score():
    with pytest.raises(InputError, match="А: there is no figure at all for “рост”"):
        rate(placing(GROWTH, names="А", kind="6M"), figures("темп", край="100 90", А="120 1"), {})


@pytest.mark.parametrize(("own", "counts"), [("199", "1.99"), ("200", "2"), ("1000", "2"), ("0", "0")])
def test_a_ratio_is_at_most_two(own: str, counts: str):
    assert scores(placing(GROWTH, names="А"), figures("темп", край="100 90", А=f"{own} 1")) == {
        "А": Fraction(counts)
    }


def test_nothing_at_all_is_best_where_less_is_better():
    given = figures("темп", край="100 90", Б="100 0", В="100 45")
    assert scores(placing(GROWTH, names="БВ"), given) == {"Б": Fraction(3, 2), "В": Fraction(3, 2)}


@pytest.mark.parametrize(
    ("level", "coefficient"),
    [
        ("120", "1"),
        ("90.001", "1"),
        ("90", "0.9"),  # «более 90» leaves 90 itself out
        ("89.5", "0.9"),  # between «70-89» and «более 90»
        ("89", "0.9"),
        ("70", "0.9"),
        ("69.999", "0.8"),  # «менее 70»
        ("0", "0.8"),
        ("-", "1"),  # no plan was set
    ],
)
@pytest.mark.parametrize("kind", ["year", "9M"])
def test_how_far_the_plan_was_reached(level: str, coefficient: str, kind: str):
    given = figures("темп", край="100 90", А="50 1") | figures("план", А=f"{level} -")
    expected = Fraction(coefficient) if kind == "year" else Fraction(1)  # counted in the year alone
    assert scores(placing(GROWTH, names="А", kind=kind), given) == {"А": expected / 2}


def test_a_share_is_compared_with_that_of_all_together():
    counts = {"А": (1, 10), "Б": (0, 5), "В": (4, 10)}
    given = {
        FigureAt(column, name): Fraction(number)
        for name, numbers in counts.items()
        for column, number in zip(("отложено", "всего"), numbers, strict=True)
    }
    # of all: 5 of 25, a fifth. А: 0.2 / 0.1; В: 0.2 / 0.4
    assert scores(placing(POINTS), given) == {"А": 2, "Б": 2, "В": Fraction(1, 2)}


def test_late_days_are_a_share_of_all_days():
    # 3 of 6 days, 1 of 2, 0 of 1; of all 4 of 9: 4/9 : 1/2 = 8/9
    found = timely({"А": (3, 3), "Б": (1, 1), "В": (0, 1)})
    assert found == {"В": (1, Fraction(2)), "А": (2, Fraction(8, 9)), "Б": (2, Fraction(8, 9))}


def test_nobody_late_is_everybody_first():
    assert timely({"А": (0, 3), "Б": (0, 1), "В": (0, 0)}) == dict.fromkeys("АБВ", (1, Fraction(2)))


def test_equal_estimates_have_one_place_and_the_next_is_left_out():
    found = timely({"А": (2, 8), "Б": (1, 9), "В": (2, 8), "Г": (5, 5)})
    assert [(name, place) for name, (place, _) in found.items()] == [("Б", 1), ("А", 2), ("В", 2), ("Г", 4)]


# Whoever hands in later ---------------------------------------------------------------------------------------

DAYS = st.tuples(st.integers(0, 40), st.integers(1, 60))
OTHERS = st.lists(DAYS, min_size=1, max_size=5)


def later(own: tuple[int, int], others: list[tuple[int, int]], days: int):
    """Places and scores before and after the first one, А, is so many days later."""
    rest = dict(zip("БВГДЕ", others, strict=False))
    return timely({"А": own, **rest}), timely({"А": (own[0] + days, own[1]), **rest})


@given(DAYS, OTHERS, st.integers(1, 40))
def test_later_never_improves_the_place_by_timeliness(
    own: tuple[int, int], others: list[tuple[int, int]], days: int
):
    before, after = later(own, others, days)
    assert after["А"][0] >= before["А"][0]


@given(DAYS, OTHERS, st.integers(1, 40))
def test_later_never_brings_more_to_whoever_is_no_worse_than_the_average(
    own: tuple[int, int], others: list[tuple[int, int]], days: int
):
    """And takes nothing from others, so that no place in the whole improves; see the next test for the rest."""
    before, after = later(own, others, days)
    assume(before["А"][1] >= 1)
    assert after["А"][1] <= before["А"][1]
    assert all(after[name][1] >= score for name, (_, score) in before.items() if name != "А")


def test_the_average_moves_with_whoever_alone_is_late():
    """The average of the order has everyone in it: the one late draws it along, and is the further from it the less."""
    before, after = later((1, 9), [(0, 10)], 9)
    # 1 of 20 to 1 of 10, then 10 of 29 to 10 of 19: nearer to the average, though still the last
    assert (before["А"], after["А"]) == ((2, Fraction(1, 2)), (2, Fraction(19, 29)))
