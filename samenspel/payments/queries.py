"""Reads of payments."""

from uuid import UUID

from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Payment


def payment_of_reference(*, provider: str, reference: str) -> UUID:
    """The payment a provider knows as `reference`. Raises NotFound.

    Works as the product itself: who knows a reference learns nothing by it, the truth is fetched from the provider.
    """
    with Scope.of_system().open():
        found = (
            Payment.objects.filter(provider=provider, reference=reference)
            .exclude(reference="")
            .values_list("pk", flat=True)
        )
        payment = found.first()
    if payment is None:
        raise NotFound
    return payment
