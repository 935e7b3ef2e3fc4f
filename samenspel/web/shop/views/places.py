"""Choosing places: good ones by number, or hand-picked from the list or the map."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseNotModified, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.catalogue.queries.offers import Offered, offered_now
from samenspel.catalogue.queries.places_left import places_gone
from samenspel.houses.queries.directory import HouseFacts
from samenspel.inventory.queries.availability import Availability
from samenspel.inventory.queries.availability import availability as read_availability
from samenspel.inventory.queries.plans import plan_of
from samenspel.kernel.errors import DomainError
from samenspel.kernel.ids import uuid7
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.change_cart import reopen_cart
from samenspel.sales.commands.take_best import take_best
from samenspel.sales.commands.take_places import (
    CartClosed,
    OrphanSeat,
    PriceChanged,
    Taken,
    Wish,
    take_places,
)
from samenspel.sales.rules.limits import PLACES_IN_CART
from samenspel.web.design import formats
from samenspel.web.design.words import words
from samenspel.web.errors import Explained, explain
from samenspel.web.numbers import SMALL_DIGITS, number
from samenspel.web.shop.cookies import CartCookie, accept_cart, write_cart
from samenspel.web.shop.labels import label_in
from samenspel.web.shop.plan_data import picker_plan, plan_url, wheelchair_places
from samenspel.web.shop.room import Room, in_region
from samenspel.web.shop.views.performance import find, hall_of, price_rows, rank_names

SEE_OTHER = 303
NUMBER_DIGITS = 4
"""A number of places; far above what a cart holds, so that too many is refused as such."""

WHEELCHAIRS_ASKED = 4
"""How many wheelchair places the form offers at most; a larger group picks them from the list or calls the house."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was sent: places by hand, or a number of each ticket type (`party`: of the first), of whom `wheelchairs`
    come in a wheelchair. Kept when it is refused.
    """

    best: bool = False
    places: tuple[int, ...] = ()
    numbers: dict[int, int] = field(default_factory=dict)
    party: int = 2
    wheelchairs: int = 0
    rank: int | None = None
    seen_cents: dict[int, int] = field(default_factory=dict)


@in_region
def places(room: Room, performance: int) -> HttpResponse:
    """The hall (GET), or take places of it (POST)."""
    offer, house = find(room, performance)
    if room.request.method == "POST":
        return _take(room, offer, house)
    if not plan_of(offer.facts.plan_id).is_numbered:
        return _to(room.url("performance", performance) + "#kies")
    party = number(room.request.GET.get("aantal", ""), digits=NUMBER_DIGITS, otherwise=2)
    return _hall(room, offer, house, Choice(party=party))


@require_safe
@in_region
def availability(room: Room, performance: int) -> HttpResponse:
    """Which places are gone now and which are in this cart; 304 while nothing changed. One statement."""
    find(room, performance)
    found = _availability(room, performance)
    etag = f'"{found.etag}"'
    if room.request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = JsonResponse({"taken": found.taken, "mine": found.mine})
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _availability(room: Room, performance: int) -> Availability:
    return read_availability(
        performance=performance,
        at=room.at,
        order=room.cart.order if room.cart else None,
        seller=room.region.seller_id,
    )


def _hall(
    room: Room,
    offer: Offered,
    house: HouseFacts,
    choice: Choice,
    *,
    wrong: Explained | None = None,
    suggestion: Sequence[int] = (),
) -> HttpResponse:
    """The page of the hall, with what was chosen still chosen."""
    facts = offer.facts
    if not plan_of(facts.plan_id).is_numbered:
        return _by_number(room, offer, house, choice, wrong)
    known = _availability(room, facts.id)
    chosen = [no for no in choice.places if no not in known.taken]
    ranks = rank_names(offer, room.language)
    plan = picker_plan(plan=plan_of(facts.plan_id), ranks=ranks)
    return room.render(
        "shop/places.html",
        {
            **hall_of(room, offer, len(known.taken) + len(known.mine)),
            "plan": plan,
            # What was chosen before a refusal is checked again, as what is in the cart already.
            "availability": {"taken": known.taken, "mine": [*known.mine, *chosen]},
            "ranks": ranks,
            "rank": choice.rank,
            "party": choice.party,
            "wheelchairs": choice.wheelchairs,
            "max_wheelchairs": min(WHEELCHAIRS_ASKED, wheelchair_places(plan=plan)),
            "max_places": PLACES_IN_CART,
            "plan_url": plan_url(
                plan=facts.plan_id, performance=facts.id, ranks=ranks, language=room.language
            ),
            "availability_url": room.url("availability", facts.id),
            "wrong": wrong,
            "suggestion": suggestion,
        },
        house=house,
        status=wrong.status if wrong else 200,
    )


def _by_number(
    room: Room, offer: Offered, house: HouseFacts, choice: Choice, wrong: Explained | None
) -> HttpResponse:
    """A standing area or a timeslot: the same page as before, with the numbers still filled in."""
    shown = offer.facts.id
    gone = places_gone(performances=[shown], seller=room.region.seller_id, at=room.at).get(shown, 0)
    return room.render(
        "shop/by_number.html",
        {
            **hall_of(room, offer, gone),
            "price_rows": price_rows(offer, room.language, choice.numbers),
            "wrong": wrong,
        },
        house=house,
        status=wrong.status if wrong else 200,
    )


def _take(room: Room, offer: Offered, house: HouseFacts) -> HttpResponse:
    choice = _choice(room.request.POST, offer)
    order = (room.cart.order if room.cart else accept_cart(room.request.POST.get("new_cart", ""))) or uuid7()
    try:
        if not (choice.best or choice.places):
            return _hall(room, offer, house, choice, wrong=_nothing_chosen())
        order, taken = _take_into(room, offer, choice, order)
    except DomainError as error:
        plan = plan_of(offer.facts.plan_id)
        wrong = explain(error, label=lambda no: label_in(plan, no))
        if isinstance(error, PriceChanged):
            offer, wrong = _with_new_prices(room, offer, choice, wrong)
        suggestion = error.suggestion if isinstance(error, OrphanSeat) else ()
        return _hall(room, offer, house, choice, wrong=wrong, suggestion=suggestion)
    response = _to(room.url("cart"))
    write_cart(
        response=response, region=room.region.slug, cart=CartCookie(order, taken.lines, taken.hold_until)
    )
    return response


def _take_into(room: Room, offer: Offered, choice: Choice, order: UUID) -> tuple[UUID, Taken]:
    """Into this cart; when it is waiting for a payment, it is opened again, and when it is over, a new one is begun."""
    try:
        return order, _taken(room, offer, choice, order)
    except CartClosed:
        try:
            reopen_cart(scope=Scope.of_order(order), order=order)
            return order, _taken(room, offer, choice, order)
        except CartClosed:
            fresh = uuid7()
            return fresh, _taken(room, offer, choice, fresh)


def _taken(room: Room, offer: Offered, choice: Choice, order: UUID) -> Taken:
    facts = offer.facts
    if choice.best:
        return take_best(
            scope=room.buyer(order),
            order=order,
            region=room.region.id,
            language=room.language,
            performance=facts.id,
            ticket_types=[type_ for type_, count in choice.numbers.items() for _each in range(count)],
            rank=choice.rank,
            wheelchairs=min(choice.wheelchairs, sum(choice.numbers.values())),
            at=room.at,
        )
    plan = plan_of(facts.plan_id)
    wishes = []
    for no in choice.places:
        rank = plan.places[no].rank if no in plan.places else 0
        # A place that is not in the plan, or of a rank without a price, goes on as asked: the command refuses it.
        type_ = offer.prices.first_type(rank=rank) or 0
        wishes.append(Wish(facts.id, no, type_, choice.seen_cents.get(rank)))
    return take_places(
        scope=room.buyer(order),
        order=order,
        region=room.region.id,
        language=room.language,
        wishes=wishes,
        at=room.at,
    )


def _choice(form: QueryDict, offer: Offered) -> Choice:
    """Read the form; numbers that are no numbers count as nothing, and everything above the limit stays visible as such."""
    by_type = {
        type_.id: count
        for type_ in offer.prices.types
        if (count := number(form.get(f"aantal-{type_.id}", ""), digits=NUMBER_DIGITS)) > 0
    }
    party = number(form.get("party", ""), digits=NUMBER_DIGITS, otherwise=2)
    best = form.get("choose") == "best"
    if best and not by_type and "party" in form and offer.prices.types:
        by_type = {_first_type(offer, form.get("rank", "")): party}
    rank = number(form.get("rank", ""), digits=SMALL_DIGITS)
    chosen = dict.fromkeys(number(no, digits=SMALL_DIGITS) for no in form.getlist("place"))
    return Choice(
        best=best,
        places=tuple(no for no in chosen if no),
        numbers=by_type,
        party=party,
        wheelchairs=number(form.get("rolstoel", ""), digits=NUMBER_DIGITS),
        rank=rank if rank in offer.prices.ranks else None,
        seen_cents={
            rank: seen
            for rank in offer.prices.ranks
            if (seen := number(form.get(f"seen-{rank}", ""), digits=SMALL_DIGITS, otherwise=-1)) >= 0
        },
    )


def _first_type(offer: Offered, rank: str) -> int:
    asked = number(rank, digits=SMALL_DIGITS)
    ranks = [asked] if asked else list(offer.prices.ranks)
    for each in ranks:
        found = offer.prices.first_type(rank=each)
        if found is not None:
            return found
    return offer.prices.types[0].id


def _nothing_chosen() -> Explained:
    return Explained(
        422, _("You have not chosen a place yet."), _("Say how many you want, or choose from the list.")
    )


def _with_new_prices(
    room: Room, offer: Offered, choice: Choice, wrong: Explained
) -> tuple[Offered, Explained]:
    """The prices of now beside the ones that were seen."""
    fresh = offered_now(performance=offer.facts.id, at=room.at)
    plan = plan_of(offer.facts.plan_id)
    changes = []
    for rank in sorted({plan.places[no].rank for no in choice.places if no in plan.places}):
        type_ = fresh.prices.first_type(rank=rank)
        new = fresh.prices.cents_of(rank=rank, ticket_type=type_) if type_ is not None else None
        old = choice.seen_cents.get(rank)
        if new is not None and old is not None and new != old:
            changes.append(
                _("%(rank)s: %(old)s became %(new)s.")
                % {
                    "rank": words(fresh.facts.rank_names.get(str(rank)), room.language),
                    "old": formats.euro(cents=old, language=room.language),
                    "new": formats.euro(cents=new, language=room.language),
                }
            )
    return fresh, Explained(wrong.status, " ".join([wrong.text, *changes]), wrong.next_step)


def _to(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = SEE_OTHER
    return response
