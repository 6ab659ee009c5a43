"""The rating of appendix 3, worked by hand from the tables in the library and a few sheets of six months of 2018.

The tables are made up, and simple: everybody is at the average of the republic but Gorno-Altaysk and Mayma.
"""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from definitions import Definition
from srok.indicators import figures_from
from workflow import Placing, Share, rate, read_participants

DATA = Path(__file__).parent / "data"
CYCLE = "altai-337"
TOWN, MAYMA, CHEMAL, SHEBALINO = "Горно-Алтайск", "Майминский район", "Чемальский район", "Шебалинский район"

#: Of six months count 12 indicators of growth in the town (of the 23 without 2.2, which is yearly, and the ten of
#: agriculture), 22 in a district; of volume 14 (without 3.3-3.5) and 17.
#: Town: 1.1 is 126 : 105 = 1.2, its plan reached by 89.5 %, so 1.2 x 0.9 = 1.08; 4.1, inverse, is 90 : 45 = 2.
TOWN_GROWTH = (10 + Fraction("1.08") + 2) / 12  # 1.09
#: 3.1 is 180 : 60 = 3, which counts as 2.
TOWN_VOLUME = Fraction(13 + 2, 14)  # 1.0714
#: Mayma: 3.6 is 120 : 100 = 1.2, its plan reached by 69 %, so 0.96; 5.2, inverse, is 88 : 110 = 0.8.
MAYMA_GROWTH = (20 + Fraction("0.96") + Fraction("0.8")) / 22  # 0.9891
#: On 30 August seven sheets each are a working day late (29 August was the last day). Mayma, Chemal and Onguday handed
#: one in in time, which gives it the working day of agreement: 6 late days of 6 + 1. That Chemal's came back and was
#: handed in again, and that the agency kept Onguday's for three days, changes nothing. Choya's seven were taken off
#: control on the 30th: 7 of 7, as if they had not been; Shebalino's on the 28th, before they were due: no data.
#: Of the ten together: 7 x 7 + 3 x 6 late days of 7 x 7 + 3 x 7.
AVERAGE = Fraction(67, 70)
LATE = AVERAGE / 1  # 0.9571
ONE_IN_TIME = AVERAGE / Fraction(6, 7)  # 1.1167
#: Points of decisions: 0 of 10 in the town, 2 in Mayma, 1 in each of the nine others: 11 of 110, a tenth.
TOWN_POINTS, MAYMA_POINTS = 2, Fraction(1, 10) / Fraction(2, 10)

#: place, growth, volume, timeliness, decisions, estimate
HAND = {
    TOWN: (1, TOWN_GROWTH, TOWN_VOLUME, LATE, TOWN_POINTS),
    CHEMAL: (2, 1, 1, ONE_IN_TIME, 1),
    "Онгудайский район": (2, 1, 1, ONE_IN_TIME, 1),
    MAYMA: (10, MAYMA_GROWTH, 1, ONE_IN_TIME, MAYMA_POINTS),
    SHEBALINO: (None, 1, 1, None, 1),
}
OTHERS = (4, 1, 1, LATE, 1)


@pytest.fixture
def rating(begun: Callable[..., Any], file: Callable[[str], Path]) -> Callable[..., Any]:
    return begun(file("yaml"))


@pytest.fixture
def begun(srok: Callable[..., Any], file: Callable[[str], Path]) -> Callable[..., Any]:
    """`srok rating` by a definition, as of 30 August 2018, the day after six months' sheets were due."""
    return lambda definition: _begun(srok, file, definition)


def _begun(srok: Callable[..., Any], file: Callable[[str], Path], definition: Path) -> Callable[..., Any]:
    members = "--participants", file("participants.csv")
    assert srok("start", definition, *members, "--now", "2017-11-20T09:00").status == 0
    for acts in ("rating.acts.csv", "rating.off.csv"):
        taken = srok("record", CYCLE, "--from", DATA / acts, "--now", "2018-08-30T18:00")
        assert taken.status == 0, taken.err
    tables = "--indicators", file("indicators.csv"), "--indicators", file("decisions.csv")
    return lambda *rest: srok("rating", CYCLE, *tables, "--period", "6 месяцев", *rest)


def test_places_and_every_score_are_those_worked_by_hand(rating: Callable[..., Any]):
    made = rating("--format", "json")
    assert made.status == 0, made.err
    found = {row["participant"]: (row["place"], *row["scores"].values()) for row in made.json["rows"]}
    assert len(found) == 11
    for name, row in found.items():
        place, *scores = HAND.get(name, OTHERS)
        assert row == (place, *(one and float(round(Fraction(one), 4)) for one in scores)), name
    estimates = {row["participant"]: row["estimate"] for row in made.json["rows"]}
    # 1.09 + 1.07142… + 0.95714… + 2; 1 + 1 + 1.11666… + 1; 0.98909… + 1 + 1.11666… + 0.5
    assert (estimates[TOWN], estimates[CHEMAL], estimates[MAYMA]) == (5.1186, 4.1167, 3.6058)
    assert (estimates[SHEBALINO], list(estimates)[-1]) == (None, SHEBALINO)
    assert "Шебалинский район" in made.err


