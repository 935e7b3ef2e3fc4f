"""The houses of a region as its coordinator sees them, making one, and inviting its first admin once more."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.catalogue.queries.agenda import agenda
from samenspel.houses.commands.change_house import BadSetting
from samenspel.houses.commands.make_house import FirstAdmin, NewHouse, invite_first_admin, make_house
from samenspel.houses.models import HouseKind
from samenspel.houses.queries.directory import directory
from samenspel.houses.queries.invitations import AwaitedAdmin, awaited_admins
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import RegionDesk, in_region
from samenspel.web.backoffice.region_forms import KINDS, FirstAdminForm, NewHouseForm
from samenspel.web.backoffice.settings_forms import refuse
from samenspel.web.sign_in.invitations import send_invitation


@require_safe
@in_region
def houses(desk: RegionDesk) -> HttpResponse:
    members = directory().region(desk.region.slug).houses
    selling = agenda(houses=[house.id for house in members], at=desk.at).house_ids
    awaited = {house.id: house for house in awaited_admins(region=desk.region.id)}
    rows = [
        {
            "name": house.name,
            "url": reverse("shop:house", args=[desk.region.slug, house.slug]),
            "kind": str(KINDS[HouseKind(house.kind)]),
            "town": house.town,
            "is_desk": house.is_ticket_desk,
            "sells": house.id in selling,
            "admin": _admin(desk, awaited[house.id]) if house.id in awaited else None,
        }
        for house in members
    ]
    new_url = reverse("backoffice:region_house_new", args=[desk.region.slug])
    return desk.render("backoffice/region_houses.html", {"rows": rows, "new_url": new_url})


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def new(desk: RegionDesk) -> HttpResponse:
    form = NewHouseForm(desk.request.POST or None)
    back = reverse("backoffice:region_houses", args=[desk.region.slug])
    if desk.request.method == "POST" and form.is_valid():
        try:
            _make(desk, form)
        except BadSetting as error:
            refuse(form, error)
        else:
            said = _("%(name)s is made. The invitation is on its way to %(admin_email)s.") % form.cleaned_data
            messages.success(desk.request, said)
            return redirect(back)
    crumbs = [{"label": _("Houses"), "url": back}, {"label": _("Make a house")}]
    context = {"form": form, "crumbs": crumbs}
    return desk.render("backoffice/region_house_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_region
def first_admin(desk: RegionDesk, house: str) -> HttpResponse:
    """Invite the first admin once more, or somebody else, as long as nobody works in the house."""
    found = next((one for one in awaited_admins(region=desk.region.id) if one.slug == house), None)
    if found is None:
        raise Http404
    filled = {"admin_email": found.admin_email, "admin_name": found.admin_name}
    form = FirstAdminForm(desk.request.POST or None, initial=filled)
    back = reverse("backoffice:region_houses", args=[desk.region.slug])
    if desk.request.method == "POST" and form.is_valid():
        _invite_again(desk, found, form)
        said = _("The invitation is on its way to %(email)s.") % {"email": form.cleaned_data["admin_email"]}
        messages.success(desk.request, said)
        return redirect(back)
    context = {
        "form": form,
        "house": found,
        "admin": _admin(desk, found),
        "crumbs": [{"label": _("Houses"), "url": back}, {"label": found.name}],
    }
    return desk.render("backoffice/region_first_admin.html", context, status=422 if form.errors else 200)


def _admin(desk: RegionDesk, house: AwaitedAdmin) -> dict[str, Any]:
    """What became of the invitation: it waits, it is too old, or it was declined (no address)."""
    return {
        "url": reverse("backoffice:region_first_admin", args=[desk.region.slug, house.slug]),
        "email": house.admin_email,
        "expires_at": house.expires_at,
        "is_over": house.expires_at is not None and house.expires_at <= desk.at,
    }


def _invite_again(desk: RegionDesk, house: AwaitedAdmin, form: FirstAdminForm) -> None:
    """The mail goes inside the transaction: the earlier link lives on when this one does not leave."""
    data = form.cleaned_data
    admin = FirstAdmin(data["admin_email"], data["admin_name"], words.language())
    with transaction.atomic():
        invited = invite_first_admin(
            region=desk.region.id, house=house.id, admin=admin, by=desk.user_id, at=desk.at
        )
        send_invitation(
            request=desk.request,
            email=invited.email,
            token=invited.token,
            house_name=house.name,
            invited_by=desk.user_name,
        )


def _make(desk: RegionDesk, form: NewHouseForm) -> None:
    """The mail goes inside the transaction: a house whose admin was never told would be nobody's."""
    data = form.cleaned_data
    house = NewHouse(**{name: data[name] for name in NewHouse.__slots__})
    admin = FirstAdmin(data["admin_email"], data["admin_name"], words.language())
    with transaction.atomic():
        made = make_house(region=desk.region.id, house=house, admin=admin, by=desk.user_id, at=desk.at)
        send_invitation(
            request=desk.request,
            email=made.invited.email,
            token=made.invited.token,
            house_name=house.name,
            invited_by=desk.user_name,
        )
