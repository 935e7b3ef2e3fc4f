"""What a refusal of a domain means to a visitor: a status, and a sentence that says what to do next. One table.

A page shows the sentence near the thing it is about and keeps what was filled in. The API has its own table
(`api/problems`) over the same errors.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from samenspel.delivery.commands.queue_mail import TooManyResends
from samenspel.inventory.rules.best_available import NotEnoughPlaces
from samenspel.inventory.rules.wheelchair_places import NotEnoughWheelchairPlaces
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.sales.commands.cancel_order import NotCancellable
from samenspel.sales.commands.change_cart import HoldAtLimit
from samenspel.sales.commands.check_out import BadBuyer, TooManyFree
from samenspel.sales.commands.confirm_order import AmountMismatch, CartEmpty, OrderNotOpen, PlacesGone
from samenspel.sales.commands.enter_code import CodeRefused
from samenspel.sales.commands.exchange_slot import NotExchanged
from samenspel.sales.commands.give_back import OrphanLeft
from samenspel.sales.commands.give_tickets_back import NotGivenBack
from samenspel.sales.commands.refund_lines import CameIn, MoneyApart, NothingToRefund
from samenspel.sales.commands.start_payment import PaymentOver, PaymentUnavailable
from samenspel.sales.commands.take_places import (
    CartClosed,
    CompanionAlone,
    GroupSize,
    NotOffered,
    OrphanSeat,
    PlacesTaken,
    PriceChanged,
    TooManyPlaces,
)
from samenspel.web.groups import group_text
from samenspel.web.price_refusals import because

Labels = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Explained:
    """`status` of the answer; `text` what happened; `next_step` what to do. Both plain text, translated."""

    status: int
    text: str
    next_step: str = ""
    field: str = ""


def explain(error: DomainError, *, label: Labels = str) -> Explained:
    """The sentence for a refusal; `label` names a place by its number ("rij C, stoel 5").

    An error without an entry is a fault of ours: it is raised again, so that it is seen and mended.
    """
    for kind, sentence in TABLE:
        if isinstance(error, kind):
            return sentence(error, label)
    raise error


def _taken(error: PlacesTaken, label: Labels) -> Explained:
    names = ", ".join(label(place) for _performance, place in error.places)
    if not names:
        return Explained(409, _("Somebody was just ahead of you."), _("Choose other places."))
    text = ngettext("%(places)s was just taken.", "%(places)s were just taken.", len(error.places))
    return Explained(
        409,
        text % {"places": names},
        _("The rest of your choice is still there: choose another place with it."),
    )


def _orphan(error: OrphanSeat, label: Labels) -> Explained:
    alone = ", ".join(label(place) for place in sorted(error.places))
    return Explained(
        409,
        _("With this choice %(places)s would be left alone, and nobody can use it.") % {"places": alone},
        _("Take %(places)s instead, or shift one seat.")
        % {"places": ", ".join(label(no) for no in error.suggestion)},
    )


def _orphan_left(error: OrphanLeft, label: Labels) -> Explained:
    alone = ", ".join(label(place) for place in sorted(error.places))
    return Explained(
        409,
        _("Without it %(places)s would be left alone, and nobody can use it.") % {"places": alone},
        _("Give back %(places)s instead, or all of them.")
        % {"places": ", ".join(label(no) for no in error.suggestion)},
    )


def _companion(error: CompanionAlone, label: Labels) -> Explained:
    return Explained(
        409,
        _("%(place)s is for whoever comes with a wheelchair user.") % {"place": label(error.companion)},
        _("Choose %(place)s with it, or another seat.") % {"place": label(error.wheelchair)},
    )


def _not_enough(error: NotEnoughPlaces, _label: Labels) -> Explained:
    if error.free == 0:
        return Explained(
            409,
            _("There are no places left that fit your question."),
            _("Choose another price zone or another date."),
        )
    text = ngettext("There is only %(free)d place left.", "There are only %(free)d places left.", error.free)
    return Explained(
        409, text % {"free": error.free}, _("Ask for fewer places, or choose another price zone or date.")
    )


def _not_enough_wheelchair(error: NotEnoughWheelchairPlaces, _label: Labels) -> Explained:
    if error.free == 0:
        text = _("There are no wheelchair places left that fit your question.")
    else:
        text = ngettext(
            "There is only %(free)d wheelchair place left.",
            "There are only %(free)d wheelchair places left.",
            error.free,
        ) % {"free": error.free}
    return Explained(409, text, _("Choose another price zone or another date, or ring the house."))


def _not_offered(error: NotOffered, _label: Labels) -> Explained:
    """The first reason of the first line: one thing at a time."""
    first = next((why for whys in error.refusals.values() for why in whys), None)
    said = None if first is None else because(hindrance=first)
    text, next_step = said or (
        _("This choice is not for sale here."),
        _("Choose from the places and ticket types on this page."),
    )
    return Explained(422, text, next_step)


def _too_many(error: TooManyPlaces, _label: Labels) -> Explained:
    return Explained(
        422,
        _("A cart holds at most %(limit)d places.") % {"limit": error.limit},
        _("Take fewer places now, or ring the house for a group."),
    )


def _group_size(error: GroupSize, _label: Labels) -> Explained:
    text = group_text(smallest=error.smallest, largest=error.largest)
    if error.places < error.smallest:
        return Explained(422, text, _("Take more places, or choose another timeslot."))
    return Explained(422, text, _("Take fewer places, or ring the house for a bigger group."))


def _too_many_free(error: TooManyFree, _label: Labels) -> Explained:
    return Explained(
        409,
        _("One e-mail address gets at most %(limit)d free places of a performance.") % {"limit": error.limit},
        _("Take fewer places, or ring the house for a group."),
    )


def _bad_buyer(error: BadBuyer, _label: Labels) -> Explained:
    if error.field == "email":
        return Explained(
            422,
            _("We cannot send tickets to this e-mail address."),
            _("Check it: at most 254 characters, with an @."),
            "email",
        )
    return Explained(
        422, _("We need a name on the order."), _("Write the name you go by, at most 200 characters."), "name"
    )


NOT_EXCHANGED = {
    "closed": gettext_noop("These tickets can no longer be exchanged for another timeslot."),
    "not_offered": gettext_noop("This timeslot is no longer sold."),
    "other_price": gettext_noop(
        "A ticket of yours has another price in this timeslot, so it is not exchanged."
    ),
    "group_size": gettext_noop(
        "With this exchange fewer or more people of your order would come to one timeslot than its house takes."
    ),
    "full": gettext_noop("This timeslot has too few free places by now."),
    "admitted": gettext_noop("Somebody came in with one of these tickets already."),
    "void": gettext_noop("One of these tickets is no longer valid."),
}


def _not_exchanged(error: NotExchanged, _label: Labels) -> Explained:
    return Explained(
        409, _(NOT_EXCHANGED[error.why]), _("Your tickets stay as they were. Choose another one.")
    )


def _plain(status: int, text: str, next_step: str = "") -> Callable[[DomainError, Labels], Explained]:
    """A sentence without data. Texts are marked below with `gettext_noop`, and translated when they are asked for."""
    return lambda _error, _label: Explained(status, _(text), _(next_step) if next_step else "")


TABLE: list[tuple[type[DomainError], Callable[..., Explained]]] = [
    (PlacesTaken, _taken),
    (OrphanSeat, _orphan),
    (OrphanLeft, _orphan_left),
    (CompanionAlone, _companion),
    (NotEnoughWheelchairPlaces, _not_enough_wheelchair),  # before the wider kind below
    (NotEnoughPlaces, _not_enough),
    (TooManyPlaces, _too_many),
    (GroupSize, _group_size),
    (TooManyFree, _too_many_free),
    (BadBuyer, _bad_buyer),
    (
        PriceChanged,
        _plain(
            409,
            gettext_noop("The price changed while you were choosing."),
            gettext_noop("The prices below are the ones of now. Send your choice again if you agree."),
        ),
    ),
    (NotOffered, _not_offered),
    (
        CodeRefused,
        _plain(
            422,
            gettext_noop("This code is not good here, or no longer."),
            gettext_noop("Check its letters, or go on without it: nothing changed."),
        ),
    ),
    (
        CartClosed,
        _plain(
            409,
            gettext_noop("This cart is closed: its order was finished, or its time ran out."),
            gettext_noop("Your choice starts a new cart. Send it once more."),
        ),
    ),
    (
        PlacesGone,
        _plain(
            409,
            gettext_noop("Your time ran out, and somebody else took one of your places meanwhile."),
            gettext_noop("Nothing was paid. Take that place out of your cart and choose another."),
        ),
    ),
    (
        HoldAtLimit,
        _plain(
            409,
            gettext_noop("We keep places for an hour at most, so that others get their chance."),
            gettext_noop("Finish your order before the clock runs out."),
        ),
    ),
    (
        CartEmpty,
        _plain(409, gettext_noop("Your cart is empty."), gettext_noop("Choose a performance first.")),
    ),
    (
        OrderNotOpen,
        _plain(
            409,
            gettext_noop("This order was already finished."),
            gettext_noop("Look in your mailbox for the tickets before you order again."),
        ),
    ),
    (
        AmountMismatch,
        _plain(
            409,
            gettext_noop("The amount that was paid is not the amount of this order."),
            gettext_noop("We look into it ourselves and write to you. You need not pay again."),
        ),
    ),
    (
        NotCancellable,
        _plain(
            409,
            gettext_noop("This order can no longer be cancelled here."),
            gettext_noop("Ring or write to the house: its address is on this page."),
        ),
    ),
    (NotExchanged, _not_exchanged),
    (
        NotGivenBack,
        _plain(
            409,
            gettext_noop("These tickets can no longer be given back here."),
            gettext_noop("Ring or write to the house: its address is on this page."),
        ),
    ),
    (
        NothingToRefund,
        _plain(
            409, gettext_noop("These tickets were given back already."), gettext_noop("Look at your order.")
        ),
    ),
    (
        CameIn,
        _plain(
            409,
            gettext_noop("Somebody came in with one of these tickets, so they cannot be given back."),
            gettext_noop("Ring or write to the house: its address is on this page."),
        ),
    ),
    (
        MoneyApart,
        _plain(
            409,
            gettext_noop(
                "The money of this order was partly paid back before, so a person has to look at it."
            ),
            gettext_noop("Ring or write to the house: its address is on this page."),
        ),
    ),
    (
        PaymentUnavailable,
        _plain(
            503,
            gettext_noop(
                "The bank does not answer at this moment. Your places stay yours, and nothing was paid."
            ),
            gettext_noop("Try again in a minute, or choose another way to pay."),
        ),
    ),
    (
        PaymentOver,
        _plain(
            409,
            gettext_noop("This payment was already finished."),
            gettext_noop("Look at your order, or order again."),
        ),
    ),
    (
        TooManyResends,
        _plain(
            429,
            gettext_noop("We sent the tickets several times already."),
            gettext_noop("Look in your spam folder, or download the tickets here."),
        ),
    ),
    (
        NotFound,
        _plain(404, gettext_noop("We did not find this page."), gettext_noop("Start again from the agenda.")),
    ),
]
