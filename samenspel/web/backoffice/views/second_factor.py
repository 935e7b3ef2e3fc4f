"""For which roles of the house two steps at sign-in are obligatory."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.houses.commands.second_factor import ask_second_factor
from samenspel.houses.queries.staff import second_factor_roles_of
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.forms import SecondFactorForm
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.views.settings import administration_of


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.STAFF)
def second_factor(desk: Desk) -> HttpResponse:
    asked = second_factor_roles_asked(desk)
    form = SecondFactorForm(
        desk.request.POST if desk.request.method == "POST" else None, initial={"roles": list(asked)}
    )
    if desk.request.method == "POST" and form.is_valid():
        ask_second_factor(
            act=administration_of(desk),
            roles=form.cleaned_data["roles"],
            by_default=settings.STAFF_SECOND_FACTOR_BY_DEFAULT,
        )
        messages.success(desk.request, _("Saved. It counts from the next page that anybody opens."))
        return redirect(desk.url("staff"))
    context = {
        "form": form,
        "crumbs": [
            {"label": _("Staff"), "url": desk.url("staff")},
            {"label": _("Two steps at sign-in")},
        ],
    }
    return desk.render("backoffice/second_factor.html", context, status=422 if form.errors else 200)


def second_factor_roles_asked(desk: Desk) -> frozenset[str]:
    """The roles that need a second factor in this house today."""
    return second_factor_roles_of(
        scope=desk.scope, house=desk.house.id, by_default=settings.STAFF_SECOND_FACTOR_BY_DEFAULT
    )
