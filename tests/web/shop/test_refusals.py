"""Bad input and bad luck: each a clear sentence that says what to do, and nothing that was filled in is lost."""

from datetime import timedelta
from typing import Any

import pytest

from samenspel.catalogue.models import Price
from samenspel.inventory.models import Claim
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Refund
from samenspel.programme.models import Performance
from samenspel.sales.models import Order
from tests.support.region import Fixture
from tests.support.scripted_bank import ScriptedBank
from tests.web.shop.test_purchase import BUYER, pay
from tests.web.shop.visitor import Visitor, text


def at_hall(lo: Fixture, visitor: Visitor | None = None) -> Visitor:
    visitor = visitor or Visitor()
    visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    return visitor


def take(lo: Fixture, *places: int, visitor: Visitor | None = None) -> Visitor:
    visitor = at_hall(lo, visitor)
    visitor.send("plaatsen", place=[str(no) for no in places], choose="places")
    return visitor


def order_of(visitor: Visitor) -> Any:
    with Scope.of_system().open():
        return Order.objects.latest("created_at")


def test_a_seat_that_is_not_in_the_plan(lo: Fixture) -> None:
    visitor = take(lo, 999)
    assert visitor.page.status_code == 422
    assert "Deze keuze is hier niet te koop." in text(visitor.page)


def test_a_performance_of_another_region(lo: Fixture) -> None:
    assert Visitor().visit(f"/lo/voorstelling/{lo.foreign.pk}/").status_code == 404
    assert Visitor().visit(f"/lo/voorstelling/{lo.foreign.pk}/plaatsen/").status_code == 404
    assert Visitor().visit(f"/lo/voorstelling/{lo.foreign.pk}/plaatsen.json").status_code == 404
    assert Visitor().visit("/nergens/").status_code == 404


def test_forty_one_places(lo: Fixture) -> None:
    visitor = take(lo, *range(1, 42))
    assert visitor.page.status_code == 422
    assert "Een mandje kan hoogstens 40 plaatsen bevatten." in text(visitor.page)


def test_a_place_that_somebody_else_took(lo: Fixture) -> None:
    take(lo, 5, 6)
    visitor = take(lo, 6, 7)
    assert visitor.page.status_code == 409
    assert "Parterre, rij A, stoel 6 is net weg." in text(visitor.page)
    assert b'name="place" value="7" checked' in visitor.page.content


def test_an_orphan_seat_offers_the_nearest_choice(lo: Fixture) -> None:
    visitor = take(lo, 2, 3)
    assert visitor.page.status_code == 409
    assert "Parterre, rij A, stoel 1 alleen over" in text(visitor.page)
    visitor.send("plaatsen")  # the button "take these seats instead" is the first form of the page
    visitor.follow()
    assert "Mandje" in text(visitor.page)


def test_a_price_that_changed_in_between(lo: Fixture) -> None:
    visitor = at_hall(lo)
    with Scope.of_system().open():
        Price.objects.filter(ticket_type=lo.basis[lo.west.pk], rank=1, amount_cents=2000).update(
            amount_cents=2100
        )
    visitor.send("plaatsen", place=["1", "2"], choose="places")
    assert visitor.page.status_code == 409
    assert "Rang 1: € 20,00 werd € 21,00." in text(visitor.page)
    visitor.send("plaatsen", choose="places")
    visitor.follow()
    assert "€ 42,00" in text(visitor.page)


def test_nothing_chosen(lo: Fixture) -> None:
    visitor = at_hall(lo)
    visitor.send("plaatsen", choose="places")
    assert visitor.page.status_code == 422
    assert "Je hebt nog geen plaats gekozen." in text(visitor.page)


def test_more_good_places_than_there_are(lo: Fixture) -> None:
    visitor = Visitor()
    visitor.visit(f"/lo/voorstelling/{lo.slot.pk}/")
    field = f"aantal-{lo.basis[lo.east.pk].pk}"
    visitor.send("plaatsen", choose="best", **{field: "30"})
    assert visitor.page.status_code == 409
    assert "Er zijn nog maar 25 plaatsen vrij." in text(visitor.page)
    assert visitor.form("plaatsen").fields[field] == ["30"]


def test_a_cart_of_yesterday_is_offered_again(lo: Fixture) -> None:
    visitor = take(lo, 1, 2)
    order = order_of(visitor)
    yesterday = clock.now() - timedelta(days=1)
    with Scope.of_system().open():
        Order.objects.filter(pk=order.pk).update(state="expired", hold_until=yesterday, created_at=yesterday)
        Claim.objects.filter(holder=order.pk).delete()
    visitor.visit("/lo/mandje/")
    assert "Je tijd voor deze plaatsen is om." in text(visitor.page)
    visitor.send("opnieuw")
    visitor.follow()
    assert "stoel 1" in text(visitor.page)
    assert "Je tijd voor deze plaatsen is om." not in text(visitor.page)


