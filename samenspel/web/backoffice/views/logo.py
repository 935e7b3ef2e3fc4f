"""The logo of the house: put it, say what it shows, take it away."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from samenspel.houses.commands.put_logo import LogoRefused, put_logo, remove_logo
from samenspel.houses.queries.logo import logo_now
from samenspel.kernel.pictures import BYTES_MAX
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.programme_forms import LANGUAGES
from samenspel.web.backoffice.refusals import PICTURES
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.settings_forms import LogoForm
from samenspel.web.backoffice.views.settings import administration_of, settings_tabs
from samenspel.web.shop.room import language_now, logo_in

REFUSALS = PICTURES | {
    "not_a_picture": gettext_lazy("This file is no PNG, JPEG, WebP or SVG picture, or it is damaged."),
    "too_small": gettext_lazy("This logo is smaller than 32 pixels high or wide. Take a larger one."),
    "unseen": gettext_lazy("On white there is nothing to see of this logo. Take the one for light paper."),
    "svg_script": gettext_lazy(
        "There is a script in this SVG, so it is refused. Save it as PNG, or without scripts."
    ),
    "svg_outside": gettext_lazy(
        "This SVG takes in another picture or file, which we do not fetch. Save it as PNG."
    ),
    "svg_letters": gettext_lazy(
        "This SVG has letters that need a font we do not have. Turn the letters into shapes, or save it as PNG."
    ),
    "svg_intricate": gettext_lazy("This SVG is too large or too intricate to draw. Save it as PNG."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.SETTINGS)
def logo(desk: Desk) -> HttpResponse:
    now = logo_now(slug=desk.house.slug)
    initial = {f"alt_{code}": now.alt.get(code, "") if now else "" for code in LANGUAGES}
    form = LogoForm(desk.request.POST or None, desk.request.FILES or None, initial=initial)
    form.fields["file"].required = now is None
    if desk.request.method == "POST" and form.is_valid() and _put(desk, form, form.cleaned_data):
        messages.success(desk.request, _("The logo is saved. Visitors see it within the hour."))
        return redirect(desk.url("settings_logo"))
    context = {
        "form": form,
        "logo": logo_in(logo=now, name=desk.house.name, language=language_now()),
        "tabs": settings_tabs(desk, "settings_brand"),
        "crumbs": [
            {"label": _("House style"), "url": desk.url("settings_brand")},
            {"label": _("Logo")},
        ],
    }
    return desk.render("backoffice/settings_logo.html", context, status=422 if form.errors else 200)


@require_POST
@in_house(Room.SETTINGS)
def remove(desk: Desk) -> HttpResponse:
    remove_logo(act=administration_of(desk))
    messages.success(desk.request, _("The logo is taken away; the name of the house stands there again."))
    return redirect(desk.url("settings_logo"))


def _put(desk: Desk, form: forms.Form, data: Mapping[str, Any]) -> bool:
    file = data["file"]
    if file is not None and file.size > BYTES_MAX:
        form.add_error("file", str(REFUSALS["too_heavy"]))
        return False
    try:
        put_logo(
            act=administration_of(desk),
            alt={code: data[f"alt_{code}"] for code in LANGUAGES},
            content=file.read() if file is not None else None,
        )
    except LogoRefused as error:
        form.add_error("file", str(REFUSALS[error.reason]))
        return False
    return True
