"""Say what a ticket type asks for, or lift it."""

from collections.abc import Mapping
from typing import Any

from samenspel.catalogue.commands.house_rule import own_house
from samenspel.catalogue.models import Condition, PriceList, TicketType
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.catalogue.rules.terms import parse_term
from samenspel.kernel.errors import NotFound
from samenspel.kernel.row_state import check_read
from samenspel.kernel.tenancy import Scope


def set_condition(
    *,
    scope: Scope,
    ticket_type: int,
    terms: Mapping[str, object],
    price_list: int | None = None,
    rank: int | None = None,
    read: str | None = None,
) -> int:
    """One condition of a ticket type: everywhere, or in `price_list`, or in `rank` of it. Answers its id.

    One of each kind at a place: the same kind again takes the place of the former. All conditions of a price must hold.
    `terms` is the JSON of docs/reference/prices.md. What was sold is not touched. `read` is the state of the condition that
    the writer saw (ConditionFacts.state). Raises NotFound (not a type or list of this scope's house), BadTerms naming the field,
    ChangedMeanwhile.
    """
    parse_term(data=terms)
    if rank is not None and price_list is None:
        raise BadTerms("rank", "wrong")
    with scope.open():
        found = TicketType.objects.filter(pk=ticket_type).first()
        if found is None:
            raise NotFound
        own_house(scope=scope, house=found.house_id)
        if (
            price_list is not None
            and not PriceList.objects.filter(pk=price_list, house_id=found.house_id).exists()
        ):
            raise NotFound
        place: dict[str, Any] = {
            "ticket_type": found,
            "price_list_id": price_list,
            "rank": rank,
            "kind": terms["kind"],
        }
        check_read(row=Condition.objects.select_for_update().filter(**place).first(), read=read)
        condition, _ = Condition.objects.update_or_create(**place, defaults={"terms": dict(terms)})
    return condition.pk


def lift_condition(*, scope: Scope, condition: int) -> None:
    """The price no longer asks this. Raises NotFound."""
    with scope.open():
        found = Condition.objects.select_related("ticket_type").filter(pk=condition).first()
        if found is None:
            raise NotFound
        own_house(scope=scope, house=found.ticket_type.house_id)
        found.delete()
