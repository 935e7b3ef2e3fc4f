"""The settings of the house that its sale follows: which ways to pay it takes, and who its mails are from."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.houses.commands.change_house import save_languages, save_mail_sender, save_methods
from samenspel.houses.queries.directory import HouseFacts, directory, spoken
from samenspel.houses.queries.settings import settings_of
from samenspel.payments.providers import available
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.settings_forms import LanguagesForm, MailForm, MethodsForm
from samenspel.web.backoffice.views.settings import administration_of, settings_page
from samenspel.web.payment_methods import ask_methods

USUAL_CENTS = 2000
"""Providers offer by amount; the page shows what a cart of twenty euro gets."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.SETTINGS)
def payment(desk: Desk) -> HttpResponse:
    methods = _offered(desk)
    off = settings_of(scope=desk.scope, house=desk.house.id).methods_off or []
    taken = [method for method in methods if method not in off]
    asked = desk.request.POST if desk.request.method == "POST" else None
    form = MethodsForm(asked, methods=methods, initial={"methods": taken})

    def save(desk: Desk, data: Mapping[str, Any]) -> None:
        """What is not offered at this moment stays as it was."""
        gone = [method for method in off if method not in methods]
        left = [method for method in methods if method not in data["methods"]]
        save_methods(act=administration_of(desk), off=[*gone, *left], offered=list(methods))

    collectors = _collectors(desk)
    connected = any(available(collector=house.id) for house in collectors)
    more = {"nothing_offered": not methods, "unconnected": [] if connected else collectors}
    return settings_page(desk, form, save, "settings_payment", _("Ways to pay"), **more)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.SETTINGS)
def mails(desk: Desk) -> HttpResponse:
    now = settings_of(scope=desk.scope, house=desk.house.id)
    initial = {"sender_name": now.sender_name, "reply_to": now.reply_to}
    return settings_page(
        desk, MailForm(desk.request.POST or None, initial=initial), _save_mails, "settings_mail", _("Mails")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.SETTINGS)
def languages(desk: Desk) -> HttpResponse:
    now = spoken(settings_of(scope=desk.scope, house=desk.house.id).languages)
    form = LanguagesForm(desk.request.POST or None, initial={"languages": now, "first": now[0]})
    return settings_page(desk, form, _save_languages, "settings_languages", _("Languages"))


def _save_languages(desk: Desk, data: Mapping[str, Any]) -> None:
    others = [code for code in data["languages"] if code != data["first"]]
    save_languages(
        act=administration_of(desk), languages=[data["first"], *others] if data["languages"] else []
    )


def _save_mails(desk: Desk, data: Mapping[str, Any]) -> None:
    save_mail_sender(act=administration_of(desk), sender_name=data["sender_name"], reply_to=data["reply_to"])


def _collectors(desk: Desk) -> list[HouseFacts]:
    """Whose accounts the payments of this house's shops reach."""
    known = directory()
    ids = {
        region.collector_id
        for region in known.regions.values()
        if any(house.id == desk.house.id for house in region.houses)
    }
    return [known.by_id[collector] for collector in sorted(ids)]


def _offered(desk: Desk) -> dict[str, str]:
    """Id and name of every method that a region of this house offers now."""
    return {
        method.id: method.name
        for collector in _collectors(desk)
        for _provider, method in ask_methods(
            collector=collector.id, amount_cents=USUAL_CENTS, language=words.language()
        )
    }
