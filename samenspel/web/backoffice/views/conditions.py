"""The conditions of sale of the house: the draft that is written now, and every version that was in force."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.houses.commands.change_house import BadSetting
from samenspel.houses.commands.conditions import WrittenInBetween, publish_conditions, save_conditions
from samenspel.houses.queries.conditions import Conditions, conditions_of, state_of
from samenspel.houses.queries.directory import spoken
from samenspel.houses.queries.settings import settings_of
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.programme_forms import LANGUAGES
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.settings_forms import ConditionsForm, refuse
from samenspel.web.backoffice.views.settings import administration_of, settings_tabs


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.SETTINGS)
def conditions(desk: Desk) -> HttpResponse:
    """Without a draft the form starts from the version in force."""
    known = conditions_of(scope=desk.scope, house=desk.house.id)
    text = known[0].text if known else {}
    initial = {f"text_{code}": text.get(code, "") for code in LANGUAGES} | {"read": state_of(known=known)}
    languages = spoken(settings_of(scope=desk.scope, house=desk.house.id).languages)
    form = ConditionsForm(desk.request.POST or None, initial=initial, languages=languages)
    if desk.request.method == "POST" and form.is_valid():
        try:
            messages.success(desk.request, _keep(desk, form))
        except WrittenInBetween:
            theirs = conditions_of(scope=desk.scope, house=desk.house.id)
            return _in_between(desk, form, theirs)
        except BadSetting as error:
            refuse(form, error)
        else:
            return redirect(desk.url("settings_conditions"))
    return _page(desk, form, known, status=422 if form.errors else 200)


def _in_between(desk: Desk, form: ConditionsForm, theirs: Sequence[Conditions]) -> HttpResponse:
    """What this admin wrote stays in the form, what a colleague wrote stands beside it; sent again, it counts."""
    data = desk.request.POST.copy()
    data["read"] = state_of(known=theirs)
    form.data = data
    written = [
        {"language": LANGUAGES[code], "code": code, "text": text} for code, text in theirs[0].text.items()
    ]
    return _page(desk, form, theirs, status=409, theirs=written, is_published=bool(theirs[0].number))


def _page(
    desk: Desk, form: ConditionsForm, known: Sequence[Conditions], *, status: int, **more: object
) -> HttpResponse:
    versions = [each for each in known if each.number]
    context = {
        "form": form,
        "tabs": settings_tabs(desk, "settings_conditions"),
        "versions": [_row(desk, each) for each in versions],
        "following": (versions[0].number or 0) + 1 if versions else 1,
        "has_draft": len(known) > len(versions),
        **more,
    }
    return desk.render("backoffice/settings_conditions.html", context, status=status)


def _keep(desk: Desk, form: ConditionsForm) -> str:
    act = administration_of(desk)
    text = {code: form.cleaned_data[f"text_{code}"] for code in LANGUAGES}
    if "publish" not in desk.request.POST:
        save_conditions(act=act, text=text, read=form.cleaned_data["read"])
        return _("The draft is kept. Visitors do not see it.")
    number = publish_conditions(act=act, text=text, read=form.cleaned_data["read"])
    return _("Version %(number)d is in force. Buyers see it within half a minute.") % {"number": number}


def _row(desk: Desk, version: Conditions) -> dict[str, object]:
    return {
        "url": reverse("shop:conditions", args=[desk.house.slug, version.number]),
        "number": version.number,
        "published_at": version.published_at,
    }