def test_a_cart_of_yesterday_of_which_a_place_is_gone(lo: Fixture) -> None:
    visitor = take(lo, 1, 2)
    order = order_of(visitor)
    with Scope.of_system().open():
        Order.objects.filter(pk=order.pk).update(state="expired", hold_until=clock.now() - timedelta(days=1))
        Claim.objects.filter(holder=order.pk).delete()
    take(lo, 2, 3, 1)
    visitor.visit("/lo/mandje/")
    assert "door iemand anders genomen" in text(visitor.page)


def test_two_tabs_fill_one_cart(lo: Fixture) -> None:
    visitor = at_hall(lo)
    first_tab = visitor.page
    visitor.visit(f"/lo/voorstelling/{lo.concert.pk}/plaatsen/")
    visitor.send("plaatsen", party="2", choose="best")
    visitor.page = first_tab
    visitor.send("plaatsen", party="2", choose="best")
    visitor.follow()
    said = text(visitor.page)
    assert "De lange adem" in said
    assert "Nachtmuziek" in said


def test_the_same_button_twice_is_one_cart(lo: Fixture) -> None:
    visitor = at_hall(lo)
    form = visitor.form("plaatsen")
    data = {**form.fields, "place": ["1", "2"], "choose": "places"}
    other = Visitor()
    for each in (visitor, other):  # the second press left before the answer to the first had set a cookie
        each.page = each.client.post(form.action, data)
        assert each.page.status_code == 303
    visitor.follow()
    assert text(visitor.page).count("stoel 1 ") == text(other.follow()).count("stoel 1 ") > 0


def test_the_back_button_after_paying_leads_to_the_tickets(lo: Fixture, bank: ScriptedBank) -> None:
    visitor = take(lo, 1, 2)
    visitor.visit("/lo/afrekenen/")
    checkout = visitor.page
    visitor.send("", **BUYER)
    cart = {name: morsel.value for name, morsel in visitor.client.cookies.items()}
    pay(visitor, bank)
    for name, value in cart.items():
        visitor.client.cookies[name] = value
    assert visitor.visit("/lo/mandje/").status_code == 303
    assert "/bestelling/" in visitor.page.headers["Location"]
    for name, value in cart.items():
        visitor.client.cookies[name] = value
    visitor.page = checkout
    visitor.send("", **BUYER)
    assert "/bestelling/" in visitor.page.headers["Location"]


def test_back_from_the_bank_the_cart_can_be_changed(lo: Fixture, bank: ScriptedBank) -> None:
    visitor = take(lo, 5, 6)
    visitor.visit("/lo/afrekenen/")
    visitor.send("", **BUYER)
    visitor.visit("/lo/mandje/")
    assert "Je was begonnen met betalen." in text(visitor.page)
    visitor.send("wijzigen")
    visitor.follow()
    visitor.send("weg")
    visitor.follow()
    assert "Die plaats is uit je mandje." in text(visitor.page)
    visitor.send("terug")
    visitor.follow()
    assert "stoel 5" in text(visitor.page)


def test_more_places_while_a_payment_is_open(lo: Fixture, bank: ScriptedBank) -> None:
    visitor = take(lo, 1, 2)
    visitor.visit("/lo/afrekenen/")
    visitor.send("", **BUYER)
    take(lo, 11, 12, visitor=visitor)
    assert visitor.page.status_code == 303
    visitor.follow()
    assert text(visitor.page).count("rij A, stoel 1") > 0


def test_an_emoji_name(lo: Fixture, bank: ScriptedBank) -> None:
    visitor = take(lo, 1, 2)
    visitor.visit("/lo/afrekenen/")
    visitor.send("", **{**BUYER, "name": "Ada 🎭 Peeters"})
    pay(visitor, bank)
    visitor.follow()
    assert "Ada 🎭 Peeters" in text(visitor.page)


@pytest.mark.parametrize("email", ["a" * 291 + "@lo.be", "ada", "ada@", ""])
def test_an_address_that_cannot_be_mailed(lo: Fixture, bank: ScriptedBank, email: str) -> None:
    visitor = take(lo, 1, 2)
    visitor.visit("/lo/afrekenen/")
    visitor.send("", **{**BUYER, "email": email})
    assert visitor.page.status_code == 422
    assert "Naar dit e-mailadres kunnen we geen tickets sturen." in text(visitor.page)
    form = visitor.form("")
    assert form.fields["name"] == [BUYER["name"]]
    assert form.fields["email"] == [email]
    assert "terms" in form.fields


