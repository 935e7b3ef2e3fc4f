"""Cards and subscriptions of visitors, as this house saw them: write one down, find it, end it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.contacts.commands.put_entitlement import BadEntitlement, end_entitlement, put_entitlement
from samenspel.contacts.queries.entitlements import MOST_SHOWN, cards_of_house
from samenspel.kernel.clock import BRUSSELS
from samenspel.web.backoffice import words
from samenspel.web.backoffice.card_forms import CardForm
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.listing import ListState
from samenspel.web.backoffice.rooms import Room
from samenspel.web.entitlements import card_name, counts


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.CARDS)
def cards(desk: Desk) -> HttpResponse:
    """The same card of the same visitor again renews it."""
    today = desk.at.astimezone(BRUSSELS).date()
    state = ListState(desk.request.path, desk.request.GET)
    text = state.text("q")
    form = CardForm(desk.request.POST or None, initial={"first": today, "email": text if "@" in text else ""})
    if desk.request.method == "POST" and form.is_valid():
        try:
            put_entitlement(
                scope=desk.scope, house=desk.house.id, language=words.language(), at=desk.at, **form.asked
            )
        except BadEntitlement as bad:
            form.add_error(bad.field, _("This cannot be used here. Look at the example."))
        else:
            name = card_name(kind=form.asked["kind"], level=form.asked["level"])
            said = _("%(email)s: %(card)s. It counts as soon as this visitor signs in.")
            messages.success(desk.request, said % {"email": form.asked["email"], "card": name})
            return redirect(desk.url("cards"))
    found = cards_of_house(scope=desk.scope, house=desk.house.id, email=text)
    context = {
        "form": form,
        "text": text,
        "clear_url": desk.url("cards") if text else "",
        "is_cut": len(found) == MOST_SHOWN,
        "rows": [
            {
                "facts": card,
                "name": card_name(kind=card.kind, level=card.level),
                "counts": counts(first=card.first, last=card.last),
                "is_over": card.last is not None and card.last < today,
                "end_url": desk.url("card_end", card.id),
            }
            for card in found
        ],
    }
    return desk.render("backoffice/cards.html", context, status=422 if form.errors else 200)


@require_POST
@in_house(Room.CARDS)
def end(desk: Desk, card: int) -> HttpResponse:
    """From now on; who did it by mistake writes it down again."""
    end_entitlement(scope=desk.scope, house=desk.house.id, entitlement=card, at=desk.at)
    messages.success(
        desk.request,
        _("Ended: it counts no longer. Tickets keep their price. A mistake? Write the card down again."),
    )
    return redirect(desk.url("cards"))
