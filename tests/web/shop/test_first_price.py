"""The first price a visitor reads, and whether a show is for sale: on the cards of the agenda and on its own page."""

from datetime import timedelta
from typing import Any

import pytest

from samenspel.catalogue.models import SalePhase
from samenspel.catalogue.rules.facts import Per
from samenspel.kernel import clock, remember
from samenspel.web.design import formats
from tests.support.counting import counted
from tests.support.fees import ask_fee
from tests.support.region import Fixture
from tests.web.shop.visitor import Visitor, text

MEMBERS = {"kind": "entitlement", "any": ["member"]}


def phase(lo: Fixture, *terms: dict[str, Any], code: str = "voorverkoop", **of: Any) -> None:
    SalePhase.objects.create(house=lo.west, code=code, name={"nl": "Leden"}, terms=list(terms), **of)
    remember.forget_everything()


def period(*, opens: int | None = None, closes: int | None = None) -> dict[str, Any]:
    """Days from now."""
    moments = {"opens": opens, "closes": closes}
    at = {name: clock.now() + timedelta(days=days) for name, days in moments.items() if days is not None}
    return {"kind": "period", **{name: {"at": moment.isoformat()} for name, moment in at.items()}}


def card(lo: Fixture) -> str:
    """What the agenda says of the theatre show."""
    said = text(Visitor().visit("/lo/"))
    begin = said.index(lo.theatre.production.title)
    return said[begin : begin + 200]


def page(lo: Fixture) -> str:
    return text(Visitor().visit(f"/lo/voorstelling/{lo.theatre.pk}/"))


def test_the_first_price_has_all_costs_in_it_or_beside_it(lo: Fixture) -> None:
    assert "vanaf € 12,00" in card(lo)
    ask_fee(house=lo.west, per=Per.TICKET, cents=50)
    ask_fee(house=lo.west, per=Per.ORDER, cents=150)
    remember.forget_everything()
    assert "vanaf € 12,50 + € 1,50 per bestelling" in card(lo)
    said = page(lo)
    assert "vanaf € 12,50" in said
    assert "Reserveringskost: € 1,50, één keer per bestelling." in said
    assert "€ 20,50" in said
    seats = Visitor().visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    assert "Reserveringskost: € 1,50, één keer per bestelling." in text(seats)


def test_a_fee_of_the_desk_is_not_in_the_price_of_the_shop(lo: Fixture) -> None:
    ask_fee(house=lo.west, per=Per.TICKET, cents=50, terms=({"kind": "channel", "any": ["desk"]},))
    remember.forget_everything()
    assert "vanaf € 12,00" in card(lo)


def test_a_card_knows_the_phases_of_its_show(lo: Fixture) -> None:
    soon = period(opens=3)
    phase(lo, MEMBERS, soon, performance=lo.theatre)
    phase(lo, period(opens=9), code="iedereen", performance=lo.theatre)
    moment = formats.moment(at=clock.now() + timedelta(days=3), language="nl").partition(",")[0]
    for said in (card(lo), page(lo)):
        assert f"In verkoop vanaf {moment}" in said
    assert "Kies je plaatsen" not in page(lo)
    SalePhase.objects.filter(code="voorverkoop").update(terms=[MEMBERS])
    remember.forget_everything()
    assert "In verkoop vanaf" not in card(lo)
    SalePhase.objects.update(terms=[period(closes=-1)])
    remember.forget_everything()
    for said in (card(lo), page(lo)):
        assert "Verkoop gesloten" in said


def test_phases_of_another_show_say_nothing_here(lo: Fixture) -> None:
    phase(lo, period(opens=3), performance=lo.free)
    assert "In verkoop vanaf" not in card(lo)
    phase(lo, {"kind": "genre", "any": ["film"]}, period(opens=5), code="films")
    phase(lo, code="altijd")
    assert "In verkoop:" not in page(lo)


@pytest.mark.parametrize("rules", [0, 3])
def test_the_agenda_asks_no_statement_more_for_phases_and_fees(lo: Fixture, rules: int) -> None:
    for number in range(rules):
        phase(lo, period(opens=number + 1), code=f"f{number}")
        ask_fee(house=lo.west, per=Per.ORDER, cents=150)
    Visitor().visit("/lo/")
    remember.forget_everything()
    with counted() as sent:
        Visitor().visit("/lo/")
    assert len(sent) == 6