def test_terms_that_are_not_agreed(lo: Fixture, bank: ScriptedBank) -> None:
    visitor = take(lo, 1, 2)
    visitor.visit("/lo/afrekenen/")
    visitor.send("", name="Ada", email="ada@example.org")
    assert visitor.page.status_code == 422
    assert "We hebben je akkoord met de verkoopsvoorwaarden nodig." in text(visitor.page)


def test_a_payment_that_failed_can_be_tried_again(lo: Fixture, bank: ScriptedBank) -> None:
    visitor = take(lo, 1, 2)
    visitor.visit("/lo/afrekenen/")
    visitor.send("", **BUYER)
    pay(visitor, bank, "failed")
    visitor.follow()
    assert "De betaling is niet gelukt" in text(visitor.page)
    visitor.send("", **BUYER)
    pay(visitor, bank)
    visitor.follow()
    assert "Je tickets" in text(visitor.page)


def test_a_bank_that_is_silent_keeps_the_visitor_informed(lo: Fixture, bank: ScriptedBank) -> None:
    visitor = take(lo, 1, 2)
    visitor.visit("/lo/afrekenen/")
    visitor.send("", **BUYER)
    page = pay(visitor, bank, "open")
    assert page.status_code == 200
    assert "We wachten op je bank" in text(page)
    stand = visitor.visit(page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"] + "&stand")
    assert stand.json() == {"state": "open"}


def test_someone_elses_cookie_is_not_a_cart(lo: Fixture) -> None:
    take(lo, 1, 2)
    visitor = Visitor()
    visitor.client.cookies["samenspel_cart_lo"] = f"{order_of(visitor).pk.hex}.2.9999999999:forged"
    assert "Je mandje is leeg" in text(visitor.visit("/lo/mandje/"))


def test_an_order_opens_with_its_own_token_only(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2), at=clock.now())
    assert Visitor().visit(f"/lo/bestelling/{order}/AAAAAAAAAAAAAAAAAAAAAA/").status_code == 404


def test_cancelling_is_confirmed_by_a_second_step(lo: Fixture, bank: ScriptedBank) -> None:
    visitor = take(lo, 1, 2)
    visitor.visit("/lo/afrekenen/")
    visitor.send("", **BUYER)
    pay(visitor, bank)
    visitor.follow()
    here = visitor.page.request["PATH_INFO"]
    visitor.visit(f"{here}annuleren/")
    assert "€ 40,00 komt binnen enkele dagen terug" in text(visitor.page)
    visitor.send("")
    visitor.follow()
    assert "Deze bestelling is geannuleerd" in text(visitor.page)
    assert [refund.amount_cents for refund in _refunds()] == [4000]


def _refunds() -> list[Any]:
    with Scope.of_system().open():
        return list(Refund.objects.all())


def test_consent_is_asked_once_and_only_for_houses_in_the_cart(lo: Fixture, bank: ScriptedBank) -> None:
    visitor = take(lo, 1, 2)
    visitor.visit("/lo/afrekenen/")
    said = text(visitor.page)
    assert "CC Westerlo mag mij mailen" in said
    assert "GC Oosterlo mag mij mailen" not in said
    visitor.send("", **BUYER)
    pay(visitor, bank)
    visitor.visit(f"/lo/voorstelling/{lo.concert.pk}/plaatsen/")
    visitor.send("plaatsen", party="2", choose="best")
    take(lo, 11, 12, visitor=visitor)
    visitor.visit("/lo/afrekenen/")
    said = text(visitor.page)
    assert "CC Westerlo mag mij mailen" not in said
    assert "GC Oosterlo mag mij mailen" in said


def test_more_time_and_another_ticket_type(lo: Fixture) -> None:
    visitor = take(lo, 1, 2)
    visitor.follow()
    visitor.send("langer")
    visitor.follow()
    assert "Je hebt meer tijd" in text(visitor.page)
    visitor.send("tarief", ticket_type=str(lo.young[lo.west.pk].pk))
    visitor.page = visitor.client.get(visitor.page.headers["Location"])
    assert "€ 36,00" in text(visitor.page)


def test_a_timeslot_for_groups(lo: Fixture) -> None:
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.slot.pk).update(group_min=3, group_max=5)
    visitor = Visitor()
    said = "Dit tijdslot boek je voor 3 tot 5 mensen samen."
    assert said in text(visitor.visit(f"/lo/voorstelling/{lo.slot.pk}/"))
    type_ = lo.basis[lo.east.pk].pk
    for count, advice in ((2, "Neem meer plaatsen"), (6, "Neem minder plaatsen")):
        visitor.send("plaatsen", **{f"aantal-{type_}": str(count), "choose": "best"})
        assert visitor.page.status_code == 422
        assert said in text(visitor.page)
        assert advice in text(visitor.page)
    visitor.send("plaatsen", **{f"aantal-{type_}": "3", "choose": "best"})
    assert visitor.page.status_code == 303
