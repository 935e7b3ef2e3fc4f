"""The codes of a house, by campaign, and one more."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.catalogue.commands.put_promo_code import put_promo_code
from samenspel.catalogue.queries.house_rules import codes_of
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.sales.queries.code_uses import code_uses
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.price_refusals import refuse
from samenspel.web.backoffice.price_rows import tabs
from samenspel.web.backoffice.price_rule_forms import CodeForm
from samenspel.web.backoffice.rooms import Room


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRICES)
def promo_codes(desk: Desk) -> HttpResponse:
    """The same code again is changed."""
    form = CodeForm(desk.request.POST or None)
    if desk.request.method == "POST" and form.is_valid():
        try:
            code = put_promo_code(scope=desk.scope, house=desk.house.id, **form.cleaned_data)
        except BadTerms as bad:
            refuse(form, bad)
        else:
            messages.success(desk.request, _("The code %(code)s is saved.") % {"code": code})
            return redirect(desk.url("promo_codes"))
    uses = code_uses(scope=desk.scope, house=desk.house.id, at=desk.at)
    rows = [
        {
            "facts": one,
            "use": uses.get(one.code),
            "is_over": one.ends_at is not None and one.ends_at <= desk.at,
        }
        for one in codes_of(scope=desk.scope, house=desk.house.id)
    ]
    context = {"form": form, "rows": rows, "tabs": tabs(desk, "promo_codes")}
    return desk.render("backoffice/promo_codes.html", context, status=422 if form.errors else 200)
