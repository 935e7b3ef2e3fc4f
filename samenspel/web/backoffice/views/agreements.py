"""Agreements with other houses: the list, one with its versions, propose, answer and end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenspel.agreements.commands.answer import accept_version, close_version, end_agreement
from samenspel.agreements.commands.propose import propose_agreement, propose_version
from samenspel.agreements.queries.agreements import (
    AgreementRow,
    State,
    VersionRow,
    agreement_of,
    agreements_of,
)
from samenspel.houses.models import Role
from samenspel.houses.queries.directory import HouseFacts, directory
from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import DomainError
from samenspel.web.backoffice import agreement_sight, agreement_words
from samenspel.web.backoffice.agreement_forms import (
    EndForm,
    PartnerForm,
    SignForm,
    TermsForm,
    TryForm,
    filled,
)
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.rooms import Room
from samenspel.web.backoffice.views.settings import administration_of


@require_safe
@in_house(Room.AGREEMENTS)
def agreements(desk: Desk) -> HttpResponse:
    found = agreements_of(scope=desk.scope, house=desk.house.id, at=desk.at)
    context = {
        "rows": [agreement_sight.row(desk, each) for each in found],
        "may_sign": _may_sign(desk),
        "new_url": desk.url("agreement_new"),
    }
    return desk.render("backoffice/agreements.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.AGREEMENTS)
def new(desk: Desk) -> HttpResponse:
    """First with whom and who sells, then the terms: their choices are the presenter's."""
    _ask_to_sign(desk)
    houses = sorted(directory().houses.values(), key=lambda house: house.name.casefold())
    choices = [(house.slug, house.name) for house in houses if house.id != desk.house.id]
    asked = desk.request.GET if "partner" in desk.request.GET else None
    partner_form = PartnerForm(asked, houses=choices, initial={"direction": "sold_by_them"})
    if asked is None or not partner_form.is_valid():
        context = {"form": partner_form, "crumbs": _crumbs(desk, _("Propose an agreement"))}
        return desk.render(
            "backoffice/agreement_new.html", context, status=422 if partner_form.errors else 200
        )
    partner = directory().houses[partner_form.cleaned_data["partner"]]
    return _terms_page(desk, partner, sold_by_us=partner_form.cleaned_data["direction"] == "sold_by_us")


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.AGREEMENTS)
def next_version(desk: Desk, agreement: int) -> HttpResponse:
    """What changes is proposed as the next version; what is in force stays so until both signed it."""
    _ask_to_sign(desk)
    row = agreement_of(scope=desk.scope, house=desk.house.id, agreement=agreement, at=desk.at)
    partner = directory().by_id[row.partner]
    return _terms_page(desk, partner, sold_by_us=row.versions[0].terms.seller == desk.house.id, row=row)


def _terms_page(
    desk: Desk, partner: HouseFacts, *, sold_by_us: bool, row: AgreementRow | None = None
) -> HttpResponse:
    presenter, seller = (partner.id, desk.house.id) if sold_by_us else (desk.house.id, partner.id)
    known = None if row is None else (row.in_force or row.versions[0]).terms
    choices = agreement_sight.choices(desk, presenter=presenter, named=known.productions if known else ())
    today = desk.at.astimezone(BRUSSELS).date()
    initial = {
        "starts_on": today,
        "on_refund": "returned",
        "payment_costs": "presenter",
        "name": desk.user_name,
    }
    if known is not None:
        initial = filled(terms=known, first_day=today, name=desk.user_name)
    data = desk.request.POST or None
    form = TermsForm(
        data, productions=choices.productions, ticket_types=choices.ticket_types, initial=initial
    )
    trying = TryForm(data, ticket_types=choices.ticket_types)
    simulation = None
    if data is not None and form.is_valid():
        terms = form.terms(presenter=presenter, seller=seller)
        if "propose" in data:
            try:
                return _propose(desk, form, terms, row)
            except DomainError as error:
                form.add_error(*_told(form, error))
        else:
            simulation = agreement_sight.simulation(desk, terms, trying.sold, choices.type_names)
    title = _("Propose a change") if row else _("Propose an agreement")
    context = {
        "form": form,
        "trying": trying,
        "title": title,
        "partner": partner.name,
        "sold_by_us": sold_by_us,
        "simulation": simulation,
        "crumbs": _crumbs(desk, title, row),
    }
    return desk.render("backoffice/agreement_terms.html", context, status=422 if form.errors else 200)


def _propose(desk: Desk, form: TermsForm, terms: object, row: AgreementRow | None) -> HttpResponse:
    act = administration_of(desk)
    said = {"terms": terms, "name": form.cleaned_data["name"], "note": form.cleaned_data["note"]}
    if row is None:
        agreement = propose_agreement(act=act, **said)
    else:
        agreement = row.id
        propose_version(act=act, agreement=agreement, **said)
    messages.success(
        desk.request, _("Proposed and signed by you. It is in force once the other house signs it.")
    )
    return redirect(desk.url("agreement", agreement))


