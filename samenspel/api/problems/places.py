"""Refusals about places and their prices: what cannot be taken, or not like this."""

from samenspel.api.problems.problem import Problem, Table, always
from samenspel.inventory.rules.best_available import NotEnoughPlaces
from samenspel.inventory.rules.wheelchair_places import NotEnoughWheelchairPlaces
from samenspel.sales.commands.change_cart import HoldAtLimit
from samenspel.sales.commands.confirm_order import (
    PlacesGone,
)
from samenspel.sales.commands.enter_code import CodeRefused
from samenspel.sales.commands.give_back import OrphanLeft
from samenspel.sales.commands.take_places import (
    CompanionAlone,
    GroupSize,
    NotOffered,
    OrphanSeat,
    PlacesTaken,
    PriceChanged,
    TooManyPlaces,
)


def _taken(error: PlacesTaken) -> Problem:
    places = [{"performance": performance, "place": place} for performance, place in error.places]
    return Problem(
        "places-taken",
        409,
        "Somebody else has these places",
        "Nothing was taken. Ask the availability and choose others.",
        {"places": places},
    )


def _orphan(error: OrphanSeat) -> Problem:
    return Problem(
        "single-seat-left",
        409,
        "A single seat would be left",
        "data.places would stay alone between taken seats; data.suggestion is the nearest choice without that.",
        {
            "performance": error.performance,
            "places": sorted(error.places),
            "suggestion": list(error.suggestion),
        },
    )


def _orphan_left(error: OrphanLeft) -> Problem:
    return Problem(
        "single-seat-left",
        409,
        "A single seat would be left",
        "data.places would stay alone beside what the cart keeps; give data.suggestion back instead, or all of them.",
        {
            "performance": error.performance,
            "places": sorted(error.places),
            "suggestion": list(error.suggestion),
        },
    )


def _companion(error: CompanionAlone) -> Problem:
    return Problem(
        "companion-alone",
        409,
        "A companion place goes with its wheelchair place",
        "Take data.wheelchair with it, or another place.",
        {"performance": error.performance, "place": error.companion, "wheelchair": error.wheelchair},
    )


def _not_enough(error: NotEnoughPlaces) -> Problem:
    what = "wheelchair places" if isinstance(error, NotEnoughWheelchairPlaces) else "places"
    return Problem(
        "not-enough-places",
        409,
        f"Fewer {what} are free than asked",
        "data.free is how many. Ask for fewer, another rank or another performance.",
        {"free": error.free},
    )


def _too_many(error: TooManyPlaces) -> Problem:
    return Problem(
        "too-many-places",
        422,
        "Too many places",
        f"A cart holds at most {error.limit} places.",
        {"limit": error.limit},
    )


def _group_size(error: GroupSize) -> Problem:
    return Problem(
        "group-size",
        422,
        "Too few or too many places for one order",
        "One order has data.smallest to data.largest places of this performance; null says nothing.",
        {
            "performance": error.performance,
            "places": error.places,
            "smallest": error.smallest or None,
            "largest": error.largest or None,
        },
    )


def _not_offered(error: NotOffered) -> Problem:
    return Problem(
        "not-offered",
        422,
        "Not for sale to this key",
        "No such place, no price of that ticket type, not on sale now, not in this region, or not of a house this key sells"
        " for; or a rule of the house does not allow it: then data.places says which, and data.places.why the reasons.",
        {
            "places": [
                {"performance": performance, "place": place, "why": [hindrance.why for hindrance in whys]}
                for (performance, place), whys in sorted(error.refusals.items())
            ]
        }
        if error.refusals
        else {},
    )


def _price_changed(error: PriceChanged) -> Problem:
    return Problem(
        "price-changed",
        409,
        "The price changed",
        "Nothing was taken. data.places are the prices of now: send them as seen_cents when your buyer agrees.",
        {
            "places": [
                {"performance": performance, "place": place, "now_cents": cents}
                for (performance, place), cents in sorted(error.now_cents.items())
            ]
        },
    )


PLACES: Table = (
    (PlacesTaken, _taken),
    (OrphanSeat, _orphan),
    (OrphanLeft, _orphan_left),
    (CompanionAlone, _companion),
    (NotEnoughPlaces, _not_enough),
    (TooManyPlaces, _too_many),
    (GroupSize, _group_size),
    (NotOffered, _not_offered),
    (PriceChanged, _price_changed),
    (
        CodeRefused,
        always(
            Problem(
                "code-refused",
                422,
                "This code is not good",
                "No such code in this cart, or its time or number is over.",
            )
        ),
    ),
    (
        PlacesGone,
        always(
            Problem(
                "places-gone",
                409,
                "The hold ended and a place was taken by somebody else",
                "Nothing was sold. Read the cart: lines with state gone must be removed first.",
            )
        ),
    ),
    (
        HoldAtLimit,
        always(
            Problem(
                "hold-at-limit", 409, "An hour is the limit", "A cart keeps its places for 60 minutes in all."
            )
        ),
    ),
)
