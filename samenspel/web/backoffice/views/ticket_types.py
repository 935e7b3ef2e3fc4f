"""The ticket types of a house: what they are called, what they ask, and of which the price follows another's."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.catalogue.commands.put_social_tariff import put_social_tariff
from samenspel.catalogue.commands.put_ticket_type import put_ticket_type
from samenspel.catalogue.commands.set_condition import lift_condition, set_condition
from samenspel.catalogue.queries.house_rules import ConditionFacts, conditions_of, tariffs_of
from samenspel.catalogue.queries.ticket_types import TicketTypeFacts, ticket_types_of
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.catalogue.rules.social_tariff import Parts
from samenspel.kernel.errors import NotFound
from samenspel.kernel.row_state import ChangedMeanwhile
from samenspel.venues.queries.ranks import ranks_of
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.meanwhile import say_in_between, somebody
from samenspel.web.backoffice.price_forms import LANGUAGES
from samenspel.web.backoffice.price_refusals import refuse
from samenspel.web.backoffice.price_rows import (
    crumbs,
    kinds,
    place_choices,
    programme_of,
    sentences,
    tabs,
)
from samenspel.web.backoffice.price_rule_forms import TariffForm, TicketTypeForm, WhereForm
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.term_forms import FORMS, term_form
from samenspel.web.backoffice.term_words import KINDS

PARTS = {"visitor_bp": "visitor", "organiser_bp": "organiser", "municipality_bp": "municipality"}


@require_safe
@in_house(Room.PRICES)
def ticket_types(desk: Desk) -> HttpResponse:
    asked = conditions_of(scope=desk.scope, house=desk.house.id)
    names = programme_of(desk).names
    rows = [
        {
            "name": words.in_language(dict(one.name)),
            "note": words.in_language(dict(one.note)),
            "url": desk.url("ticket_type", one.id),
            "conditions": sentences([each.terms for each in asked if each.ticket_type == one.id], names),
        }
        for one in ticket_types_of(scope=desk.scope, house=desk.house.id)
    ]
    context = {"rows": rows, "tabs": tabs(desk, "ticket_types"), "new_url": desk.url("ticket_type_new")}
    return desk.render("backoffice/ticket_types.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRICES)
def ticket_type(desk: Desk, ticket_type: int = 0) -> HttpResponse:
    """A new one without `ticket_type`."""
    facts = _find(desk, ticket_type) if ticket_type else None
    form = TicketTypeForm(desk.request.POST or None, initial=_initial(facts))
    if facts:
        form.remember(state=facts.state, initial=_initial(facts))
    if desk.request.method == "POST" and form.is_valid() and (saved := _save(desk, form, facts)):
        messages.success(desk.request, _("“%(name_nl)s” is saved.") % form.cleaned_data)
        return redirect(desk.url("ticket_type", saved))
    title = words.in_language(dict(facts.name)) if facts else _("New ticket type")
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "crumbs": crumbs(desk, title, under=[(_("Ticket types"), desk.url("ticket_types"))]),
    }
    if facts:
        context |= {
            "conditions": _conditions(desk, facts),
            "kinds": kinds(url=lambda kind: desk.url("condition_new", facts.id, kind)),
            "tariff_url": desk.url("ticket_type_tariff", facts.id),
            "follows": facts.regular_type is not None,
        }
    return desk.render("backoffice/ticket_type.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRICES)
def condition(desk: Desk, ticket_type: int, kind: str = "", condition: int = 0) -> HttpResponse:
    """A new one of a `kind`, or `condition` with what stands there."""
    facts, found = _find(desk, ticket_type), None
    if condition:
        found = _find_condition(desk, ticket_type, condition)
        kind = str(found.terms["kind"])
    if kind not in FORMS:
        raise Http404
    terms = found.terms if found else None
    data = desk.request.POST or None
    form = term_form(kind=kind, data=data, terms=terms, programme=programme_of(desk).choices)
    where = WhereForm(
        data,
        initial={"where": _place(found) if found else ""},
        places=place_choices(desk, ranks_of(house=desk.house.id)),
    )
    where.fields["where"].disabled = found is not None
    if desk.request.method == "POST" and form.is_valid() and where.is_valid():
        price_list, rank = where.place
        try:
            set_condition(
                scope=desk.scope,
                ticket_type=facts.id,
                terms=form.written,
                price_list=price_list,
                rank=rank,
                read=desk.request.POST.get("read") or None,
            )
        except BadTerms as bad:
            refuse(form, bad)
        except ChangedMeanwhile:
            said = _("Meanwhile %(who)s changed this. Nothing is saved: this is how it stands now.")
            who = somebody(desk=desk, kinds=["catalogue.condition."])
            messages.warning(desk.request, said % {"who": who})
            return redirect(desk.url("ticket_type", facts.id))
        else:
            messages.success(
                desk.request, _("From the next ticket on this counts. What is sold keeps its price.")
            )
            return redirect(desk.url("ticket_type", facts.id))
    name = words.in_language(dict(facts.name))
    under = [
        (_("Ticket types"), desk.url("ticket_types")),
        (name, desk.url("ticket_type", facts.id)),
    ]
    title = _("%(name)s: %(kind)s") % {"name": name, "kind": str(KINDS[kind][0]).lower()}
    context = {
        "form": form,
        "where": where,
        "title": title,
        "crumbs": crumbs(desk, title, under=under),
        "lift_url": desk.url("condition_lift", facts.id, found.id) if found else "",
        "read": desk.request.POST.get("read") or (found.state if found else ""),
    }
    return desk.render("backoffice/price_term.html", context, status=422 if form.errors else 200)


@require_POST
@in_house(Room.PRICES)
def lift(desk: Desk, ticket_type: int, condition: int) -> HttpResponse:
    found = _find_condition(desk, ticket_type, condition)
    lift_condition(scope=desk.scope, condition=found.id)
    messages.success(desk.request, _("From the next ticket on this is no longer asked."))
    return redirect(desk.url("ticket_type", ticket_type))


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRICES)
def tariff(desk: Desk, ticket_type: int) -> HttpResponse:
    """Let the price follow another's, as the UiTPAS social tariff does."""
    facts = _find(desk, ticket_type)
    stands = tariffs_of(scope=desk.scope, house=desk.house.id).get(facts.id)
    initial: dict[str, Any] = {}
    if stands:
        parts = {name: getattr(stands, column) // 100 for column, name in PARTS.items()}
        initial = {"regular_type": stands.regular_type, **parts}
    others = [
        (str(one.id), words.in_language(dict(one.name)))
        for one in ticket_types_of(scope=desk.scope, house=desk.house.id)
        if one.id != facts.id and one.regular_type is None
    ]
    form = TariffForm(desk.request.POST or None, initial=initial, types=others)
    if desk.request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        parts = {column: data[name] * 100 for column, name in PARTS.items()}
        try:
            put_social_tariff(
                scope=desk.scope,
                ticket_type=facts.id,
                regular_type=data["regular_type"],
                parts=Parts(**parts),
            )
        except BadTerms as bad:
            refuse(form, bad, names=PARTS)
        else:
            messages.success(desk.request, _("In every price list this price now follows the other."))
            return redirect(desk.url("ticket_type", facts.id))
    name = words.in_language(dict(facts.name))
    title = _("%(name)s: a part of another price") % {"name": name}
    under = [
        (_("Ticket types"), desk.url("ticket_types")),
        (name, desk.url("ticket_type", facts.id)),
    ]
    context = {"form": form, "title": title, "crumbs": crumbs(desk, title, under=under), "is_tariff": True}
    return desk.render("backoffice/price_term.html", context, status=422 if form.errors else 200)


def _find(desk: Desk, ticket_type: int) -> TicketTypeFacts:
    for found in ticket_types_of(scope=desk.scope, house=desk.house.id):
        if found.id == ticket_type:
            return found
    raise NotFound(ticket_type)


def _find_condition(desk: Desk, ticket_type: int, condition: int) -> ConditionFacts:
    for found in conditions_of(scope=desk.scope, house=desk.house.id):
        if (found.id, found.ticket_type) == (condition, ticket_type):
            return found
    raise NotFound(condition)


def _conditions(desk: Desk, facts: TicketTypeFacts) -> list[dict[str, Any]]:
    asked = conditions_of(scope=desk.scope, house=desk.house.id)
    own = [each for each in asked if each.ticket_type == facts.id]
    names = programme_of(desk).names if own else {}
    places = dict(place_choices(desk, ranks_of(house=desk.house.id))) if own else {}
    return [
        {
            "sentence": sentence,
            "where": places.get(_place(each), _("all price lists")),
            "url": desk.url("condition", facts.id, each.id),
            "lift_url": desk.url("condition_lift", facts.id, each.id),
        }
        for each, sentence in zip(own, sentences([one.terms for one in own], names), strict=True)
    ]


def _place(condition: ConditionFacts) -> str:
    if condition.price_list is None:
        return ""
    return f"{condition.price_list}" + (f":{condition.rank}" if condition.rank is not None else "")


def _initial(facts: TicketTypeFacts | None) -> dict[str, Any]:
    if facts is None:
        return {}
    names = {f"name_{code}": facts.name.get(code, "") for code in LANGUAGES}
    notes = {f"note_{code}": facts.note.get(code, "") for code in LANGUAGES}
    return {"position": facts.position, **names, **notes}


def _save(desk: Desk, form: TicketTypeForm, facts: TicketTypeFacts | None) -> int:
    """Its id, or 0 when it is refused, with the sentence on the form."""
    try:
        return put_ticket_type(
            scope=desk.scope,
            house=desk.house.id,
            ticket_type=facts.id if facts else None,
            code=facts.code if facts else slugify(form.cleaned_data["name_nl"])[:30] or "tarief",
            name=form.texts("name"),
            note=form.texts("note"),
            position=form.cleaned_data["position"],
            read=form.as_read if facts else None,
        )
    except BadTerms as bad:
        refuse(form, bad)
    except ChangedMeanwhile:
        assert facts is not None
        now = _find(desk, facts.id)
        kinds = ["catalogue.ticket_type."]
        say_in_between(desk=desk, form=form, kinds=kinds, state=now.state, now=_initial(now))
    return 0
