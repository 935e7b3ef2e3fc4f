"""Taking a place out of the cart, where that touches another."""

from tests.support.region import Fixture
from tests.web.shop.visitor import Visitor, forms, text


def cart_of(lo: Fixture, **chosen: str | list[str]) -> Visitor:
    visitor = Visitor()
    visitor.page = visitor.client.post(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/", chosen)
    visitor.follow()
    return visitor


def take_out(visitor: Visitor, position: int) -> None:
    lines = [form.fields["line"][0] for form in forms(visitor.page) if "weg" in form.action]
    visitor.page = visitor.client.post("/lo/mandje/weg/", {"line": lines[position]})


def test_companion_goes_along_and_comes_back(lo: Fixture) -> None:
    visitor = cart_of(lo, choose="best", party="3", rank="2", rolstoel="1")
    assert [word in text(visitor.page) for word in ("rolstoelplaats", "begeleider")] == [True, True]
    take_out(visitor, 1)
    visitor.follow()
    assert [word in text(visitor.page) for word in ("rolstoelplaats", "begeleider")] == [False, False]
    visitor.send("terug")
    visitor.follow()
    assert [word in text(visitor.page) for word in ("rolstoelplaats", "begeleider")] == [True, True]


def test_seat_in_the_middle_stays_and_the_page_says_why(lo: Fixture) -> None:
    visitor = cart_of(lo, place=["4", "5", "6"])
    take_out(visitor, 1)
    assert visitor.page.status_code == 409
    shown = text(visitor.page)
    assert "Anders blijft Parterre, rij A, stoel 5 alleen over, en daar heeft niemand iets aan." in shown
    assert "Geef in de plaats Parterre, rij A, stoel 4 terug, of alles." in shown
