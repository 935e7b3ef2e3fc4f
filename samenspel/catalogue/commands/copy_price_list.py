"""Begin a price list from another: its prices and the conditions that are its own."""

from samenspel.catalogue.commands.house_rule import own_house
from samenspel.catalogue.models import Condition, Price, PriceList
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope


def copy_price_list(*, scope: Scope, price_list: int, code: str, name: str) -> int:
    """A new list `code` of the same house with the same prices and conditions; answers its id. They change apart from then on.

    Raises NotFound (not a list of this scope's house), BadTerms for a `code` that exists already.
    """
    with scope.open():
        found = PriceList.objects.filter(pk=price_list).first()
        if found is None:
            raise NotFound
        own_house(scope=scope, house=found.house_id)
        if PriceList.objects.filter(house_id=found.house_id, code=code).exists():
            raise BadTerms("code", "twice")
        made = PriceList.objects.create(house_id=found.house_id, code=code, name=name)
        prices = list(Price.objects.filter(price_list=found))
        conditions = list(Condition.objects.filter(price_list=found))
        for price in prices:
            price.pk, price.price_list = None, made
        for condition in conditions:
            condition.pk, condition.price_list = None, made
        Price.objects.bulk_create(prices)
        Condition.objects.bulk_create(conditions)
    return made.pk
