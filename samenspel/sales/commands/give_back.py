"""Give places of a cart back."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samenspel.inventory.queries.availability import Availability, availabilities
from samenspel.inventory.queries.plans import plan_of
from samenspel.inventory.rules.best_available import distance, middle
from samenspel.inventory.rules.orphans import SEATS, orphans_left
from samenspel.inventory.rules.plan import Plan
from samenspel.kernel.errors import DomainError
from samenspel.kernel.statement import Refused, load
from samenspel.kernel.tenancy import Scope
from samenspel.sales.commands.judge_cart import judge_cart
from samenspel.sales.commands.take_places import CartClosed, Wish
from samenspel.sales.models import Order


@dataclass(frozen=True, slots=True)
class GivenBack:
    """`places` as they were wished, so that they can be taken again; `freed` of them were still held."""

    places: tuple[Wish, ...]
    freed: int


class OrphanLeft(DomainError):
    """Without `places` they would stand alone beside what the cart keeps; `suggestion` can be given back instead."""

    def __init__(self, performance: int, places: frozenset[int], suggestion: tuple[int, ...]) -> None:
        super().__init__(performance, places, suggestion)
        self.performance = performance
        self.places = places
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class _CartPlace:
    line_id: int
    performance_id: int
    place_no: int
    ticket_type_id: int
    package_line_id: int | None


@dataclass(frozen=True, slots=True)
class _Given:
    given_back: int
    freed: int
    ruled: bool


PLACES = load(__file__, "cart_places", _CartPlace)
GIVE_BACK = load(__file__, "give_back", _Given)


def give_back(*, scope: Scope, order: UUID, lines: frozenset[int], at: datetime) -> GivenBack:
    """Take these lines out of the cart and free their places at once. Lines that are gone already are no error.

    A companion place goes with its wheelchair place, and all tickets of a copy of a package together. What the cart keeps
    leaves no seat alone that another choice would not: then nothing is given back. Everything of a performance can always go.
    Three round trips, two when nothing stays.

    Raises CartClosed, OrphanLeft.
    """
    cart = PLACES.rows(scope=scope, order=order)
    copies = {place.package_line_id for place in cart if place.line_id in lines} - {None}
    going = {place.line_id for place in cart if place.line_id in lines or place.package_line_id in copies}
    touched = {place.performance_id for place in cart if place.line_id in going}
    staying = {place.performance_id for place in cart if place.line_id not in going}
    if both := touched & staying:
        known = availabilities(performances=both, at=at, order=order, scope=scope)
        for performance, free in known.items():
            going |= _going(free, [place for place in cart if place.performance_id == performance], going)
    try:
        given = GIVE_BACK.one(scope=scope, order=order, lines=sorted(going))
    except Refused as refused:
        raise CartClosed from refused
    if given.ruled:
        # What stays may have lost a reduction. A refusal is told at the check-out, which judges again; until then a payment
        # that is still open does not buy it.
        with scope.open():
            if judge_cart(order=order, at=at, contact=scope.contact, agreed=True).refusals:
                Order.objects.filter(pk=order).update(is_refused=True)
    return GivenBack(
        tuple(
            Wish(place.performance_id, place.place_no, place.ticket_type_id)
            for place in cart
            if place.line_id in going
        ),
        given.freed,
    )


def _going(free: Availability, cart: Sequence[_CartPlace], lines: Set[int]) -> set[int]:
    """The lines of one performance that go, companions with them. Raises OrphanLeft."""
    plan = plan_of(free.plan_id)
    asked = {place.place_no for place in cart if place.line_id in lines}
    out = {
        place.place_no for place in cart if asked & {place.place_no, plan.places[place.place_no].companion_of}
    }
    held = frozenset(free.mine)
    if not free.allow_orphans:
        _check_kept(plan, free.performance_id, taken=frozenset(free.taken), held=held, out=out & held)
    return {place.line_id for place in cart if place.place_no in out}


def _check_kept(plan: Plan, performance: int, *, taken: Set[int], held: Set[int], out: Set[int]) -> None:
    alone = _left_alone(plan, taken, held, out)
    if not alone:
        return
    seats = [no for no in sorted(held) if plan.places[no].kind in SEATS]
    going = [no for no in seats if no in out]
    others = [seats[start : start + len(going)] for start in range(len(seats) - len(going) + 1)]
    fitting = [
        instead
        for instead in others
        if sorted(plan.places[no].rank for no in instead) == sorted(plan.places[no].rank for no in going)
        and not _left_alone(plan, taken, held, (out - set(going)) | set(instead))
    ]
    if fitting:
        here = middle(plan=plan, places=going)
        nearest = min(fitting, key=lambda instead: distance(plan, instead, here))
        raise OrphanLeft(performance, alone, tuple(nearest))


def _left_alone(plan: Plan, taken: Set[int], held: Set[int], out: Set[int]) -> frozenset[int]:
    """The seats that come free and stand alone beside what is kept."""
    return orphans_left(plan=plan, taken=taken, chosen=held - out) & out
