"""Prices in the shop: a code in the cart, why a ticket costs what it costs, and when the sale opens for whom."""

from datetime import timedelta

from samenspel.catalogue.models import Condition, PromoCode, Reduction, SalePhase
from samenspel.catalogue.rules.facts import Per
from samenspel.kernel import clock, remember
from samenspel.kernel.tenancy import Scope
from tests.support.counting import counted
from tests.support.fees import ask_fee
from tests.support.region import Fixture
from tests.web.shop.visitor import Visitor, text


def in_cart(lo: Fixture, *, party: str = "2") -> Visitor:
    visitor = Visitor()
    visitor.visit(f"/lo/voorstelling/{lo.theatre.pk}/plaatsen/")
    visitor.send("plaatsen", party=party, choose="best")
    visitor.follow()
    return visitor


def campaign(lo: Fixture, *, most_orders: int | None = None) -> None:
    """A tenth off for who types ZON-27."""
    Reduction.objects.create(
        house=lo.west,
        code="zomer",
        name={"nl": "Zomerkorting"},
        formula={"kind": "share", "off_bp": 1000},
        terms=[{"kind": "code", "campaign": "zomer"}],
    )
    with Scope.of_system().open():
        PromoCode.objects.create(house=lo.west, campaign="zomer", code="ZON-27", most_orders=most_orders)


def test_a_code_changes_the_prices_of_the_cart_and_says_so(lo: Fixture) -> None:
    campaign(lo)
    visitor = in_cart(lo)
    assert "€ 40,00" in text(visitor.page)
    visitor.send("mandje/code", code=" zon-27 ")
    said = text(visitor.follow())
    assert "Je code telt mee" in said
    assert "€ 36,00" in said
    why = text(visitor.visit("/lo/mandje/prijzen/"))
    assert "Dit ticket kost € 18,00." in why
    assert "Zomerkorting" in why


def test_a_code_that_is_none_changes_nothing_and_says_what_to_do(lo: Fixture) -> None:
    campaign(lo)
    visitor = in_cart(lo)
    for code in ("ZON-28", "", "x" * 500, "\0"):
        assert visitor.send("mandje/code", code=code).status_code == 422
        assert "Deze code is hier niet geldig" in text(visitor.page) or "€ 40,00" in text(visitor.page)
    assert "€ 40,00" in text(visitor.visit("/lo/mandje/"))


def test_a_code_without_a_cart_leads_nowhere(lo: Fixture) -> None:
    visitor = Visitor()
    assert visitor.client.post("/lo/mandje/code/", {"code": "ZON-27"}).status_code in (404, 422)
    assert visitor.visit("/lo/mandje/prijzen/").headers["Location"] == "/lo/mandje/"


def test_why_says_the_trace_of_every_ticket_and_writes_nothing(lo: Fixture) -> None:
    Condition.objects.create(
        ticket_type=lo.young[lo.west.pk], kind="age", terms={"kind": "age", "oldest": 25, "proof": "known"}
    )
    visitor = in_cart(lo)
    with counted() as sent:
        said = text(visitor.visit("/lo/mandje/prijzen/"))
    assert said.count("Dit ticket kost € 20,00.") == 2
    assert "-26" in said
    assert len(sent) == 8


def test_a_visitor_reads_what_the_house_asks_on_top(lo: Fixture) -> None:
    ask_fee(house=lo.west, per=Per.ORDER, cents=150)
    ask_fee(house=lo.west, per=Per.TICKET, cents=50)
    visitor = in_cart(lo)
    cart = text(visitor.visit("/lo/mandje/"))
    assert "€ 0,50 kosten in de prijs" in cart
    assert "€ 20,50" in cart
    assert "Reserveringskost één keer voor deze bestelling € 1,50" in cart
    assert "Totaal € 42,50 Btw en alle kosten inbegrepen." in cart
    said = text(visitor.visit("/lo/mandje/prijzen/"))
    assert "Dit ticket kost € 21,25." in said
    assert "Reserveringskost € 0,75 € 1,50 één keer voor de bestelling, verdeeld over de tickets." in said
    assert "Reserveringskost één keer voor deze bestelling € 1,50" in text(visitor.visit("/lo/afrekenen/"))


def test_a_phase_to_come_is_said_where_the_sale_begins(lo: Fixture) -> None:
    path = f"/lo/voorstelling/{lo.theatre.pk}/"
    assert "In verkoop:" not in text(Visitor().visit(path))
    refused = Visitor()
    refused.visit(path + "plaatsen/")
    opens = clock.now() + timedelta(days=3)
    for position, (who, days, terms) in enumerate(
        (
            ("Vrienden", 0, [{"kind": "entitlement", "any": ["friend"]}]),
            (
                "Vrienden",
                1,
                [{"kind": "entitlement", "any": ["friend"]}, {"kind": "channel", "any": ["desk"]}],
            ),
            ("Losse verkoop", 14, []),
        )
    ):
        at = (opens + timedelta(days=days)).isoformat()
        SalePhase.objects.create(
            house=lo.west,
            code=f"f{position}",
            name={"nl": who},
            position=position,
            terms=[*terms, {"kind": "period", "opens": {"at": at}}],
        )
    remember.forget_everything()
    said = text(Visitor().visit(path))
    assert "voor Vrienden" in said
    assert "voor Vrienden , aan de balie" in said or "voor Vrienden, aan de balie" in said
    assert "voor iedereen" in said
    assert "Kies je plaatsen" not in said
    assert refused.send("plaatsen", party="1", choose="best").status_code == 422
