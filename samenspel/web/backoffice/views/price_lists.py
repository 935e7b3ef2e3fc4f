"""The price lists of a house: which there are, one as a grid of ranks and ticket types, and a copy of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samenspel.catalogue.commands.copy_price_list import copy_price_list
from samenspel.catalogue.commands.put_price_list import PriceCell, PricesChanged, put_price_list
from samenspel.catalogue.queries.price_lists import (
    PriceSheet,
    price_lists_in_use,
    price_lists_of,
    price_sheet,
)
from samenspel.catalogue.queries.ticket_types import ticket_types_of, vat_in_prices
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.houses.queries.log import EntriesWanted, log_of
from samenspel.kernel.clock import BRUSSELS
from samenspel.sales.queries.house_sales import tickets_sold
from samenspel.venues.queries.ranks import ranks_of
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.price_forms import NameForm, PriceListForm
from samenspel.web.backoffice.price_refusals import refuse
from samenspel.web.backoffice.price_rows import crumbs, tabs
from samenspel.web.backoffice.rooms import Room
from samenspel.web.shop.cards import genre_name


@require_safe
@in_house(Room.PRICES)
def price_lists(desk: Desk) -> HttpResponse:
    found = price_lists_in_use(scope=desk.scope, house=desk.house.id, at=desk.at)
    rows = [
        {"facts": one, "url": desk.url("price_list", one.id), "copy_url": desk.url("price_list_copy", one.id)}
        for one in found
    ]
    context = {"rows": rows, "tabs": tabs(desk, "prices"), "new_url": desk.url("price_list_new")}
    return desk.render("backoffice/prices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRICES)
def price_list(desk: Desk, price_list: int = 0) -> HttpResponse:
    """A new one without `price_list`."""
    sheet = None
    if price_list:
        sheet = price_sheet(scope=desk.scope, house=desk.house.id, price_list=price_list, at=desk.at)
    form = _form(desk, sheet)
    if desk.request.method == "POST" and form.is_valid() and (saved := _save(desk, form, sheet)):
        return redirect(desk.url("price_list", saved))
    title = sheet.name if sheet else _("New price list")
    context = {
        "form": form,
        "title": title,
        "sheet": sheet,
        "sold": _sold(desk, sheet),
        "vat": [
            {"genre": genre_name(one.genre) if one.genre else "", "rate_bp": one.rate_bp}
            for one in vat_in_prices(house=desk.house.id, on=desk.at.astimezone(BRUSSELS).date())
        ],
        "crumbs": crumbs(desk, title),
        "copy_url": desk.url("price_list_copy", sheet.id) if sheet else "",
    }
    return desk.render("backoffice/price_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRICES)
def copy(desk: Desk, price_list: int) -> HttpResponse:
    sheet = price_sheet(scope=desk.scope, house=desk.house.id, price_list=price_list, at=desk.at)
    form = NameForm(desk.request.POST or None, initial={"name": _("%(name)s, copy") % {"name": sheet.name}})
    if desk.request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            made = copy_price_list(
                scope=desk.scope, price_list=sheet.id, code=slugify(name)[:60] or "lijst", name=name
            )
        except BadTerms as bad:
            refuse(form, bad, names={"code": "name"})
        else:
            messages.success(
                desk.request,
                _("“%(name)s” begins with the same prices and conditions. From here on they change apart.")
                % {"name": name},
            )
            return redirect(desk.url("price_list", made))
    title = _("Copy “%(name)s”") % {"name": sheet.name}
    context = {"form": form, "title": title, "crumbs": crumbs(desk, title)}
    return desk.render("backoffice/price_list_copy.html", context, status=422 if form.errors else 200)


def _form(desk: Desk, sheet: PriceSheet | None) -> PriceListForm:
    cents: dict[tuple[int, int], int] = dict(sheet.cents) if sheet else {}
    named = ranks_of(house=desk.house.id)
    every = sorted(named.keys() | {rank for rank, _type in cents})
    return PriceListForm(
        desk.request.POST or None,
        initial={"name": sheet.name if sheet else ""},
        types=ticket_types_of(scope=desk.scope, house=desk.house.id),
        ranks={rank: words.in_language(dict(named.get(rank, {}))) or _rank(rank) for rank in every},
        cents=cents,
    )


def _rank(rank: int) -> str:
    return _("Rank %(rank)d") % {"rank": rank}


def _save(desk: Desk, form: PriceListForm, sheet: PriceSheet | None) -> int:
    """Its id, or 0 when it is refused, with the sentence on the form."""
    name = form.cleaned_data["name"]
    code = sheet.code if sheet else slugify(name)[:60] or "lijst"
    try:
        if sheet is None and any(
            one.code == code for one in price_lists_of(scope=desk.scope, house=desk.house.id)
        ):
            raise BadTerms("code", "twice")
        saved = put_price_list(
            scope=desk.scope,
            house=desk.house.id,
            code=code,
            name=name,
            prices=[PriceCell(rank, type_, cents) for (rank, type_), cents in form.cents.items()],
            read=form.as_read,
        )
    except PricesChanged as changed:
        form.add_error(None, _in_between(desk, form, changed))
        return 0
    except BadTerms as bad:
        refuse(form, bad, names={"code": "name"})
        return 0
    messages.success(desk.request, _told(form, sheet))
    return saved


def _in_between(desk: Desk, form: PriceListForm, changed: PricesChanged) -> str:
    """Who wrote here meanwhile, and what the two wrote differently. The form takes in the rest."""
    wanted = EntriesWanted(kinds=("catalogue.price.",))
    last = log_of(scope=desk.scope, house=desk.house.id, wanted=wanted, limit=1)
    who = last[0].by_name if last else ""
    both = form.take_in(now=changed.now)
    said = _(
        "Meanwhile %(who)s changed prices here. Nothing is saved yet: their prices stand in the grid, and so does what you typed."
    ) % {"who": who or _("somebody else")}
    if both:
        said += " " + _("You both changed %(cells)s. What you typed counts when you save again.") % {
            "cells": "; ".join(_("%(cell)s (theirs)") % {"cell": cell} for cell in both)
        }
    return f"{said} {_('Look at the grid and save again.')}"


def _told(form: PriceListForm, sheet: PriceSheet | None) -> str:
    prices = ngettext("%(count)d price is changed.", "%(count)d prices are changed.", form.changed) % {
        "count": form.changed
    }
    shows = len(sheet.performances) if sheet else 0
    if not shows:
        return prices
    return (
        prices
        + " "
        + ngettext(
            "From now on %(count)d performance sells at this. What is sold keeps its price.",
            "From now on %(count)d performances sell at this. What is sold keeps its price.",
            shows,
        )
        % {"count": shows}
    )


def _sold(desk: Desk, sheet: PriceSheet | None) -> dict[str, Any] | None:
    """What saving will touch, and what it leaves alone."""
    if sheet is None or not sheet.performances:
        return None
    sold = tickets_sold(scope=desk.scope, house=desk.house.id, performances=sheet.performances)
    return {"performances": len(sheet.performances), "tickets": sold}
