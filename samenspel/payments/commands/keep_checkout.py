"""Keep where a payment is paid, once its provider has said so."""

from dataclasses import dataclass
from uuid import UUID

from samenspel.kernel.statement import load
from samenspel.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class _Kept:
    state: str


KEEP = load(__file__, "keep_checkout", _Kept)


def keep_checkout(*, payment: UUID, reference: str, checkout_url: str) -> None:
    """The first answer stays: a payment that has a reference already is left as it is. The caller has checked who asks."""
    KEEP.rows(scope=Scope.of_system(), payment=payment, reference=reference, checkout_url=checkout_url)
