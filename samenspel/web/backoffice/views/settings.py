"""The settings of the house: how visitors know it, its look, who it is by law."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.houses.commands.change_house import (
    Administration,
    BadSetting,
    Brand,
    LegalData,
    Words,
    save_brand,
    save_legal_data,
    save_words,
)
from samenspel.houses.queries.logo import logo_now
from samenspel.houses.queries.settings import HouseSettings, settings_of
from samenspel.houses.rules.brand import TEXT_CONTRAST, accent_contrast, nearest_readable
from samenspel.kernel.colour import COLOUR
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.programme_forms import LANGUAGES
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.settings_forms import BrandForm, LegalForm, WordsForm, refuse
from samenspel.web.design.brand import brand_css
from samenspel.web.design.posters import poster_svg
from samenspel.web.shop.room import language_now, logo_in

PREVIEW = '[data-house="voorbeeld"]'


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.SETTINGS)
def words(desk: Desk) -> HttpResponse:
    now = _now(desk)
    initial = _columns(now, "name", "email", "website")
    initial |= {f"about_{code}": now.about.get(code, "") for code in LANGUAGES}
    form = WordsForm(desk.request.POST or None, initial=initial)
    return settings_page(desk, form, _save_words, "settings", _("For visitors"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.SETTINGS)
def legal_data(desk: Desk) -> HttpResponse:
    initial = _columns(_now(desk), *LegalData.__slots__)
    form = LegalForm(desk.request.POST or None, initial=initial)
    return settings_page(desk, form, _save_legal_data, "settings_legal", _("Legal data"))


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.SETTINGS)
def brand(desk: Desk) -> HttpResponse:
    form = BrandForm(desk.request.POST or None, initial=_columns(_now(desk), *Brand.__slots__))
    shown = Brand(*(str(form[name].value() or "") for name in Brand.__slots__))
    more = {
        "preview": _preview(desk, shown),
        "preview_url": desk.url("settings_preview"),
        "logo": logo_in(logo=logo_now(slug=desk.house.slug), name=desk.house.name, language=language_now()),
    }
    return settings_page(desk, form, _save_brand, "settings_brand", _("House style"), **more)


@require_safe
@in_house(Room.SETTINGS)
def preview(desk: Desk) -> HttpResponse:
    """The look that stands in the form, before it is saved: the same page part that the page begins with."""
    return desk.render("backoffice/parts/brand_preview.html", {"preview": _preview(desk, _asked(desk))})


@require_safe
@in_house(Room.SETTINGS)
def preview_css(desk: Desk) -> HttpResponse:
    asked = _asked(desk)
    sheet = brand_css(
        accent=asked.accent, radius=asked.radius, poster_shape=asked.poster_shape, selector=PREVIEW
    )
    return HttpResponse(sheet, content_type="text/css")


@require_safe
@in_house(Room.SETTINGS)
def preview_poster(desk: Desk) -> HttpResponse:
    picture = poster_svg(
        title=_("An evening out"),
        subtitle=desk.house.name,
        genre="theatre",
        seed=7,
        accent=_asked(desk).accent,
    )
    return HttpResponse(picture, content_type="image/svg+xml")


def administration_of(desk: Desk) -> Administration:
    """What who sits at this desk does now."""
    return Administration(desk.scope, desk.house.id, desk.user_id, desk.at)


def settings_page(
    desk: Desk,
    form: forms.Form,
    save: Callable[[Desk, Mapping[str, Any]], None],
    name: str,
    title: str,
    **more: Any,
) -> HttpResponse:
    """One tab of the settings: the form, what is wrong with it, or saved. `save` raises BadSetting."""
    if desk.request.method == "POST" and form.is_valid():
        try:
            save(desk, form.cleaned_data)
        except BadSetting as error:
            refuse(form, error)
        else:
            messages.success(desk.request, _("Saved. Visitors see it within the hour."))
            return redirect(desk.url(name))
    context = {"form": form, "title": title, "tabs": settings_tabs(desk, name), **more}
    template = "backoffice/settings_brand.html" if "preview" in more else "backoffice/settings.html"
    return desk.render(template, context, status=422 if form.errors else 200)


def settings_tabs(desk: Desk, name: str) -> list[dict[str, Any]]:
    """All tabs of the settings; `name` is the address of the one that is open."""
    return [
        {"label": label, "url": desk.url(url), "current": url == name}
        for url, label in (
            ("settings", _("For visitors")),
            ("settings_brand", _("House style")),
            ("settings_languages", _("Languages")),
            ("settings_legal", _("Legal data")),
            ("settings_payment", _("Ways to pay")),
            ("settings_mail", _("Mails")),
            ("settings_conditions", _("Conditions of sale")),
        )
    ]


def _save_words(desk: Desk, data: Mapping[str, Any]) -> None:
    about = {code: data[f"about_{code}"] for code in LANGUAGES}
    save_words(act=administration_of(desk), words=Words(data["name"], data["email"], data["website"], about))


def _save_legal_data(desk: Desk, data: Mapping[str, Any]) -> None:
    save_legal_data(act=administration_of(desk), data=LegalData(**data))


def _save_brand(desk: Desk, data: Mapping[str, Any]) -> None:
    save_brand(act=administration_of(desk), brand=Brand(**data))


def _now(desk: Desk) -> HouseSettings:
    return settings_of(scope=desk.scope, house=desk.house.id)


def _columns(now: HouseSettings, *names: str) -> dict[str, Any]:
    return {name: getattr(now, name) for name in names}


def _asked(desk: Desk) -> Brand:
    asked = desk.request.GET
    return _sound(
        Brand(asked.get("accent", ""), asked.get("radius", ""), asked.get("poster_shape", "")), desk
    )


def _sound(brand: Brand, desk: Desk) -> Brand:
    """A colour that is none is the house's own: it would stand in a style sheet."""
    accent = brand.accent.lower()
    return Brand(accent if COLOUR.match(accent) else desk.house.accent, brand.radius, brand.poster_shape)


def _preview(desk: Desk, brand: Brand) -> dict[str, Any]:
    sound = _sound(brand, desk)
    query = f"accent=%23{sound.accent[1:]}&radius={sound.radius}&poster_shape={sound.poster_shape}"
    ratio = accent_contrast(accent=sound.accent)
    return {
        "css_url": f"{desk.url('settings_preview_css')}?{query}",
        "poster_url": f"{desk.url('settings_preview_poster')}?{query}",
        "ratio": f"{ratio:.1f}",
        "reads": ratio >= TEXT_CONTRAST,
        "accent": sound.accent,
        "better": nearest_readable(accent=sound.accent),
    }