def test_counted_as_they_lasted_a_slow_agency_would_raise_a_mark(
    begun: Callable[..., Any], file: Callable[[str], Path], tmp_path: Path
):
    """From Monday the 27th to the 30th Onguday's sheet lay there for three days: 6 late ones of 9, not of 7."""
    plan = tmp_path / "altai-337.yaml"
    text = file("yaml").read_text(encoding="utf-8")
    assert text.count("дни этапов: отведённые") == 1
    plan.write_text(text.replace("дни этапов: отведённые", "дни этапов: прошедшие"), encoding="utf-8")
    made = begun(plan)("--format", "json", "--explain", "Онгудайский район")
    shares = [step["how"] for step in made.json["rows"] if step["score"] == "соблюдение сроков"]
    assert "6 : 9 = 0,6667; у всех вместе 67 : 72" in shares[-1]


def test_who_has_no_place_is_told_why(rating: Callable[..., Any]):
    cells = rating("--format", "csv").out.splitlines()[-1].split(";")
    assert (cells[:2], cells[4]) == (["—", SHEBALINO], "нет данных")
    steps = rating("--format", "json", "--explain", SHEBALINO).json["rows"]
    told = [step["how"] for step in steps if step["score"] == "соблюдение сроков"]
    assert [line for line in told if "снято с контроля до срока" in line] == told != []


def test_every_step_is_shown(rating: Callable[..., Any]):
    steps = rating("--format", "json", "--explain", CHEMAL).json["rows"]
    days = [(step["what"], step["how"]) for step in steps if step["what"].startswith("7 / Минфин РА")]
    assert [how.split(";")[1] for _, how in days] == [
        " дней всего: 1"
    ]  # the day that point 7 gives for agreement
    shares = [
        step["how"] for step in steps if step["score"] == "соблюдение сроков" and step["value"] is not None
    ]
    assert len(shares) == 1
    assert "6 : 7 = 0,8571" in shares[0]
    assert "67 : 70 = 0,9571" in shares[0]
    town = rating("--format", "json", "--explain", TOWN).json["rows"]
    left_out = [
        step["what"].split()[0]
        for step in town
        if step["score"] == "темпы роста показателей" and step["value"] is None
    ]
    assert left_out == ["2.2", *(f"3.{number}" for number in range(3, 13))]


def test_it_counts_the_indicators_that_appendix_1_measures(altai: Definition, table: Callable[..., Any]):
    """Those whose cell of growth, or of volume a head, is filled in and not crossed out; and so the ones left out."""
    assert altai.rating is not None
    growth, volume = altai.rating.scores[:2]
    rows = {row["N п/п"].rstrip("."): row for row in table("appendix1.csv")}

    def measured(column: str) -> tuple[str, ...]:
        return tuple(number for number, row in rows.items() if row[column] not in ("", "X"))

    assert growth.indicators == measured("темпа роста показателя")
    assert volume.indicators == measured("объемов показателя на душу населения")
    agency, agencies = "", {}
    for number, row in rows.items():
        agencies[number] = agency = row["Ответственное ведомство"] or agency
    farming, yearly = (one.indicators for one in altai.rating.excepted)
    assert farming == tuple(
        one for one in rows if agencies[one].startswith("Министерство сельского хозяйства")
    )
    title = "Наименование направления мониторинга/показателя"
    assert yearly == tuple(number for number, row in rows.items() if row[title].endswith(" <*>"))


def placing_of(altai: Definition, file: Callable[[str], Path], kind: Any) -> Placing:
    members = read_participants(file("participants.csv").read_bytes(), "", altai).participants
    assert altai.rating is not None
    return Placing(altai.rating, [one for one in members if one.role == altai.rating.for_each], kind)


@pytest.mark.parametrize(
    ("kind", "growth", "volume"), [("6M", (12, 22), (14, 17)), ("year", (13, 23), (16, 19))]
)
def test_the_town_leaves_agriculture_out(
    altai: Definition,
    file: Callable[[str], Path],
    kind: str,
    growth: tuple[int, int],
    volume: tuple[int, int],
):
    """And the yearly 2.2 and 5.4 are left out by all before the year is over."""
    placing = placing_of(altai, file, kind)
    needed = [at for at in placing.needed() if at.indicator]
    counted = {
        (column, whose): sum(at.column == column and at.whose == whose for at in needed)
        for column in ("темп роста", "объём на душу населения")
        for whose in (TOWN, MAYMA)
    }
    assert tuple(counted.values()) == (*growth, *volume)


def test_in_the_year_the_plans_of_volumes_count_too(altai: Definition, file: Callable[[str], Path]):
    """Point 4: the coefficient «рассчитывается по итогам года»; 1.1 of the town is 1 x 0.9 then."""
    placing = placing_of(altai, file, "year")
    files = [(name, file(name).read_bytes()) for name in ("indicators.csv", "decisions.csv")]
    figures = figures_from(files, placing)
    late = {"соблюдение сроков": {one.name: Share(Fraction(0), Fraction(0)) for one in placing.members}}
    rated = {one.participant: one for one in rate(placing, figures, late)}
    town = {score.name: score.value for score in rated[TOWN].scores}
    assert town["объёмы показателей на душу населения"] == (14 + Fraction("0.9") + 2) / 16
