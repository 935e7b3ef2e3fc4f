"""The three kinds of rules of a house, each with how it is read, written, filled in and told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.catalogue.commands.house_rule import RuleData
from samenspel.catalogue.commands.put_fee import NOT_FOR_FEES, put_fee
from samenspel.catalogue.commands.put_reduction import NOT_FOR_REDUCTIONS, put_reduction
from samenspel.catalogue.commands.put_sale_phase import NOT_FOR_PHASES, put_sale_phase
from samenspel.catalogue.queries.house_rules import RuleFacts, fees_of, phases_of, reductions_of
from samenspel.catalogue.rules.facts import Per
from samenspel.kernel.errors import NotFound
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk
from samenspel.web.backoffice.price_rows import Programme, type_choices
from samenspel.web.backoffice.price_rule_forms import REDUCTIONS, FeeForm, PhaseForm, RuleForm
from samenspel.web.design import formats

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """`page` is the name of its list in the URLs, `one` of a single one; `without` are the terms that mean nothing for it,
    `log` the beginnings of what the log says of it.
    """

    page: str
    one: str
    title: Any
    new: Any
    empty: Any
    without: frozenset[str]
    log: tuple[str, ...]
    read: Callable[..., tuple[RuleFacts, ...]]


KINDS = {
    "reduction": Kind(
        "reductions",
        "reduction",
        gettext_lazy("Reductions"),
        gettext_lazy("New reduction"),
        gettext_lazy(
            "A reduction gives itself: three for two, a family price, a tenth off. Nobody has to ask for it."
        ),
        NOT_FOR_REDUCTIONS,
        ("catalogue.reduction.",),
        reductions_of,
    ),
    "fee": Kind(
        "fees",
        "fee",
        gettext_lazy("Fees"),
        gettext_lazy("New fee"),
        gettext_lazy(
            "A fee is asked on top: once an order, or for each ticket. Free tickets never carry one."
        ),
        NOT_FOR_FEES,
        ("catalogue.fee.",),
        fees_of,
    ),
    "phase": Kind(
        "phases",
        "phase",
        gettext_lazy("Sale phases"),
        gettext_lazy("New sale phase"),
        gettext_lazy(
            "Without phases everybody buys from the start of the sale. A phase says who may buy when, and where."
        ),
        NOT_FOR_PHASES,
        ("catalogue.sale_phase.",),
        phases_of,
    ),
}
FORMULAS = {
    "n_for_m": gettext_lazy("So many for the price of fewer"),
    "family": gettext_lazy("Adults and children together"),
    "share": gettext_lazy("Per cent off"),
    "amount": gettext_lazy("Euro off"),
}


def find(*, desk: Desk, kind: str, rule: int) -> RuleFacts:
    """Raises NotFound for a rule of another house."""
    for found in KINDS[kind].read(scope=desk.scope, house=desk.house.id):
        if found.id == rule:
            return found
    raise NotFound(rule)


def form_of(
    *, desk: Desk, kind: str, facts: RuleFacts | None, formula: str, programme: Programme | None
) -> RuleForm:
    """The form of one rule, with what stands there."""
    data = desk.request.POST or None
    initial = stands(kind=kind, facts=facts) if facts else {}
    form: RuleForm
    if kind == "reduction":
        chosen = REDUCTIONS[facts.own["formula"]["kind"] if facts else formula]
        form = chosen(data, initial=initial, types=type_choices(desk))
    elif kind == "fee":
        form = FeeForm(data, initial=initial)
    else:
        form = PhaseForm(data, initial=initial, programme=programme.choices if programme else {})
    if facts:
        form.remember(state=facts.state, initial=initial)
    return form


def stands(*, kind: str, facts: RuleFacts) -> dict[str, Any]:
    """What the fields of its form hold."""
    forms: dict[str, type[RuleForm]] = {"fee": FeeForm, "phase": PhaseForm}
    form = forms.get(kind) or REDUCTIONS[facts.own["formula"]["kind"]]
    names = {f"name_{code}": text for code, text in facts.name.items()}
    return {**names, "position": facts.position, "active": facts.active, **form.shown(own=facts.own)}


def put(*, desk: Desk, kind: str, rule: RuleData, own: Json) -> int:
    """Write it by the command of its kind; answers its id. Raises BadTerms, ChangedMeanwhile."""
    if kind == "reduction":
        return put_reduction(
            scope=desk.scope, rule=rule, formula=own["formula"], ticket_types=own["ticket_types"]
        )
    if kind == "fee":
        return put_fee(scope=desk.scope, rule=rule, per=Per(own["per"]), amount_cents=own["amount_cents"])
    return put_sale_phase(scope=desk.scope, rule=rule, **own)


def put_terms(*, desk: Desk, kind: str, facts: RuleFacts, terms: Sequence[Json], read: str) -> None:
    """The same rule with other terms; `read` is the state that was seen. Raises BadTerms, ChangedMeanwhile."""
    rule = RuleData(desk.house.id, facts.code, facts.name, facts.position, active=facts.active, read=read)
    put(desk=desk, kind=kind, rule=replace(rule, terms=list(terms)), own=facts.own)


def told(*, kind: str, facts: RuleFacts, types: Mapping[int, str], programme: Programme) -> str:
    """What the rule does, in a sentence."""
    own = facts.own
    if kind == "phase":
        what = next((programme.names[f"{word}s"].get(id_, f"#{id_}") for word, id_ in own.items() if id_), "")
        return _("Of %(what)s.") % {"what": what} if what else _("Of the whole house.")
    if kind == "fee":
        amount = _euro(own["amount_cents"])
        text = _("%(amount)s an order.") if own["per"] == "order" else _("%(amount)s a ticket.")
        return text % {"amount": amount}
    only = ", ".join(types.get(id_, f"#{id_}") for id_ in own["ticket_types"])
    told = _formula(own["formula"])
    return f"{told} " + _("Only for %(what)s.") % {"what": only} if only else told


def _formula(formula: Json) -> str:
    match formula["kind"]:
        case "n_for_m":
            told = _("Of each %(take)d tickets %(pay)d are paid; the cheapest are free.") % formula
            return f"{told} " + _("Over several performances too.") if formula.get("across") else told
        case "family":
            together = {**formula, "price": _euro(formula["cents"])}
            return _("%(adults)d adults and %(children)d children together %(price)s.") % together
        case "share":
            share = formats.percent_bp(rate_bp=formula["off_bp"], language=words.language())
            return _("%(share)s off each ticket.") % {"share": share}
        case _:
            return _("%(amount)s off each ticket.") % {"amount": _euro(formula["off_cents"])}


def _euro(cents: int) -> str:
    return formats.euro(cents=cents, language=words.language())
