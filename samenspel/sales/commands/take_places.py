"""Take places into a cart: hold them all, or none."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from samenspel.catalogue.rules.terms import Channel
from samenspel.inventory.queries.availability import Availability, availabilities
from samenspel.inventory.queries.plans import plan_of
from samenspel.inventory.rules.best_available import NotEnoughPlaces, best_available, middle
from samenspel.inventory.rules.orphans import SEATS, orphans_left
from samenspel.kernel.errors import DomainError
from samenspel.kernel.statement import Refused, load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.judge_cart import Refusals, judge_cart
from samenspel.sales.rules.limits import HOLD_S, PLACES_IN_CART


@dataclass(frozen=True, slots=True)
class Wish:
    """One place of one performance at one ticket type; `seen_cents` is the price the buyer was shown, if any.

    `reason` (at most 60 characters) is why a ticket is given free, for types that ask one.
    """

    performance: int
    place: int
    ticket_type: int
    seen_cents: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """The cart after taking: held until `hold_until`, `lines` and `total_cents` of the whole cart."""

    hold_until: datetime
    lines: int
    total_cents: int


class TooManyPlaces(DomainError):
    """A cart holds at most `limits.PLACES_IN_CART` places."""

    limit = PLACES_IN_CART


class PlacesTaken(DomainError):
    """`places`: (performance, place) pairs somebody else has."""

    def __init__(self, places: tuple[tuple[int, int], ...]) -> None:
        super().__init__(places)
        self.places = places


class OrphanSeat(DomainError):
    """The choice leaves `places` alone; `suggestion` is the nearest choice of the same size that does not."""

    def __init__(self, performance: int, places: frozenset[int], suggestion: tuple[int, ...]) -> None:
        super().__init__(performance, places, suggestion)
        self.performance = performance
        self.places = places
        self.suggestion = suggestion


class CompanionAlone(DomainError):
    """A companion place goes with its wheelchair place: `wheelchair` is the one to take along."""

    def __init__(self, performance: int, companion: int, wheelchair: int) -> None:
        super().__init__(performance, companion, wheelchair)
        self.performance = performance
        self.companion = companion
        self.wheelchair = wheelchair


class NotOffered(DomainError):
    """Not to be had in this shop at this moment: no such place, another region, not on sale, no price of that type.

    `refusals`, when rules say so, is what they ask, by (performance, place).
    """

    def __init__(self, refusals: Refusals | None = None) -> None:
        super().__init__(refusals)
        self.refusals = refusals or {}


class PriceChanged(DomainError):
    """A price is not the one the buyer was shown; ask again without `seen_cents` to accept the price of now.

    `now_cents` is the price of now of every wish, by (performance, place).
    """

    def __init__(self, now_cents: dict[tuple[int, int], int]) -> None:
        super().__init__(now_cents)
        self.now_cents = now_cents


class GroupSize(DomainError):
    """An order has `smallest` to `largest` places of `performance`, 0 where its house says nothing; this one has `places`."""

    def __init__(self, performance: int, places: int, smallest: int, largest: int) -> None:
        super().__init__(performance, places, smallest, largest)
        self.performance = performance
        self.places = places
        self.smallest = smallest
        self.largest = largest

    @classmethod
    def of(cls, detail: str) -> "GroupSize":
        """From the detail of a statement that refused it."""
        return cls(*(int(part) for part in detail.split(":")))


class CartClosed(DomainError):
    """This order is no longer a cart: start a new one."""


class OtherWishes(DomainError):
    """The cart exists, and something else stands in it than what is asked now: two different requests bear one id."""


TAKE = load(__file__, "take_places", Taken)
RULED = "ruled"


def take_places(
    *,
    scope: Scope,
    order: UUID,
    region: int,
    seller: int | None = None,
    language: str,
    wishes: Sequence[Wish],
    at: datetime,
    ttl_s: int = HOLD_S,
    only: bool = False,
    known: Mapping[int, Availability] | None = None,
    channel: Channel | None = None,
    judged: bool = False,
) -> Taken:
    """Hold all wished places in the cart `order` (made when it does not exist), or change nothing.

    `ttl_s` is 60-1800 seconds; a cart holds at most 40 places. Without `seller` the region's shop sells. Two round trips: what
    is free, then the statement that takes. Asked twice, it answers the same. With `only` these wishes are the whole cart: one
    that exists already with other lines is refused instead of filled further. `known` is what is free, by performance, when
    the caller has just looked. `channel` is where a new cart is sold: a desk when there is a `seller`, else the shop.

    Conditions, reductions and sale phases are judged too, at no cost where there are none; not when the caller `judged`.

    Raises TooManyPlaces, NotOffered, PlacesTaken, OrphanSeat, CompanionAlone, GroupSize, PriceChanged, CartClosed, OtherWishes.
    """
    if not 60 <= ttl_s <= 1800:
        raise ValueError("ttl_s is 60-1800 seconds")
    if len(wishes) > PLACES_IN_CART:
        raise TooManyPlaces
    if not wishes or max(Counter((wish.performance, wish.place) for wish in wishes).values()) > 1:
        raise NotOffered
    performances = [wish.performance for wish in wishes]
    if known is None:
        known = availabilities(
            performances=performances, at=at, order=order, seller=seller, region=region, scope=scope
        )
    for performance in set(performances):
        if performance not in known:
            raise NotOffered
        _check_choice(
            known[performance], frozenset(wish.place for wish in wishes if wish.performance == performance)
        )
    if not only:
        # A place that is in this cart keeps the ticket type that was chosen for it there.
        wishes = [wish for wish in wishes if wish.place not in known[wish.performance].mine]
    take = partial(
        TAKE.one,
        scope=scope,
        order=order,
        region=region,
        seller=seller,
        language=language,
        channel=channel or (Channel.SHOP if seller is None else Channel.DESK),
        performances=[wish.performance for wish in wishes],
        places=[wish.place for wish in wishes],
        ticket_types=[wish.ticket_type for wish in wishes],
        seen_cents=[wish.seen_cents for wish in wishes],
        reasons=[wish.reason for wish in wishes],
        only=only,
        at=at,
        until=at + timedelta(seconds=ttl_s),
    )
    try:
        return take(judged=True) if judged else _take(take, scope=scope, order=order, at=at)
    except Refused as refused:
        taken = partial(
            _taken_of, scope=scope, order=order, region=region, seller=seller, wishes=wishes, at=at
        )
        raise _as_error(refused, taken) from refused


def _take(take: Callable[..., Taken], *, scope: Scope, order: UUID, at: datetime) -> Taken:
    """Take, and judge what was taken where a house has rules: all of it or nothing."""
    try:
        return take(judged=False)
    except Refused as refused:
        if refused.reason != RULED:
            raise
    with scope.open():
        taken = take(judged=True)
        judged = judge_cart(order=order, at=at, contact=scope.contact)
        if judged.refusals:
            raise NotOffered(judged.refusals)
    return replace(taken, total_cents=judged.quote.total_cents)


def _check_choice(known: Availability, chosen: frozenset[int]) -> None:
    """The rules of the hall. Taken places are left to the statement, the only one who knows for sure."""
    plan = plan_of(known.plan_id)
    if not chosen <= plan.places.keys():
        raise NotOffered
    mine = frozenset(known.mine)
    for no in chosen:
        wheelchair = plan.places[no].companion_of
        if wheelchair is not None and wheelchair not in chosen | mine:
            raise CompanionAlone(known.performance_id, no, wheelchair)
    others = frozenset(known.taken)
    if known.allow_orphans or chosen & others or chosen <= mine:
        return
    # Places of this cart count as gone, whether they are chosen again or not.
    taken, chosen = others | mine, chosen - mine
    orphans = orphans_left(plan=plan, taken=taken, chosen=chosen)
    if not orphans:
        return
    # Wheelchair and companion places of the choice stay; only its seats can be others.
    seats = frozenset(no for no in chosen if plan.places[no].kind in SEATS)
    try:
        instead = best_available(
            plan=plan,
            taken=taken,
            count=len(seats),
            ranks={plan.places[no].rank for no in seats},
            near=middle(plan=plan, places=seats),
        )
    except NotEnoughPlaces:
        return
    if instead.adjacent and not instead.orphan:
        raise OrphanSeat(known.performance_id, orphans, (*sorted(chosen - seats), *instead.places))


def _as_error(refused: Refused, taken: Callable[[], tuple[tuple[int, int], ...]]) -> DomainError:
    match refused.reason:
        case "too_many":
            return TooManyPlaces()
        case "group_size":
            return GroupSize.of(refused.detail)
        case "price_changed":
            parts = (part.split(":") for part in refused.detail.split())
            return PriceChanged({(int(p), int(place)): int(cents) for p, place, cents in parts})
        case "cart_closed":
            return CartClosed()
        case "other_wishes":
            return OtherWishes()
        case "places_taken":
            return PlacesTaken(taken())
        case "not_offered":
            # A place of an allotment is "taken" for this seller: say so rather than that it does not exist.
            places = taken()
            return PlacesTaken(places) if places else NotOffered()
    raise refused


def _taken_of(
    *,
    scope: Scope,
    order: UUID,
    region: int,
    seller: int | None,
    wishes: Sequence[Wish],
    at: datetime,
) -> tuple[tuple[int, int], ...]:
    known = availabilities(
        performances=[wish.performance for wish in wishes],
        at=at,
        order=order,
        seller=seller,
        region=region,
        scope=scope,
    )
    return tuple(
        (wish.performance, wish.place)
        for wish in wishes
        if wish.performance in known and wish.place in known[wish.performance].taken
    )
