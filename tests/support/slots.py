"""Another timeslot of the exhibition of the fixture region."""

from datetime import timedelta

from samenspel.catalogue.models import Offer
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from tests.support.region import Fixture


def next_slot(lo: Fixture, *, hours: int = 2, **values: object) -> Performance:
    """Another slot of the exhibition, so many hours later, at the same prices."""
    with Scope.of_system().open():
        slot = Performance.objects.get(pk=lo.slot.pk)
        slot.pk, slot.booking_id, slot.code = None, None, f"slot-{hours}"
        slot._state.adding = True
        for name in ("starts_at", "ends_at", "sale_ends_at"):
            setattr(slot, name, getattr(lo.slot, name) + timedelta(hours=hours))
        for name, value in values.items():
            setattr(slot, name, value)
        slot.save()
        Offer.objects.create(performance=slot, price_list=lo.slot.offer.price_list)
    return slot
