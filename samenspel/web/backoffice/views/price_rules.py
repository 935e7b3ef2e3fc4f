"""Reductions, fees and sale phases of a house: three lists of rules that are made, changed and ended in the same way."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.catalogue.commands.house_rule import RuleData
from samenspel.catalogue.queries.house_rules import RuleFacts
from samenspel.catalogue.rules.moments import BadTerms
from samenspel.kernel.errors import NotFound
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.price_refusals import refuse
from samenspel.web.backoffice.price_rows import crumbs, kinds, programme_of, sentences, tabs, type_choices
from samenspel.web.backoffice.price_rule_forms import RuleForm
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.rule_kinds import FORMULAS, KINDS, find, form_of, put, put_terms, told
from samenspel.web.backoffice.term_forms import FORMS, term_form
from samenspel.web.backoffice.term_words import KINDS as TERMS


@require_safe
@in_house(Room.PRICES)
def rules(desk: Desk, kind: str) -> HttpResponse:
    about, programme = KINDS[kind], programme_of(desk)
    types = {int(value): name for value, name in type_choices(desk)}
    rows = [
        {
            "name": words.in_language(dict(one.name)),
            "url": desk.url(about.one, one.id),
            "told": told(kind=kind, facts=one, types=types, programme=programme),
            "conditions": sentences(one.terms, programme.names),
            "active": one.active,
        }
        for one in about.read(scope=desk.scope, house=desk.house.id)
    ]
    context = {
        "rows": rows,
        "about": about,
        "tabs": tabs(desk, about.page),
        "new": _new(desk, kind),
    }
    return desk.render("backoffice/price_rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRICES)
def rule(desk: Desk, kind: str, rule: int = 0, formula: str = "") -> HttpResponse:
    """A new one without `rule`; a new reduction by a `formula`."""
    if formula and formula not in FORMULAS:
        raise Http404
    about = KINDS[kind]
    facts = find(desk=desk, kind=kind, rule=rule) if rule else None
    programme = programme_of(desk) if facts or kind == "phase" else None
    form = form_of(desk=desk, kind=kind, facts=facts, formula=formula, programme=programme)
    if desk.request.method == "POST" and form.is_valid() and (saved := _save(desk, kind, form, facts)):
        messages.success(
            desk.request, _("Saved. It counts from the next ticket on; what is sold keeps its price.")
        )
        return redirect(desk.url(about.one, saved))
    title = words.in_language(dict(facts.name)) if facts else str(about.new)
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "crumbs": crumbs(desk, title, under=[(str(about.title), desk.url(about.page))]),
    }
    if facts and programme:
        context |= {
            "conditions": _terms(desk, about.one, facts, sentences(facts.terms, programme.names)),
            "kinds": kinds(about.without, url=lambda term: desk.url(f"{about.one}_term_new", facts.id, term)),
        }
    return desk.render("backoffice/price_rule.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PRICES)
def term(desk: Desk, kind: str, rule: int, term: str = "", number: int = 0) -> HttpResponse:
    """A new term of the kind `term`, or the one with this `number`, counted from 1."""
    about, facts = KINDS[kind], find(desk=desk, kind=kind, rule=rule)
    stands = _numbered(facts, number) if number else None
    term = str(stands["kind"]) if stands else term
    if term not in FORMS or term in about.without:
        raise Http404
    programme = programme_of(desk).choices
    form = term_form(kind=term, data=desk.request.POST or None, terms=stands, programme=programme)
    if desk.request.method == "POST" and form.is_valid():
        terms = list(facts.terms)
        terms[number - 1 if number else len(terms) :] = [
            form.written,
            *(terms[number:] if number else []),
        ]
        try:
            put_terms(desk=desk, kind=kind, facts=facts, terms=terms)
        except BadTerms as bad:
            refuse(form, bad)
        else:
            messages.success(
                desk.request, _("From the next ticket on this counts. What is sold keeps its price.")
            )
            return redirect(desk.url(about.one, facts.id))
    name = words.in_language(dict(facts.name))
    title = _("%(name)s: %(kind)s") % {"name": name, "kind": str(TERMS[term][0]).lower()}
    under = [(str(about.title), desk.url(about.page)), (name, desk.url(about.one, facts.id))]
    context = {
        "form": form,
        "title": title,
        "crumbs": crumbs(desk, title, under=under),
        "lift_url": desk.url(f"{about.one}_term_lift", facts.id, number) if number else "",
    }
    return desk.render("backoffice/price_term.html", context, status=422 if form.errors else 200)


@require_POST
@in_house(Room.PRICES)
def lift(desk: Desk, kind: str, rule: int, number: int) -> HttpResponse:
    facts = find(desk=desk, kind=kind, rule=rule)
    _numbered(facts, number)
    terms = [each for place, each in enumerate(facts.terms, start=1) if place != number]
    put_terms(desk=desk, kind=kind, facts=facts, terms=terms)
    messages.success(desk.request, _("From the next ticket on this is no longer asked."))
    return redirect(desk.url(KINDS[kind].one, facts.id))


def _new(desk: Desk, kind: str) -> list[dict[str, str]]:
    """The ways to begin a new rule of a kind."""
    about = KINDS[kind]
    if kind == "reduction":
        return [
            {"label": str(label), "url": desk.url("reduction_new", formula)}
            for formula, label in FORMULAS.items()
        ]
    return [{"label": str(about.new), "url": desk.url(f"{about.one}_new")}]


def _numbered(facts: RuleFacts, number: int) -> dict[str, Any]:
    if not 1 <= number <= len(facts.terms):
        raise NotFound(number)
    return dict(facts.terms[number - 1])


def _terms(desk: Desk, one: str, facts: RuleFacts, told: list[str]) -> list[dict[str, str]]:
    return [
        {
            "sentence": sentence,
            "url": desk.url(f"{one}_term", facts.id, number),
            "lift_url": desk.url(f"{one}_term_lift", facts.id, number),
        }
        for number, sentence in enumerate(told, start=1)
    ]


def _save(desk: Desk, kind: str, form: RuleForm, facts: RuleFacts | None) -> int:
    """Its id, or 0 when it is refused, with the sentence on the form."""
    code = facts.code if facts else slugify(form.cleaned_data["name_nl"])[:60] or "regel"
    try:
        if facts is None and any(
            one.code == code for one in KINDS[kind].read(scope=desk.scope, house=desk.house.id)
        ):
            raise BadTerms("name_nl", "twice")
        rule = RuleData(
            house=desk.house.id,
            code=code,
            name=form.texts("name"),
            position=form.cleaned_data["position"],
            terms=list(facts.terms) if facts else [],
            active=form.cleaned_data["active"],
        )
        return put(desk=desk, kind=kind, rule=rule, own=form.own)
    except BadTerms as bad:
        refuse(form, bad)
        return 0
