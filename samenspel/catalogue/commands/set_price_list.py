"""Say at which price list performances of a house are sold from now on. What was sold keeps its price."""

from collections.abc import Sequence
from datetime import datetime

from samenspel.catalogue.models import Offer, PriceList
from samenspel.houses.models import StaffRole
from samenspel.kernel.errors import NotFound
from samenspel.kernel.events import append
from samenspel.kernel.tenancy import Scope
from samenspel.programme.commands.change_programme import PROGRAMMERS, NotProgrammer
from samenspel.programme.models import Performance


def set_price_list(
    *, scope: Scope, house: int, performances: Sequence[int], price_list: int | None, by: int, at: datetime
) -> None:
    """Sell these performances at `price_list` of the house; None: entry is free, nothing is sold.

    Raises NotFound for a performance or list of another house, NotProgrammer.
    """
    if house not in scope.houses and not scope.system:
        raise NotFound(house)
    with scope.open():
        if not StaffRole.objects.filter(house=house, user=by, role__in=PROGRAMMERS).exists():
            raise NotProgrammer(by)
        if Performance.objects.filter(pk__in=performances, house=house).count() != len(set(performances)):
            raise NotFound(*performances)
        if price_list and not PriceList.objects.filter(pk=price_list, house=house).exists():
            raise NotFound(price_list)
        before = dict(
            Offer.objects.filter(performance__in=performances).values_list("performance_id", "price_list_id")
        )
        changed = [each for each in dict.fromkeys(performances) if before.get(each) != price_list]
        if price_list is None:
            Offer.objects.filter(performance__in=changed).delete()
        else:
            Offer.objects.bulk_create(
                [Offer(performance_id=each, price_list_id=price_list) for each in changed],
                update_conflicts=True,
                unique_fields=["performance"],
                update_fields=["price_list"],
            )
        for each in changed:
            payload = {"by": by, "before": before.get(each), "after": price_list}
            append(kind="catalogue.offer.changed", house_id=house, subject=str(each), payload=payload, at=at)
