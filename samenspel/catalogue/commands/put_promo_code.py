"""Write a promo code: what opens the prices and reductions of a campaign."""

import re
from datetime import datetime

from samenspel.catalogue.commands.house_rule import own_house
from samenspel.catalogue.models import PromoCode
from samenspel.catalogue.rules.moments import BadTerms, number
from samenspel.kernel.tenancy import Scope


def put_promo_code(
    *,
    scope: Scope,
    house: int,
    campaign: str,
    code: str,
    most_orders: int | None = None,
    ends_at: datetime | None = None,
) -> str:
    """Write the code of `house`, 4 to 40 letters, digits and hyphens; answers it as it is kept, in capitals; idempotent.

    In at most `most_orders` orders (None: as many as want), until `ends_at`. Raises NotFound (no house of this scope), BadTerms
    naming the field.
    """
    own_house(scope=scope, house=house)
    kept = code.strip().upper()
    if not re.fullmatch(r"[A-Z0-9-]{4,40}", kept):
        raise BadTerms("code", "wrong")
    if not re.fullmatch(r"[\w-]{1,60}", campaign):
        raise BadTerms("campaign", "wrong")
    if most_orders is not None:
        number(most_orders, "most_orders", 1, 1_000_000)
    with scope.open():
        PromoCode.objects.update_or_create(
            house_id=house,
            code=kept,
            defaults={"campaign": campaign, "most_orders": most_orders, "ends_at": ends_at},
        )
    return kept
