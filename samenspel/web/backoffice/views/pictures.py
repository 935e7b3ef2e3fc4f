"""The picture of a production: put, aim, take away, and its files for staff."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.kernel.errors import DomainError, NotFound
from samenspel.programme.commands.put_picture import put_picture, remove_picture
from samenspel.programme.queries.pictures import picture_file
from samenspel.programme.queries.productions import ProductionFacts, production_of
from samenspel.programme.rules.pictures import BYTES_MAX
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.programme_forms import LANGUAGES, PictureForm
from samenspel.web.backoffice.programme_rows import act_of, picture_url
from samenspel.web.backoffice.refusals import PICTURES, refuse
from samenspel.web.backoffice.rooms import Room
from samenspel.web.numbers import number


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRODUCTIONS)
def picture(desk: Desk, production: int) -> HttpResponse:
    facts = _own(desk, production)
    form = PictureForm(desk.request.POST or None, desk.request.FILES or None, initial=_initial(facts))
    form.fields["file"].required = not facts.picture_key
    if desk.request.method == "POST" and form.is_valid() and _put(desk, facts, form):
        messages.success(desk.request, _("The picture of “%(title)s” is saved.") % {"title": facts.title})
        return redirect(desk.url("picture", facts.id))
    context = {
        "form": form,
        "facts": facts,
        "whole": picture_url(desk, production=facts.id, key=facts.picture_key, cut="whole"),
        "portrait": picture_url(desk, production=facts.id, key=facts.picture_key, cut="portrait"),
        "wide": picture_url(desk, production=facts.id, key=facts.picture_key, cut="wide"),
        "remove_url": desk.url("picture_remove", facts.id) if facts.picture_key else "",
        "crumbs": [
            {"label": _("Productions"), "url": desk.url("productions")},
            {"label": facts.title, "url": desk.url("production", facts.id)},
            {"label": _("Picture")},
        ],
    }
    return desk.render("backoffice/picture.html", context, status=422 if form.errors else 200)


@require_POST
@in_house(Room.PRODUCTIONS)
def remove(desk: Desk, production: int) -> HttpResponse:
    facts = _own(desk, production)
    try:
        remove_picture(
            act=act_of(desk),
            production=facts.id,
            revision=number(desk.request.POST.get("revision", ""), digits=9),
        )
    except NotFound:
        raise
    except DomainError:
        messages.error(desk.request, _("Somebody changed this production in between. Look again."))
    return redirect(desk.url("picture", facts.id))


@require_safe
@in_house(Room.PRODUCTIONS)
def file(desk: Desk, production: int, key: str, cut: str) -> HttpResponse:
    content = picture_file(production=production, key=key, cut=cut, house=desk.house.id)
    response = HttpResponse(content, content_type="image/webp")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _own(desk: Desk, production: int) -> ProductionFacts:
    facts = production_of(scope=desk.scope, house=desk.house.id, production=production)
    if facts.house_id != desk.house.id:
        raise NotFound(production)
    return facts


def _put(desk: Desk, facts: ProductionFacts, form: PictureForm) -> bool:
    data = form.cleaned_data
    file = data["file"]
    if file is not None and file.size > BYTES_MAX:
        form.add_error("file", str(PICTURES["too_heavy"]))
        return False
    try:
        put_picture(
            act=act_of(desk),
            production=facts.id,
            revision=data["revision"],
            content=file.read() if file is not None else None,
            alt={code: data[f"alt_{code}"] for code in LANGUAGES},
            credit=data["credit"],
            focal_x_bp=data["focal_x"] * 100,
            focal_y_bp=data["focal_y"] * 100,
        )
    except NotFound:
        raise
    except DomainError as error:
        refuse(form, error)
        return False
    return True


def _initial(facts: ProductionFacts) -> dict[str, Any]:
    return {
        "revision": facts.revision,
        "credit": facts.picture_credit,
        "focal_x": facts.focal_x_bp // 100,
        "focal_y": facts.focal_y_bp // 100,
        **{f"alt_{code}": facts.picture_alt.get(code, "") for code in LANGUAGES},
    }
