"""What is on, and what is free."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from django.conf import settings
from django.http import HttpResponse
from ninja import Query, Router

from samenspel.api.answers import answer
from samenspel.api.keys import KeyRequest
from samenspel.api.problems.problem import Problem, RequestProblem
from samenspel.api.problems.request import BAD_CURSOR
from samenspel.api.shapes import programme as shapes
from samenspel.api.shapes.kinds import Id, Slug
from samenspel.catalogue.queries.agenda import Entry, agenda
from samenspel.catalogue.queries.offers import offered
from samenspel.houses.queries.directory import HouseFacts, directory
from samenspel.inventory.queries.availability import availability
from samenspel.inventory.queries.plans import published_plan
from samenspel.kernel import clock
from samenspel.kernel.money import CURRENCY
from samenspel.kernel.tenancy import Scope

router = Router(tags=["programme"])

PAGE = 100
CURSOR_DIGITS = 19
FOR_GOOD = "private, max-age=31536000, immutable"
ASK_AGAIN = "private, no-cache"

Limit = Annotated[int, Query(ge=1, le=500)]
Cursor = Annotated[str | None, Query(max_length=60)]
RegionName = Annotated[str | None, Query(max_length=60)]
HouseName = Annotated[str | None, Query(max_length=60)]


@router.get("/regions", response=shapes.Regions, summary="Regions with their houses")
def regions(request: KeyRequest) -> HttpResponse:
    """Every region; at most 30 seconds old."""
    known = directory()
    return answer(
        shapes.Regions(
            items=[
                shapes.Region(
                    slug=region.slug,
                    name=region.name,
                    tagline=region.tagline,
                    accent=region.accent,
                    seller=known.by_id[region.seller_id].slug,
                    collector=known.by_id[region.collector_id].slug,
                    houses=[house.slug for house in region.presenters],
                )
                for region in known.regions.values()
            ]
        )
    )


@router.get("/houses", response=shapes.Houses, summary="Houses")
def houses(request: KeyRequest, region: RegionName = None) -> HttpResponse:
    """Every house, or those of one region; at most 30 seconds old."""
    known = directory()
    found: Sequence[HouseFacts] = known.region(region).houses if region else list(known.houses.values())
    return answer(shapes.Houses(items=[_house(house) for house in found]))


@router.get("/houses/{house}", response=shapes.House, summary="One house")
def house(request: KeyRequest, house: Slug) -> HttpResponse:
    return answer(_house(directory().house(house)))


@router.get("/productions", response=shapes.Productions, summary="Productions that are still to be seen")
def productions(
    request: KeyRequest,
    region: RegionName = None,
    house: HouseName = None,
    after: Annotated[int, Query(ge=0, le=2**63 - 1)] = 0,
    limit: Limit = PAGE,
) -> HttpResponse:
    """By id. `after` is the `next` of the page before. Give a region, a house or both."""
    known = directory()
    by_production = agenda(houses=_houses(region, house), at=clock.now()).by_production
    ids = sorted(id_ for id_ in by_production if id_ > after)
    items = []
    for id_ in ids[:limit]:
        entries = by_production[id_]
        first = entries[0]
        items.append(
            shapes.Production(
                id=id_,
                title=first.title,
                company=first.company,
                genre=first.genre,
                texts=first.texts,
                houses=sorted({known.by_id[entry.house_id].slug for entry in entries}),
                performances=[entry.id for entry in entries],
            )
        )
    return answer(shapes.Productions(items=items, next=str(items[-1].id) if len(ids) > limit else None))


@router.get("/performances", response=shapes.Performances, summary="Performances to come")
def performances(
    request: KeyRequest,
    region: RegionName = None,
    house: HouseName = None,
    production: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
    genre: Annotated[str, Query(max_length=20)] = "",
    town: Annotated[str, Query(max_length=80)] = "",
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="until")] = None,
    text: Annotated[str, Query(max_length=100)] = "",
    after: Cursor = None,
    limit: Limit = PAGE,
) -> HttpResponse:
    """By beginning. `from` and `until` are dates in Brussels, both included; `text` is looked for in title and company.

    Timeslots are performances of their own. Give a region, a house or both. At most a minute old.
    """
    found = agenda(houses=_houses(region, house), at=clock.now()).all
    start = bisect_right(found, _cursor(after), key=_position) if after else 0
    wanted = text.casefold()
    items: list[Entry] = []
    for entry in found[start:]:
        if (
            (production is None or entry.production_id == production)
            and (not genre or entry.genre == genre)
            and (not town or entry.town == town)
            and (first is None or entry.day >= first)
            and (last is None or entry.day <= last)
            and (not wanted or wanted in entry.title.casefold() or wanted in entry.company.casefold())
        ):
            items.append(entry)
            if len(items) > limit:
                break
    page = items[:limit]
    next_ = "{}-{}".format(*_position(page[-1])) if len(items) > limit else None
    return answer(shapes.Performances(items=[_performance(entry) for entry in page], next=next_))


@router.get("/performances/{performance}", response=shapes.Performance, summary="One performance")
def performance(request: KeyRequest, performance: Id) -> HttpResponse:
    found = offered(performance=performance, at=clock.now())
    facts = found.facts
    return answer(
        shapes.Performance(
            id=facts.id,
            production=facts.production_id,
            title=facts.title,
            company=facts.company,
            genre=facts.genre,
            house=directory().by_id[facts.house_id].slug,
            venue=facts.venue,
            hall=facts.hall,
            town=facts.town,
            starts_at=facts.starts_at,
            ends_at=facts.ends_at,
            state=facts.state,
            sale_starts_at=facts.sale_starts_at,
            sale_ends_at=facts.sale_ends_at,
            is_timeslot=facts.is_timeslot,
            group_min=facts.group_min,
            group_max=facts.group_max,
            plan=facts.plan_id,
            capacity=facts.capacity,
            lowest_cents=found.prices.lowest_cents,
            highest_cents=found.prices.highest_cents,
        )
    )


@router.get("/performances/{performance}/prices", response=shapes.Prices, summary="Prices of a performance")
def prices(request: KeyRequest, performance: Id) -> HttpResponse:
    """At most 5 seconds old: send what you showed as `seen_cents`, and a sale at another price is refused."""
    found = offered(performance=performance, at=clock.now())
    table = found.prices
    return answer(
        shapes.Prices(
            performance=performance,
            currency=CURRENCY,
            ranks={str(rank): found.facts.rank_names.get(str(rank), {}) for rank in table.ranks},
            ticket_types=[
                shapes.TicketType(id=type_.id, name=type_.name, note=type_.note) for type_ in table.types
            ],
            prices=[
                shapes.Price(rank=rank, ticket_type=type_, cents=cents)
                for (rank, type_), cents in table.cents.items()
            ],
            fees=[
                shapes.Fee(id=fee.id, name=dict(fee.name), per=fee.per.value, cents=fee.cents)
                for fee in table.fees
            ],
        )
    )


@router.get(
    "/performances/{performance}/availability", response=shapes.Availability, summary="What is free now"
)
def performance_availability(request: KeyRequest, performance: Id) -> HttpResponse:
    """True at this moment, for the house of this key as seller. Send the ETag as If-None-Match: 304 while nothing changed."""
    seller = request.auth.house_id
    found = availability(
        performance=performance, at=clock.now(), seller=seller, scope=Scope.of_houses(seller)
    )
    etag = f'"{found.plan_id}-{found.etag}"'
    shape = shapes.Availability(
        performance=found.performance_id,
        plan=found.plan_id,
        taken=found.taken,
        single_seats_allowed=found.allow_orphans,
    )
    return _unless_known(request, etag, ASK_AGAIN) or answer(shape, headers=_caching(etag, ASK_AGAIN))


@router.get("/plans/{plan}", response=shapes.Plan, summary="A seat plan")
def plan(request: KeyRequest, plan: Id) -> HttpResponse:
    """A plan never changes: keep it for good."""
    etag = f'"plan-{plan}"'
    found = published_plan(plan)
    known = _unless_known(request, etag, FOR_GOOD)
    if known is not None:
        return known
    shape = shapes.Plan(
        id=found.id,
        name=found.name,
        capacity=found.capacity,
        focal=found.focal,
        ranks=found.rank_names,
        is_numbered=found.is_numbered,
        places=[
            shapes.Place(
                no=place.no,
                section=place.section,
                row=place.row,
                seat=place.seat,
                x=place.x,
                y=place.y,
                rank=place.rank,
                kind=place.kind,
                left=place.left,
                right=place.right,
                companion_of=place.companion_of,
            )
            for place in found.places.values()
        ],
    )
    return answer(shape, headers=_caching(etag, FOR_GOOD))


def _houses(region: str | None, house: str | None) -> list[int]:
    """The ids asked for; a house that is not in the region leaves nothing."""
    known = directory()
    if region is None and house is None:
        raise RequestProblem(
            Problem(
                "invalid-request",
                422,
                "The request is not as described",
                "Give a region, a house or both.",
                {"errors": [{"where": ["query", "region"], "what": "missing"}]},
            )
        )
    if region is None:
        return [known.house(house or "").id]
    ids = [each.id for each in known.region(region).presenters]
    if house is None:
        return ids
    return [id_ for id_ in ids if id_ == known.house(house).id]


def _position(entry: Entry) -> tuple[int, int]:
    return round(entry.starts_at.timestamp() * 1_000_000), entry.id


def _cursor(text: str) -> tuple[int, int]:
    moment, _, id_ = text.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) <= CURSOR_DIGITS for part in (moment, id_)):
        raise RequestProblem(BAD_CURSOR)
    return int(moment), int(id_)


def _performance(entry: Entry) -> shapes.Performance:
    return shapes.Performance(
        id=entry.id,
        production=entry.production_id,
        title=entry.title,
        company=entry.company,
        genre=entry.genre,
        house=directory().by_id[entry.house_id].slug,
        venue=entry.venue,
        hall=entry.hall,
        town=entry.town,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        state=entry.state,
        sale_starts_at=entry.sale_starts_at,
        sale_ends_at=entry.sale_ends_at,
        is_timeslot=entry.is_timeslot,
        group_min=entry.group_min,
        group_max=entry.group_max,
        plan=entry.plan_id,
        capacity=entry.capacity,
        lowest_cents=entry.lowest_cents,
        highest_cents=entry.highest_cents,
    )


def _house(house: HouseFacts) -> shapes.House:
    return shapes.House(
        slug=house.slug,
        name=house.name,
        kind=house.kind,
        street=house.street,
        postcode=house.postcode,
        town=house.town,
        email=house.email,
        website=house.website,
        accent=house.accent,
        about=house.about,
        languages=list(house.languages),
        logo=settings.SITE_URL + house.logo.path if house.logo else "",
    )


def _caching(etag: str, control: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": control}


def _unless_known(request: KeyRequest, etag: str, control: str) -> HttpResponse | None:
    """304 when the client has this version."""
    asked = request.META.get("HTTP_IF_NONE_MATCH", "")
    known = [text.strip().removeprefix("W/") for text in asked.split(",")]
    return HttpResponse(status=304, headers=_caching(etag, control)) if etag in known else None
