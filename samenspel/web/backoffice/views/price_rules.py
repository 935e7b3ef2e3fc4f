"""Reductions, fees and sale phases of a house: three lists of rules that are made, changed and ended in the same way."""

from itertools import count
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
from samenspel.kernel.row_state import ChangedMeanwhile
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.meanwhile import say_in_between, somebody
from samenspel.web.backoffice.price_refusals import refuse
from samenspel.web.backoffice.price_rows import crumbs, kinds, programme_of, sentences, tabs, type_choices
from samenspel.web.backoffice.price_rule_forms import RuleForm
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.rule_kinds import FORMULAS, KINDS, find, form_of, put, put_terms, stands, told
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
    found = _numbered(facts, number) if number else None
    term = str(found["kind"]) if found else term
    if term not in FORMS or term in about.without:
        raise Http404
    programme = programme_of(desk).choices
    form = term_form(kind=term, data=desk.request.POST or None, terms=found, programme=programme)
    if desk.request.method == "POST" and form.is_valid():
        terms = list(facts.terms)
        terms[number - 1 if number else len(terms) :] = [
            form.written,
            *(terms[number:] if number else []),
        ]
        try:
            put_terms(desk=desk, kind=kind, facts=facts, terms=terms, read=_read(desk, facts))
        except BadTerms as bad:
            refuse(form, bad)
        except ChangedMeanwhile:
            return _in_between(desk, kind, facts)
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
        "read": desk.request.POST.get("read") or (facts.state if number else ""),
    }
    return desk.render("backoffice/price_term.html", context, status=422 if form.errors else 200)


@require_POST
@in_house(Room.PRICES)
def lift(desk: Desk, kind: str, rule: int, number: int) -> HttpResponse:
    facts = find(desk=desk, kind=kind, rule=rule)
    terms = [each for place, each in enumerate(facts.terms, start=1) if place != number]
    try:
        if _read(desk, facts) == facts.state:
            _numbered(facts, number)
        put_terms(desk=desk, kind=kind, facts=facts, terms=terms, read=_read(desk, facts))
    except ChangedMeanwhile:
        return _in_between(desk, kind, facts)
    messages.success(desk.request, _("From the next ticket on this is no longer asked."))
    return redirect(desk.url(KINDS[kind].one, facts.id))


def _read(desk: Desk, facts: RuleFacts) -> str:
    """The state that the page was opened with; of a new term, which changes no other, the one of now."""
    return desk.request.POST.get("read") or facts.state


def _in_between(desk: Desk, kind: str, facts: RuleFacts) -> HttpResponse:
    """Terms are known by their number, which may be another's now: back to the rule as it stands."""
    who = somebody(desk=desk, kinds=KINDS[kind].log)
    said = _("Meanwhile %(who)s changed this. Nothing is saved: this is how it stands now.")
    messages.warning(desk.request, said % {"who": who})
    return redirect(desk.url(KINDS[kind].one, facts.id))


def _new_code(desk: Desk, kind: str, form: RuleForm) -> str:
    """From the name, which stands once in the house; of phases once at what they are of: two shows each have a presale.

    Raises BadTerms.
    """
    known = KINDS[kind].read(scope=desk.scope, house=desk.house.id)
    codes = {one.code for one in known}
    name = form.cleaned_data["name_nl"]
    code = slugify(name)[:56] or "regel"
    if kind == "phase":
        of = {"performance": None, "production": None, "season": None} | form.own
        if any(one.own == of and one.name.get("nl") == name for one in known):
            raise BadTerms("name_nl", "twice")
        return next(each for n in count(1) if (each := f"{code}-{n}" if n > 1 else code) not in codes)
    if code in codes:
        raise BadTerms("name_nl", "twice")
    return code


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
            "read": facts.state,
        }
        for number, sentence in enumerate(told, start=1)
    ]


def _save(desk: Desk, kind: str, form: RuleForm, facts: RuleFacts | None) -> int:
    """Its id, or 0 when it is refused, with the sentence on the form."""
    try:
        code = facts.code if facts else _new_code(desk, kind, form)
        rule = RuleData(
            house=desk.house.id,
            code=code,
            name=form.texts("name"),
            position=form.cleaned_data["position"],
            terms=list(facts.terms) if facts else [],
            active=form.cleaned_data["active"],
            read=form.as_read if facts else None,
        )
        return put(desk=desk, kind=kind, rule=rule, own=form.own)
    except BadTerms as bad:
        refuse(form, bad)
    except ChangedMeanwhile:
        assert facts is not None
        now = find(desk=desk, kind=kind, rule=facts.id)
        say_in_between(
            desk=desk,
            form=form,
            kinds=KINDS[kind].log,
            state=now.state,
            now=stands(kind=kind, facts=now),
        )
    return 0
