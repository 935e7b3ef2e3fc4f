"""What a reading as an attacker found in the pages of the shop: each hole stays closed."""

from datetime import timedelta

from samenspel.access.commands.admit import admit
from samenspel.delivery.commands.print_tickets import ticket_codes
from samenspel.delivery.queries.papers import papers
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.rules.access import order_token
from tests.support.region import Fixture
from tests.web.shop.visitor import Visitor, text


def test_no_button_to_cancel_once_somebody_is_in(lo: Fixture) -> None:
    now = clock.now()
    tonight = now + timedelta(hours=2)
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.theatre.pk).update(
            starts_at=tonight, ends_at=tonight + timedelta(hours=2), sale_ends_at=tonight
        )
    order = lo.sell(lo.wish(lo.theatre, 1), lo.wish(lo.theatre, 2), at=now)
    here = f"/lo/bestelling/{order}/{order_token(order)}/"
    visitor = Visitor()
    assert f"{here}annuleren/" in visitor.visit(here).content.decode()

    line = papers(scope=Scope.of_order(order), order=order)[0]
    told = admit(
        scope=Scope.of_houses(lo.west.pk),
        house=lo.west.pk,
        performance=lo.theatre.pk,
        code=ticket_codes(line=line, at=now).code,
        user=None,
        at=now,
    )
    assert told.is_in

    assert f"{here}annuleren/" not in visitor.visit(here).content.decode()
    assert "Deze bestelling kun je hier niet meer annuleren." in text(visitor.page)
    assert visitor.client.post(f"{here}annuleren/").status_code == 302
    assert "geannuleerd" not in text(visitor.visit(here))
