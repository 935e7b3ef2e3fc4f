import re

import pytest
from django.utils import translation

from samenspel.web.design import guide_sample
from samenspel.web.design.seat_list import Plan, PlanPlace, seat_list_html


def place(no: int, **other: object) -> PlanPlace:
    known: dict[str, object] = {
        "no": no,
        "x": 0.0,
        "y": 0.0,
        "row": "A",
        "seat": str(no),
        "section": "Parterre",
        "rank": 1,
    }
    return {**known, "kind": "seat", "left": None, "right": None, **other}  # type: ignore[typeddict-item]


def plan(*places: PlanPlace) -> Plan:
    ranks = (
        {"rank": 1, "name": "Rang 1", "price_cents": 1850},
        {"rank": 2, "name": "Rang 2", "price_cents": 1200},
    )
    return {"places": places, "focal": (0, 0), "sections": ("Parterre",), "ranks": ranks}  # type: ignore[typeddict-item]


def listed(of: Plan, taken: tuple[int, ...] = (), mine: tuple[int, ...] = ()) -> str:
    with translation.override("en"):
        return seat_list_html(plan=of, availability={"taken": taken, "mine": mine}, language="en")


def test_every_seat_is_a_checkbox_of_its_row() -> None:
    html = listed(plan(place(1), place(2), place(3, row="B")))
    assert re.findall(r'name="place" value="(\d)"', html) == ["1", "2", "3"]
    assert re.findall(r"<legend>(.+?) <small>", html) == ["Row A", "Row B"]


def test_a_taken_seat_cannot_be_ticked_and_mine_is_ticked() -> None:
    html = listed(plan(place(1), place(2), place(3)), taken=(1, 2), mine=(2,))
    assert re.findall(r'value="(\d)"( \w+)?>', html) == [("1", " disabled"), ("2", " checked"), ("3", "")]
    assert "2 places free" not in html
    assert "1 place free" in html


def test_prices_stand_at_the_seats_where_a_row_has_two() -> None:
    html = listed(plan(place(1), place(2, rank=2)))
    assert re.findall(r"<small>(€[\d.]+)</small>", html) == ["€18.50", "€12.00"]


@pytest.mark.parametrize("kind", ["wheelchair", "companion", "restricted"])
def test_special_places_are_named(kind: str) -> None:
    assert kind in listed(plan(place(1, kind=kind)))


def test_standing_places_are_as_many_as_a_cart_may_hold() -> None:
    standing = [place(no, kind="standing", row="", seat="", section="Zaal") for no in range(1, 401)]
    html = listed(plan(*standing), taken=tuple(range(1, 11)))
    assert [int(no) for no in re.findall(r'value="(\d+)"', html)] == list(range(11, 51))


def test_words_of_the_plan_are_escaped() -> None:
    html = listed(plan(place(1, section="<b>", row="&", seat='"')))
    assert "<b>" not in html
    assert '"">' not in html


def test_the_sample_hall_lists_every_seat_once() -> None:
    sample = guide_sample.plan()
    html = listed(sample)
    seats = [p["no"] for p in sample["places"] if p["kind"] != "standing"]
    assert len(re.findall('name="place"', html)) == len(seats) + 40


def test_a_remembered_list_still_knows_what_is_taken_now() -> None:
    one = plan(place(1), place(2))
    lists = [
        seat_list_html(plan=one, availability={"taken": taken, "mine": []}, language="nl", key="remembered")
        for taken in ([1], [2], [])
    ]
    ticks = [re.findall(r'value="(\d)"( \w+)?>', html) for html in lists]
    assert ticks == [[("1", " disabled"), ("2", "")], [("1", ""), ("2", " disabled")], [("1", ""), ("2", "")]]
