"""`vat_is_frozen`: a new rate changes what is sold from then on, and nothing that was sold before."""

from datetime import date, timedelta

from samenspel.catalogue.models import VatRule
from samenspel.kernel.tenancy import Scope
from samenspel.sales.models import Line
from tests.support.region import NOW, build


def test_vat_is_frozen(db: None) -> None:
    lo = build()
    before = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6))
    today = NOW.date()
    rule = VatRule.objects.get(code="cultuur-6")
    rule.valid = (date(2020, 1, 1), today + timedelta(days=1))
    rule.save()
    VatRule.objects.create(
        code="cultuur-12",
        regime="taxable",
        valid=(today + timedelta(days=1), None),
        rate_bp=1200,
        legal_text={},
    )
    after = lo.sell(lo.wish(lo.theatre, 15), lo.wish(lo.theatre, 16), at=NOW + timedelta(days=2))
    with Scope.of_system().open():
        rates = {
            order: set(Line.objects.filter(order_id=order).values_list("vat_rate_bp", "vat_cents"))
            for order in (before, after)
        }
    assert rates == {before: {(600, 113)}, after: {(1200, 214)}}
