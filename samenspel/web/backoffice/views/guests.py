"""Guest tickets: give them with a reason, and see who gave which to whom."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.catalogue.queries.price_rules import price_rules
from samenspel.catalogue.queries.ticket_types import ticket_types_of
from samenspel.houses.queries.directory import directory
from samenspel.inventory.queries.fill import StaffPerformance, performance_of
from samenspel.inventory.rules.best_available import NotEnoughPlaces
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.kernel.ids import uuid7
from samenspel.sales.commands.check_out import BadBuyer, Buyer
from samenspel.sales.commands.give_guest_tickets import MOST_NOTE, Guest, give_guest_tickets, guests_of
from samenspel.sales.commands.take_places import CartClosed, NotOffered, OrphanSeat, PlacesTaken
from samenspel.sales.queries.guest_tickets import Given, guest_tickets_of
from samenspel.sales.rules.limits import PLACES_IN_CART
from samenspel.sales.rules.number import order_number
from samenspel.venues.queries.ranks import ranks_of
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.rooms import Room
from samenspel.web.price_trace import why_not


class GuestForm(forms.Form):
    """`order` is the id of what is given, so that sent twice it is given once.

    `what` is `rank:ticket type`; `reasons` are all that one of them allows.
    """

    order = forms.UUIDField(widget=forms.HiddenInput)
    what = forms.ChoiceField(label=gettext_lazy("Ticket type"))
    tickets = forms.IntegerField(
        label=gettext_lazy("Tickets"), min_value=1, max_value=PLACES_IN_CART, initial=1
    )
    name = forms.CharField(label=gettext_lazy("For whom"), max_length=200)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), help_text=gettext_lazy("The tickets go there by mail.")
    )
    reason = forms.ChoiceField(label=gettext_lazy("Reason"))
    note = forms.CharField(
        label=gettext_lazy("In your own words"),
        max_length=MOST_NOTE,
        required=False,
        help_text=gettext_lazy("Only your house reads it."),
    )

    def __init__(self, *args: Any, kinds: dict[str, str], reasons: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("what", list(kinds.items())), ("reason", [(each, each) for each in reasons])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.ORDERS)
def guests(desk: Desk, performance: int) -> HttpResponse:
    facts = performance_of(scope=desk.scope, house=desk.house.id, performance=performance, at=desk.at)
    show = price_rules(performances=[facts.id], scope=desk.scope)[facts.id]
    kinds = guests_of(show=show)
    form = _form(desk, kinds)
    if desk.request.method == "POST" and form.is_valid() and _give(desk, facts, form):
        return redirect(desk.url("guests", facts.id))
    context = {
        "title": _("Guest tickets"),
        "facts": facts,
        "form": form if kinds and facts.starts_at > desk.at else None,
        "rows": _rows(desk, guest_tickets_of(scope=desk.scope, house=desk.house.id, performance=facts.id)),
        "types_url": desk.url("ticket_types") if Room.PRICES in desk.rooms else "",
        "crumbs": [
            {"label": _("Performances"), "url": desk.url("performances")},
            {"label": facts.title, "url": desk.url("performance", facts.id)},
            {"label": _("Guest tickets")},
        ],
    }
    return desk.render("backoffice/guests.html", context, status=422 if form.errors else 200)


@require_safe
@in_house(Room.ORDERS)
def all_guests(desk: Desk) -> HttpResponse:
    """Of all performances of the house."""
    context = {
        "title": _("Guest tickets"),
        "rows": _rows(desk, guest_tickets_of(scope=desk.scope, house=desk.house.id)),
        "crumbs": [{"label": _("Orders"), "url": desk.url("orders")}, {"label": _("Guest tickets")}],
    }
    return desk.render("backoffice/guests.html", context)


def _form(desk: Desk, kinds: tuple[Guest, ...]) -> GuestForm:
    names = {
        one.id: words.in_language(dict(one.name))
        for one in ticket_types_of(scope=desk.scope, house=desk.house.id)
    }
    ranks = ranks_of(house=desk.house.id)
    return GuestForm(
        desk.request.POST or None,
        initial={"order": uuid7()},
        kinds={
            f"{kind.rank}:{kind.ticket_type}": ", ".join(
                part
                for part in (
                    names.get(kind.ticket_type, ""),
                    words.in_language(dict(ranks.get(kind.rank, {}))),
                )
                if part
            )
            for kind in kinds
        },
        reasons=sorted({reason for kind in kinds for reason in kind.reasons}),
    )


def _give(desk: Desk, facts: StaffPerformance, form: GuestForm) -> bool:
    """Whether they are given; when not, the form says why."""
    data = form.cleaned_data
    rank, type_ = (int(part) for part in data["what"].split(":"))
    try:
        give_guest_tickets(
            scope=desk.scope,
            house=desk.house.id,
            region=_region(desk),
            order=data["order"],
            performance=facts.id,
            ticket_types=[type_] * data["tickets"],
            rank=rank,
            reason=data["reason"],
            note=data["note"],
            guest=Buyer(data["name"], data["email"], words.language()),
            by=desk.user_id,
            at=desk.at,
        )
    except CartClosed:
        messages.info(desk.request, _("These tickets are given already."))
        return True
    except BadBuyer as bad:
        form.add_error(bad.field, _("This cannot be used."))
    except NotOffered as refused:
        said = [why for each in refused.refusals.values() for why in why_not(each)]
        form.add_error(None, " ".join(dict.fromkeys(said)) or _("These tickets are not sold now."))
    except (NotEnoughPlaces, PlacesTaken, OrphanSeat):
        form.add_error("tickets", _("So many places are not free there. Choose fewer, or another rank."))
    except DomainError:
        form.add_error(None, _("These tickets are not sold now."))
    else:
        given = ngettext(
            "%(count)d ticket is given to %(name)s.",
            "%(count)d tickets are given to %(name)s.",
            data["tickets"],
        )
        messages.success(desk.request, given % {"count": data["tickets"], "name": data["name"]})
        return True
    return False


def _region(desk: Desk) -> int:
    """A region in which the house sells. Raises NotFound."""
    for region in directory().regions.values():
        if any(house.id == desk.house.id for house in region.houses):
            return region.id
    raise NotFound(desk.house.id)


def _rows(desk: Desk, found: list[Given]) -> list[dict[str, Any]]:
    return [
        {
            "title": one.title,
            "starts_at": one.starts_at,
            "name": one.buyer_name,
            "email": one.buyer_email,
            "reason": one.reason,
            "note": one.note,
            "by": one.given_by,
            "tickets": one.tickets,
            "cancelled": one.cancelled,
            "number": order_number(one.order_id),
            "url": desk.url("order", one.order_id),
            "performance_url": desk.url("guests", one.performance_id),
        }
        for one in found
    ]
