"""The house's keys to the public API: make one, shown once; revoke one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.houses.commands.api_keys import create_api_key, revoke_api_key
from samenspel.houses.queries.api_keys import KeyFacts, api_keys_of
from samenspel.kernel.errors import NotFound
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.forms import KeyForm
from samenspel.web.backoffice.rooms import Room


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.KEYS)
def keys(desk: Desk) -> HttpResponse:
    """The secret stands in the answer to the POST and nowhere else: no redirect could carry it safely."""
    form = KeyForm(desk.request.POST or None)
    made = None
    if desk.request.method == "POST" and form.is_valid():
        made = create_api_key(
            scope=desk.scope,
            house=desk.house.id,
            name=form.cleaned_data["name"],
            at=desk.at,
            acts_for=desk.user_id if form.cleaned_data["programmes"] else None,
        )
        form = KeyForm()
    context = {"keys": _rows(desk), "form": form, "made": made}
    return desk.render("backoffice/keys.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.KEYS)
def revoke(desk: Desk, key: int) -> HttpResponse:
    found = _key(desk, key)
    if desk.request.method == "POST":
        revoke_api_key(scope=desk.scope, key=found.id, at=desk.at)
        messages.success(desk.request, _("The key for %(name)s no longer works.") % {"name": found.name})
        return redirect(desk.url("keys"))
    crumbs = [{"label": _("API keys"), "url": desk.url("keys")}, {"label": found.name}]
    context = {
        "key": found,
        "crumbs": crumbs,
        "revoke_url": desk.url("key_revoke", key),
        "keys_url": desk.url("keys"),
    }
    return desk.render("backoffice/key_revoke.html", context)


def _key(desk: Desk, key: int) -> KeyFacts:
    """Raises NotFound."""
    for found in api_keys_of(scope=desk.scope, house=desk.house.id):
        if found.id == key:
            return found
    raise NotFound(key)


def _rows(desk: Desk) -> list[dict[str, object]]:
    return [
        {"key": key, "revoke_url": desk.url("key_revoke", key.id)}
        for key in api_keys_of(scope=desk.scope, house=desk.house.id)
    ]