@require_safe
@in_house(Room.AGREEMENTS)
def agreement(desk: Desk, agreement: int) -> HttpResponse:
    return _agreement_page(desk, agreement)


def _agreement_page(
    desk: Desk, agreement: int, *, sign: SignForm | None = None, ending: EndForm | None = None
) -> HttpResponse:
    row = agreement_of(scope=desk.scope, house=desk.house.id, agreement=agreement, at=desk.at)
    shown = row.waiting or row.in_force or row.versions[0]
    names = agreement_sight.choices(
        desk,
        presenter=shown.terms.presenter,
        named=tuple(each for version in row.versions for each in version.terms.productions),
    )
    trying = TryForm(desk.request.GET or None, ticket_types=names.ticket_types)
    may_sign = _may_sign(desk)
    context = {
        "row": agreement_sight.row(desk, row),
        "versions": [agreement_sight.version(desk, row, each) for each in row.versions],
        "compared": agreement_sight.compared(row, names),
        "waiting": row.waiting and agreement_sight.version(desk, row, row.waiting),
        "ours": row.waiting is not None and row.waiting.proposed_by == desk.house.id,
        "sign": sign or SignForm(initial={"name": desk.user_name}),
        "ending": ending or EndForm(),
        "may_sign": may_sign,
        "may_change": may_sign and row.waiting is None and row.ends_on is None,
        "may_end": may_sign and row.ends_on is None and _is_signed(row.in_force),
        "trying": trying,
        "simulation": agreement_sight.simulation(desk, shown.terms, trying.sold, names.type_names),
        "answer_url": desk.url("agreement_answer", agreement),
        "next_url": desk.url("agreement_next", agreement),
        "end_url": desk.url("agreement_end", agreement),
        "crumbs": _crumbs(desk, row.partner_name),
    }
    is_wrong = (sign and sign.errors) or (ending and ending.errors)
    return desk.render("backoffice/agreement.html", context, status=422 if is_wrong else 200)


def _is_signed(version: VersionRow | None) -> bool:
    return version is not None and version.state is State.IN_FORCE


@require_POST
@in_house(Room.AGREEMENTS)
def answer(desk: Desk, agreement: int) -> HttpResponse:
    """Sign what the other house proposed, or close a proposal."""
    _ask_to_sign(desk)
    row = agreement_of(scope=desk.scope, house=desk.house.id, agreement=agreement, at=desk.at)
    form = SignForm(desk.request.POST)
    # The number is the version that was read: another one in the meantime is not signed unseen.
    number = desk.request.POST.get("number", "")
    asked = int(number) if number.isdecimal() and len(number) < 5 else 0
    try:
        if "sign" not in desk.request.POST:
            close_version(act=administration_of(desk), agreement=row.id, number=asked)
            messages.success(desk.request, _("The proposal is closed. What was in force stays so."))
        elif form.is_valid():
            name = form.cleaned_data["name"]
            accept_version(act=administration_of(desk), agreement=row.id, number=asked, name=name)
            messages.success(desk.request, _("Signed. It is in force from its first day."))
        else:
            return _agreement_page(desk, agreement, sign=form)
    except DomainError as error:
        messages.error(desk.request, agreement_words.refusal(error)[1])
    return redirect(desk.url("agreement", agreement))


@require_POST
@in_house(Room.AGREEMENTS)
def end(desk: Desk, agreement: int) -> HttpResponse:
    """With the notice both agreed; what is sold stays sold."""
    _ask_to_sign(desk)
    row = agreement_of(scope=desk.scope, house=desk.house.id, agreement=agreement, at=desk.at)
    form = EndForm(desk.request.POST)
    if form.is_valid():
        try:
            end_agreement(
                act=administration_of(desk), agreement=row.id, last_day=form.cleaned_data["last_day"]
            )
        except DomainError as error:
            form.add_error("last_day", agreement_words.refusal(error)[1])
        else:
            messages.success(desk.request, _("It ends with that day. The other house sees it here."))
            return redirect(desk.url("agreement", agreement))
    return _agreement_page(desk, agreement, ending=form)


def _told(form: TermsForm, error: DomainError) -> tuple[str | None, str]:
    field, sentence = agreement_words.refusal(error)
    return (field if field in form.fields else None), sentence


def _may_sign(desk: Desk) -> bool:
    return Role.HOUSE_ADMIN in desk.house.roles


def _ask_to_sign(desk: Desk) -> None:
    if not _may_sign(desk):
        raise PermissionDenied


def _crumbs(desk: Desk, title: str, row: AgreementRow | None = None) -> list[dict[str, str]]:
    crumbs = [{"label": _("Agreements"), "url": desk.url("agreements")}]
    if row is not None:
        crumbs.append({"label": row.partner_name, "url": desk.url("agreement", row.id)})
    return [*crumbs, {"label": title}]
