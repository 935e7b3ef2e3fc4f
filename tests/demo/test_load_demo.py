from datetime import UTC, datetime

import pytest
from django.db.models import Sum

from samenspel.catalogue.models import Condition
from samenspel.config import pump
from samenspel.demo import load_demo
from samenspel.demo.logins import key_secrets
from samenspel.houses.models import ApiKey, House
from samenspel.kernel.tenancy import Scope
from samenspel.ledger.models import Transfer
from samenspel.programme.models import Performance
from samenspel.sales.models import Line, Order, Ticket

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_demo_sells_its_past_by_the_book() -> None:
    told: list[str] = []
    load_demo.load_demo(at=AT, scale=20, seed=1, tell=told.append)

    with Scope.of_system().open():
        assert House.objects.count() == 22
        assert Performance.objects.count() > 500
        confirmed = Order.objects.filter(state=Order.State.CONFIRMED)
        assert confirmed.count() > 1000
        lines = Line.objects.filter(order__in=confirmed)
        assert lines.count() == Ticket.objects.filter(order__in=confirmed, state=Ticket.State.VALID).count()
        # What presenters earned and owe in VAT is what was paid.
        earned = {
            side: Transfer.objects.filter(**{f"{side}__regex": "^(revenue|vat):"}).aggregate(
                sum=Sum("amount_cents")
            )["sum"]
            or 0
            for side in ("credit", "debit")
        }
        assert earned["credit"] - earned["debit"] == lines.aggregate(sum=Sum("price_cents"))["sum"]
        asked = Condition.objects.values_list("ticket_type__code", "kind").distinct()
        assert {("groep", "group"), ("school", "group"), ("inwoner", "resident")} <= set(asked)
        assert not lines.filter(ticket_type__code__in=("groep", "school")).exists()
        assert set(ApiKey.objects.values_list("house__slug", flat=True)) == set(key_secrets())

    load_demo.load_demo(at=AT, scale=20, seed=1, tell=told.append)
    assert told[-1] == "The demo regions are there already."


def test_the_pump_takes_the_demo_for_told() -> None:
    assert load_demo.READER == pump.READER
