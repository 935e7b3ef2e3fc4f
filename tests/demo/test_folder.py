from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from stdnum import iban
from stdnum.be import vat

from samenspel.demo.folder.houses import TARGET, further_houses, pilot_houses, shapes
from samenspel.demo.folder.season import pilot_season
from samenspel.demo.folder.writing import write_pilot

TODAY = date(2026, 11, 24)


def test_the_same_day_and_seed_write_the_same_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_pilot(folder=tmp_path / name, today=TODAY, seed=1)

    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.csv"))
    assert len(files) > 25
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_248_houses_make_the_target_group_with_valid_numbers() -> None:
    _, further = further_houses(count=248)
    houses = [*pilot_houses(), *further]

    assert Counter(house.kind for house in houses if house.presents) == TARGET
    assert len({house.slug for house in houses}) == len({house.enterprise_number for house in houses}) == 250
    for house in houses:
        assert vat.is_valid(house.enterprise_number)
        assert iban.is_valid(house.iban)


@pytest.mark.parametrize("today", [TODAY, date(2027, 3, 10), date(2027, 7, 15)])
def test_a_season_has_150_performances_or_more_of_every_house(today: date) -> None:
    season = pilot_season(today=today, seed=1)

    assert len(season) >= 150
    assert {show.house.slug for show in season} == {house.slug for house in pilot_houses() if house.presents}
    assert Counter(show.state for show in season) == {
        "on_sale": len(season) - 3,
        "cancelled": 1,
        "option": 1,
        "confirmed": 1,
    }


def test_halls_hold_60_to_1000_and_have_no_row_i() -> None:
    sizes = [shape.capacity for shape in shapes().values()]

    assert (min(sizes), max(sizes) <= 1000, max(sizes) > 900) == (60, True, True)
    assert "I" not in {seat.rij for shape in shapes().values() for seat in shape.seats}
