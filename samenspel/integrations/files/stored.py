"""What the database knows already, in the same words as the files. Reads only; each answers by key."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from samenspel.catalogue.commands.put_prices import OfferData, PriceData, PriceListData, TicketTypeData
from samenspel.catalogue.commands.put_vat_rules import VatRuleData
from samenspel.catalogue.models import Offer, Price, PriceList, TicketType, VatRule
from samenspel.houses.commands.give_roles import RoleData
from samenspel.houses.commands.put_houses import HouseData
from samenspel.houses.commands.put_regions import MembershipData, RegionData
from samenspel.houses.models import House, Membership, Region, StaffRole
from samenspel.integrations.files.entries import Key
from samenspel.programme.commands.put_performances import PerformanceData
from samenspel.programme.commands.put_productions import ProductionData, SeasonData
from samenspel.programme.models import Performance, Production, Season
from samenspel.venues.commands.put_halls import HallData, VenueData
from samenspel.venues.commands.put_plans import PlaceData, PlanData
from samenspel.venues.models import Hall, Place, SeatPlan, Venue

Houses = Iterable[str]
"""Slugs of the houses whose rows are asked for."""


def houses(_: Houses) -> dict[Key, HouseData]:
    rows = House.objects.values_list(*HouseData.__slots__)
    return {(row[0],): HouseData(*row) for row in rows}


def regions(_: Houses) -> dict[Key, RegionData]:
    rows = Region.objects.values_list("slug", "name", "tagline", "accent", "seller__slug", "collector__slug")
    return {(row[0],): RegionData(*row) for row in rows}


def memberships(_: Houses) -> dict[Key, MembershipData]:
    return {
        row: MembershipData(*row) for row in Membership.objects.values_list("region__slug", "house__slug")
    }


def roles(_: Houses) -> dict[Key, RoleData]:
    rows = StaffRole.objects.values_list("user__email", "user__name", "role", "house__slug", "region__slug")
    found = (
        RoleData(email, name, role, house or "", region or "") for email, name, role, house, region in rows
    )
    return {(role.email, role.role, role.house, role.region): role for role in found}


def venues(_: Houses) -> dict[Key, VenueData]:
    rows = Venue.objects.values_list(
        "house__slug", "slug", "name", "street", "postcode", "town", "lat", "lon"
    )
    return {row[:2]: VenueData(*row) for row in rows}


def halls(_: Houses) -> dict[Key, HallData]:
    rows = Hall.objects.values_list("venue__house__slug", "venue__slug", "slug", "name")
    return {row[:3]: HallData(*row) for row in rows}


def plans(of: Houses) -> dict[Key, PlanData]:
    plans = SeatPlan.objects.filter(hall__venue__house__slug__in=list(of)).select_related(
        "hall__venue__house"
    )
    fields = PlaceData.__slots__
    places: dict[int, list[PlaceData]] = defaultdict(list)
    rows = Place.objects.filter(plan__in=plans).order_by("plan", "no").values_list("plan_id", *fields)
    for plan_id, *values in rows.iterator(chunk_size=20_000):
        places[plan_id].append(PlaceData(*values))
    found = (
        PlanData(
            hall=(plan.hall.venue.house.slug, plan.hall.venue.slug, plan.hall.slug),
            name=plan.name,
            version=plan.version,
            focal_x=plan.focal_x,
            focal_y=plan.focal_y,
            rank_names=plan.rank_names,
            places=tuple(places[plan.id]),
        )
        for plan in plans
    )
    return {plan.key: plan for plan in found}


def seasons(of: Houses) -> dict[Key, SeasonData]:
    rows = Season.objects.filter(house__slug__in=list(of)).values_list(
        "house__slug", "name", "starts_on", "ends_on"
    )
    return {row[:2]: SeasonData(*row) for row in rows}


def productions(_: Houses) -> dict[Key, ProductionData]:
    """Of every house: a performance may be of another house's production."""
    rows = Production.objects.values_list("house__slug", *ProductionData.__slots__[1:])
    return {row[:2]: ProductionData(*row) for row in rows}


def performances(of: Houses) -> dict[Key, PerformanceData]:
    rows = Performance.objects.filter(house__slug__in=list(of)).values_list(
        "house__slug",
        "code",
        "production__house__slug",
        "production__slug",
        "season__name",
        "hall__venue__house__slug",
        "hall__venue__slug",
        "hall__slug",
        "plan__hall__venue__house__slug",
        "plan__hall__venue__slug",
        "plan__hall__slug",
        "plan__name",
        "plan__version",
        *PerformanceData.__slots__[6:],
    )
    found = (_performance(*row) for row in rows)
    return {performance.key: performance for performance in found}


def _performance(*row: Any) -> PerformanceData:
    house, code, owner, slug, season, h1, h2, h3, p1, p2, p3, name, version, *rest = row
    return PerformanceData(
        house, code, (owner, slug), season or "", (h1, h2, h3), ((p1, p2, p3), name, version), *rest
    )


def vat_rules(_: Houses) -> dict[Key, VatRuleData]:
    found = (
        VatRuleData(
            code=rule.code,
            regime=rule.regime,
            genre=rule.genre,
            starts_on=rule.valid.lower,
            ends_on=rule.valid.upper - timedelta(days=1) if rule.valid.upper else None,
            rate_bp=rule.rate_bp,
            legal_text=rule.legal_text,
        )
        for rule in VatRule.objects.all()
    )
    return {rule.key: rule for rule in found}


def ticket_types(of: Houses) -> dict[Key, TicketTypeData]:
    rows = TicketType.objects.filter(house__slug__in=list(of))
    return {
        row[:2]: TicketTypeData(*row)
        for row in rows.values_list("house__slug", "code", "name", "note", "position")
    }


def price_lists(of: Houses) -> dict[Key, PriceListData]:
    rows = PriceList.objects.filter(house__slug__in=list(of)).values_list("house__slug", "code", "name")
    return {row[:2]: PriceListData(*row) for row in rows}


def prices(of: Houses) -> dict[Key, PriceData]:
    rows = Price.objects.filter(price_list__house__slug__in=list(of)).values_list(
        "price_list__house__slug", "price_list__code", "rank", "ticket_type__code", "amount_cents"
    )
    return {row[:4]: PriceData(*row) for row in rows}


def offers(of: Houses) -> dict[Key, OfferData]:
    rows = Offer.objects.filter(performance__house__slug__in=list(of)).values_list(
        "performance__house__slug", "performance__code", "price_list__code"
    )
    return {row[:2]: OfferData(*row) for row in rows}
