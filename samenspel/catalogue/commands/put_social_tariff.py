"""Let the price of a ticket type follow another's, with who carries the rest (UiTPAS kansentarief)."""

from collections.abc import Sequence

from samenspel.catalogue.commands.house_rule import own_house
from samenspel.catalogue.models import Price, SocialTariff, TicketType
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.catalogue.rules.social_tariff import Parts, carried, check_parts
from samenspel.kernel.errors import NotFound
from samenspel.kernel.tenancy import Scope


def put_social_tariff(*, scope: Scope, ticket_type: int, regular_type: int, parts: Parts) -> None:
    """From now on `ticket_type` costs the visitor's part of `regular_type` in every price list of the house; idempotent.

    Raises NotFound (not a type of this scope's house), BadTerms (regular_type, visitor_bp, organiser_bp, municipality_bp).
    """
    check_parts(parts=parts)
    with scope.open():
        found = TicketType.objects.filter(pk=ticket_type).first()
        if found is None:
            raise NotFound
        own_house(scope=scope, house=found.house_id)
        regular = TicketType.objects.filter(pk=regular_type, house_id=found.house_id)
        # A tariff of a tariff has no regular price.
        if ticket_type == regular_type or not regular.filter(social_tariff__isnull=True).exists():
            raise BadTerms("regular_type", "unknown")
        if SocialTariff.objects.filter(regular_type_id=ticket_type).exists():
            raise BadTerms("regular_type", "wrong")
        SocialTariff.objects.update_or_create(
            ticket_type_id=ticket_type,
            defaults={
                "regular_type_id": regular_type,
                "visitor_bp": parts.visitor_bp,
                "organiser_bp": parts.organiser_bp,
                "municipality_bp": parts.municipality_bp,
            },
        )
        lists = Price.objects.filter(ticket_type_id=regular_type).values_list("price_list_id", flat=True)
        follow_regular_prices(price_lists=sorted(set(lists)))


def follow_regular_prices(*, price_lists: Sequence[int]) -> None:
    """Write the prices of social tariffs anew in these lists: who writes regular prices calls this in the same transaction."""
    houses = Price.objects.filter(price_list_id__in=price_lists).values("price_list__house_id")
    tariffs = SocialTariff.objects.filter(ticket_type__house_id__in=houses)
    for tariff in tariffs:
        parts = Parts(tariff.visitor_bp, tariff.organiser_bp, tariff.municipality_bp)
        regular = Price.objects.filter(price_list_id__in=price_lists, ticket_type_id=tariff.regular_type_id)
        own = Price.objects.filter(price_list_id__in=price_lists, ticket_type_id=tariff.ticket_type_id)
        ranks = set(regular.values_list("price_list_id", "rank"))
        for price in own:
            if (price.price_list_id, price.rank) not in ranks:
                price.delete()
        Price.objects.bulk_create(
            [
                Price(
                    price_list_id=price.price_list_id,
                    rank=price.rank,
                    ticket_type_id=tariff.ticket_type_id,
                    amount_cents=carried(regular_cents=price.amount_cents, parts=parts).visitor_cents,
                )
                for price in regular
            ],
            batch_size=2000,
            update_conflicts=True,
            unique_fields=["price_list", "rank", "ticket_type"],
            update_fields=["amount_cents"],
        )
