"""One booking of a hall: make it, read it, and everything that can be done to it.

Each act answers a page with the way back, and JSON to the calendar, which asks for it. Both take the same forms.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenspel.kernel.clock import BRUSSELS
from samenspel.kernel.errors import DomainError, NotFound
from samenspel.programme.queries.hall_calendar import Planned, planned_booking
from samenspel.programme.queries.regional_clashes import RegionalClashes, regional_clashes
from samenspel.venues.commands.book_hall import book_hall
from samenspel.venues.commands.cancel_booking import cancel_booking
from samenspel.venues.commands.change_booking import Changed, HallTaken
from samenspel.venues.commands.confirm_booking import confirm_booking
from samenspel.venues.commands.describe_booking import describe_booking
from samenspel.venues.commands.extend_option import extend_option
from samenspel.venues.commands.move_booking import move_booking
from samenspel.venues.commands.repeat_booking import repeat_booking
from samenspel.venues.commands.resize_booking import resize_booking
from samenspel.venues.commands.undo_change import undo_change
from samenspel.venues.queries.clashes import HallWish, clashes
from samenspel.venues.queries.halls import halls_of
from samenspel.web.backoffice.bookings_done import DONE, others
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.planner_forms import (
    TEXTS,
    ExtendForm,
    NewBookingForm,
    RepeatForm,
    TextsForm,
    TimeForm,
    proposed_time,
)
from samenspel.web.backoffice.planner_refusals import refusal, taken_days
from samenspel.web.backoffice.planner_rows import PlannerState, booking_row, local_input
from samenspel.web.backoffice.programme_forms import Revised
from samenspel.web.backoffice.rooms import Room
from samenspel.web.shop.cards import GENRES

CHANGED = 409


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PLANNER)
def new(desk: Desk) -> HttpResponse:
    """A new booking. `from`, `until` and `hall` in the URL come from drawing it in the calendar."""
    state = PlannerState(desk)
    initial: dict[str, Any] = {**proposed_time(day=state.day, at=desk.at), "hall": state.hall}
    asked = desk.request.GET
    initial |= {
        name: asked[key][:16] for name, key in (("starts_at", "from"), ("ends_at", "until")) if key in asked
    }
    form = NewBookingForm(
        desk.request.POST or None, initial=initial, halls=halls_of(scope=desk.scope, house=desk.house.id)
    )

    def book() -> Changed:
        data = form.cleaned_data
        return book_hall(
            **_who(desk),
            hall=data["hall"],
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            kind=data["kind"],
            option_until=form.until,
            texts=form.booking_texts,
        )

    if desk.request.method == "POST" and form.is_valid() and (changed := _try(form, book)):
        verb = "option" if form.until else "booked"
        return _done(state, verb, changed, form.cleaned_data["starts_at"])
    title = _("Book a hall")
    context = {"form": form, "title": title, "crumbs": _crumbs(state, title)}
    return desk.render("backoffice/booking_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PLANNER)
def booking(desk: Desk, booking: int) -> HttpResponse:
    """The booking and its forms; the field `do` says which of them was sent."""
    state = PlannerState(desk)
    facts = planned_booking(scope=desk.scope, house=desk.house.id, booking=booking)
    do = desk.request.POST.get("do", "") if desk.request.method == "POST" else ""
    boxes = _forms(desk, facts, do)
    refused = None
    if do in ACTS:
        form, (verb, act) = boxes[do], ACTS[do]
        if form.is_valid() and (changed := _try(form, lambda: act(desk, facts, form))):
            starts_at = form.cleaned_data.get("starts_at") or facts.starts_at
            return _done(state, verb, changed, starts_at)
        refused = form
        if _wants_json(desk):
            return _refused(form)
    row = booking_row(state, facts)
    context = {
        "row": row,
        "facts": facts,
        "boxes": boxes,
        "refused": refused,
        "crumbs": _crumbs(state, row["title"]),
        "confirm_url": state.page_url("booking_confirm", facts.id),
        "performance_url": desk.url("performance", facts.performance_id) if facts.performance_id else "",
    }
    return desk.render("backoffice/booking.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.PLANNER)
def confirm(desk: Desk, booking: int) -> HttpResponse:
    """Who else wants this time, and who plays the same genre close by; then yes."""
    state = PlannerState(desk)
    facts = planned_booking(scope=desk.scope, house=desk.house.id, booking=booking)
    form = Revised(desk.request.POST or None, initial={"revision": facts.revision})
    if desk.request.method == "POST" and form.is_valid():
        changed = _try(form, lambda: confirm_booking(**_who(desk), **_which(facts, form)))
        if changed:
            return _done(state, "confirmed", changed, facts.starts_at)
    wish = HallWish(facts.hall_id, facts.starts_at, facts.ends_at)
    genre = desk.request.GET.get("genre", "")
    context = {
        "form": form,
        "row": booking_row(state, facts),
        "facts": facts,
        "clashes": clashes(scope=desk.scope, wishes=[wish], ignoring=[facts.id]),
        "genres": GENRES,
        "genre": genre if genre in GENRES else "",
        "nearby": _nearby(desk, facts, genre),
        "state": state,
        "back_url": state.page_url("booking", facts.id),
        "crumbs": _crumbs(state, _("Confirm")),
    }
    return desk.render("backoffice/booking_confirm.html", context, status=422 if form.errors else 200)


@require_http_methods(["POST"])
@in_house(Room.PLANNER)
def undo(desk: Desk, act: UUID) -> HttpResponse:
    """Undo one act; undoing can be undone."""
    state = PlannerState(desk)
    form = forms.Form({})
    changed = _try(form, lambda: undo_change(**_who(desk), act=act)) if form.is_valid() else None
    if changed:
        return _done(state, "undone", changed, None)
    if _wants_json(desk):
        return _refused(form)
    messages.error(desk.request, " ".join(map(str, form.non_field_errors())))
    return redirect(state.planner_url())


def _forms(desk: Desk, facts: Planned, do: str) -> dict[str, Revised]:
    """The forms of the page by the word in `do`; the one that was sent is bound."""
    texts = {name: getattr(facts, name) for name in ("kind", *TEXTS)}
    time = {
        "hall": facts.hall_id,
        "starts_at": local_input(facts.starts_at),
        "ends_at": local_input(facts.ends_at),
    }
    until = {"option_until": local_input(facts.expires_at)} if facts.expires_at else {}
    halls = halls_of(scope=desk.scope, house=desk.house.id)

    def made(name: str, kind: Callable[..., Revised], initial: dict[str, Any], **more: Any) -> Revised:
        sent = desk.request.POST if name == do else None
        return kind(sent, initial={**initial, "revision": facts.revision}, auto_id=f"{name}_%s", **more)

    return {
        "move": made("move", TimeForm, time, halls=halls),
        "describe": made("describe", TextsForm, texts),
        "extend": made("extend", ExtendForm, until),
        "repeat": made("repeat", RepeatForm, {}),
        "cancel": made("cancel", Revised, {}),
    }


def _move(desk: Desk, facts: Planned, form: Any) -> Changed:
    data = form.cleaned_data
    if data["hall"] == facts.hall_id:
        return resize_booking(
            **_who(desk), **_which(facts, form), starts_at=data["starts_at"], ends_at=data["ends_at"]
        )
    return move_booking(
        **_who(desk),
        **_which(facts, form),
        hall=data["hall"],
        starts_at=data["starts_at"],
        ends_at=data["ends_at"],
    )


def _describe(desk: Desk, facts: Planned, form: Any) -> Changed:
    return describe_booking(
        **_who(desk), **_which(facts, form), kind=form.cleaned_data["kind"], texts=form.booking_texts
    )


def _extend(desk: Desk, facts: Planned, form: Any) -> Changed:
    return extend_option(**_who(desk), **_which(facts, form), option_until=form.cleaned_data["option_until"])


def _repeat(desk: Desk, facts: Planned, form: Any) -> Changed:
    return repeat_booking(**_who(desk), **_which(facts, form), rule=form.rule, skip=form.cleaned_data["skip"])


def _cancel(desk: Desk, facts: Planned, form: Any) -> Changed:
    return cancel_booking(**_who(desk), **_which(facts, form))


ACTS: dict[str, tuple[str, Callable[[Desk, Planned, Any], Changed]]] = {
    "move": ("moved", _move),
    "describe": ("described", _describe),
    "extend": ("extended", _extend),
    "repeat": ("repeated", _repeat),
    "cancel": ("cancelled", _cancel),
}


def _who(desk: Desk) -> dict[str, Any]:
    return {"scope": desk.scope, "house": desk.house.id, "by": desk.user_id, "at": desk.at}


def _which(facts: Planned, form: forms.Form) -> dict[str, Any]:
    return {"booking": facts.id, "revision": form.cleaned_data["revision"]}


def _try(form: forms.Form, act: Callable[[], Changed]) -> Changed | None:
    """None when it was refused: the form says why."""
    try:
        return act()
    except NotFound:
        raise
    except DomainError as error:
        field, sentence = refusal(error=error)
        form.add_error(field if field in form.fields else None, sentence)
        if isinstance(error, HallTaken) and isinstance(form, RepeatForm):
            form.leave_out(days=taken_days(error=error))
        return None


def _done(state: PlannerState, verb: str, changed: Changed, starts_at: datetime | None) -> HttpResponse:
    if _wants_json(state.desk):
        said = " ".join(part for part in (str(DONE[verb]), others(changed)) if part)
        return JsonResponse({"said": said, "undo_url": state.page_url("booking_undo", changed.act)})
    if said := others(changed):
        messages.warning(state.desk.request, said)
    day = starts_at.astimezone(BRUSSELS).date().isoformat() if starts_at else state.day.isoformat()
    return redirect(state.planner_url(day=day, done=verb, undo=str(changed.act)))


def _refused(form: forms.Form) -> HttpResponse:
    said = [str(error) for errors in form.errors.values() for error in errors]
    return JsonResponse({"said": " ".join(said)}, status=CHANGED)


def _wants_json(desk: Desk) -> bool:
    return desk.request.headers.get("Accept", "") == "application/json"


def _nearby(desk: Desk, facts: Planned, genre: str) -> RegionalClashes | None:
    if genre not in GENRES:
        return None
    return regional_clashes(
        scope=desk.scope,
        house=desk.house.id,
        hall=facts.hall_id,
        genre=genre,
        day=facts.starts_at.astimezone(BRUSSELS).date(),
        at=desk.at,
    )


def _crumbs(state: PlannerState, title: str) -> list[dict[str, str]]:
    return [{"label": _("Hall planner"), "url": state.planner_url()}, {"label": title}]
