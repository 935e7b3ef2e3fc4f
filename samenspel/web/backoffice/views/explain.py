"""Why a ticket costs what it costs: the trace of the price engine for any buyer, place and moment."""

import re
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenspel.catalogue.queries.house_rules import codes_of
from samenspel.catalogue.queries.price_rules import price_rules
from samenspel.catalogue.queries.rule_names import Names, rule_names
from samenspel.catalogue.rules.facts import Asking, Held, Item, Person, Show
from samenspel.catalogue.rules.pricing import price_cart
from samenspel.catalogue.rules.terms import Channel
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import NotFound
from samenspel.programme.queries.performances import performance_to_edit
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.explain_forms import ExplainForm, born_on
from samenspel.web.backoffice.rooms import Room
from samenspel.web.price_trace import told


@require_safe
@in_house(Room.PERFORMANCES)
def explain(desk: Desk, performance: int) -> HttpResponse:
    """The question stands in the query, so that an answer can be sent on; nothing is written."""
    facts = performance_to_edit(scope=desk.scope, house=desk.house.id, performance=performance)
    show = price_rules(performances=[performance], scope=desk.scope).get(performance)
    if show is None:
        raise NotFound(performance)
    names = rule_names(houses=[desk.house.id])
    form = _form(desk, show, names)
    context = {
        "form": form,
        "facts": facts,
        "line": _answer(desk, show, form, names) if show.options and form.is_valid() else None,
        "has_prices": bool(show.options),
        "crumbs": [
            {"label": _("Performances"), "url": desk.url("performances")},
            {"label": facts.title, "url": desk.url("performance", facts.id)},
            {"label": _("Why this price")},
        ],
    }
    return desk.render("backoffice/explain.html", context)


def _form(desk: Desk, show: Show, names: Names) -> ExplainForm:
    """What the query asks; what it leaves out is the ordinary."""
    ranks = sorted({option.rank for option in show.options})
    types = dict.fromkeys(option.ticket_type for option in show.options)
    asked = desk.request.GET.copy()
    for name, ordinary in (("rank", str(ranks[0]) if ranks else ""), ("tickets", "1"), ("channel", "shop")):
        asked.setdefault(name, ordinary)
    return ExplainForm(
        asked,
        ranks=[(str(rank), _("Rank %(rank)d") % {"rank": rank}) for rank in ranks],
        types=[(str(id_), words.in_language(dict(names.get(("type", id_), {})))) for id_ in types],
    )


def _answer(desk: Desk, show: Show, form: ExplainForm, names: Names) -> dict[str, Any]:
    """The dearest of the tickets together would hide a reduction, so the trace is that of the last one."""
    data = form.cleaned_data
    items = [
        Item(show.id, place, data["rank"], data["ticket_type"], data["reason"])
        for place in range(1, data["tickets"] + 1)
    ]
    quote = price_cart(shows={show.id: show}, items=items, asking=_asking(desk, show, data))
    return told(line=quote.lines[-1], names=names) | {
        "together_cents": quote.total_cents,
        "tickets": len(items),
    }


def _asking(desk: Desk, show: Show, data: dict[str, Any]) -> Asking:
    at = data["at"] or desk.at
    typed = {code.upper() for code in _parts(data["codes"])}
    campaigns = frozenset(
        (desk.house.id, code.campaign)
        for code in (codes_of(scope=desk.scope, house=desk.house.id) if typed else ())
        if code.code in typed and (code.ends_at is None or code.ends_at > at)
    )
    held = [*data["held"], *_parts(data["others"])]
    return Asking(
        at=at,
        channel=Channel(data["channel"]),
        person=Person(
            held=tuple(Held(kind, desk.house.id, data["level"] or 0) for kind in held),
            born_on=born_on(age=data["age"], on=show.starts_at.astimezone(BRUSSELS).date()),
            postcode=data["postcode"],
        ),
        campaigns=campaigns,
    )


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
