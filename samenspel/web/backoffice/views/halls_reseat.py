"""Choose other places than a next version of a plan proposes, for one performance; then move everybody at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samenspel.inventory.queries.plans import plan_of
from samenspel.kernel.errors import DomainError
from samenspel.programme.queries.plan_use import OnOlderPlan, performances_on_older
from samenspel.sales.commands.move_sales import Moved, ProposalStale, SeatNotFree, move_sales
from samenspel.sales.queries.plan_change import NotOfThisHall, plan_change
from samenspel.sales.rules.move_sales import PlanChange
from samenspel.sales.rules.reseat import settle
from samenspel.venues.queries.plan_drawings import own_plan
from samenspel.web.backoffice.desk import Desk, in_house
from samenspel.web.backoffice.plan_words import plan_refusal
from samenspel.web.backoffice.reseat_form import Choices, read_choices, reseat_context
from samenspel.web.backoffice.rooms import Room

MOST = 50
MOST_CHOSEN = 900
"""Fields that one form may have; who must move more people takes the proposal."""


@dataclass(frozen=True, slots=True)
class _Seating:
    """One performance that is to have this version, and the way back to the list of them."""

    desk: Desk
    plan: int
    facts: OnOlderPlan
    crumbs: list[dict[str, str]]

    def change(self) -> PlanChange:
        """As it stands now. Raises NotOfThisHall."""
        preview = plan_change(
            scope=self.desk.scope, performance=self.facts.id, plan=self.plan, at=self.desk.at
        )
        return preview.change

    def page(
        self,
        change: PlanChange,
        *,
        wanted: Mapping[int, int],
        choices: Choices | None = None,
        refused: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """The form with what is wanted where that can be had, and another proposal where it cannot."""
        old, new = plan_of(change.old_plan), plan_of(change.new_plan)
        seats = settle(change=change, old=old, new=new, wanted=wanted)
        context: dict[str, Any] = {
            **reseat_context(desk=self.desk, change=change, old=old, new=new, seats=seats, choices=choices),
            "back_url": self.desk.url("plan_use", self.plan),
            "facts": self.facts,
            "refused": refused,
            "crumbs": self.crumbs,
        }
        return self.desk.render("backoffice/halls/reseat.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@in_house(Room.HALLS)
def reseat(desk: Desk, plan: int, performance: int) -> HttpResponse:
    """Whatever cannot be chosen here, or no more, goes back to the list of performances."""
    back = redirect(desk.url("plan_use", plan))
    seating = _seating(desk, plan, performance)
    if seating is None:
        return back
    try:
        change = seating.change()
        if len(change.conflicts) > MOST_CHOSEN:
            return back
        if desk.request.method != "POST":
            return seating.page(change, wanted=change.proposal)
        return _sent(seating, change)
    except NotOfThisHall:
        return back


def _sent(seating: _Seating, change: PlanChange) -> HttpResponse:
    posted = seating.desk.request.POST
    choices = read_choices(change=change, new=plan_of(seating.plan), posted=posted)
    if posted.get("shown") != change.fingerprint:
        said = plan_refusal(error=ProposalStale())
        return seating.page(change, wanted=choices.seats, refused=said, status=409)
    if choices.errors:
        return seating.page(change, wanted=choices.seats, choices=choices, status=422)
    if posted.get("act") != "move":
        return seating.page(change, wanted=choices.seats)
    try:
        moved = move_sales(
            scope=seating.desk.scope,
            performance=seating.facts.id,
            plan=seating.plan,
            fingerprint=change.fingerprint,
            seats=choices.seats,
            at=seating.desk.at,
        )
    except DomainError as error:
        said = _gone(seating.plan, error) if isinstance(error, SeatNotFree) else plan_refusal(error=error)
        return seating.page(seating.change(), wanted=choices.seats, refused=said, status=409)
    messages.success(seating.desk.request, _told(seating.facts, moved))
    return redirect(seating.desk.url("plan_use", seating.plan))


def _seating(desk: Desk, plan: int, performance: int) -> _Seating | None:
    """None when the performance has this version already, or has no business with it. Raises NotFound."""
    found = own_plan(scope=desk.scope, plan=plan)
    older = performances_on_older(
        scope=desk.scope, hall=found.hall_id, name=found.name, plan=plan, at=desk.at, most=MOST
    )
    crumbs = [
        {"label": _("Halls"), "url": desk.url("halls")},
        {"label": found.name, "url": desk.url("hall_plans", found.hall_id)},
        {
            "label": _("Use version %(version)s") % {"version": found.version},
            "url": desk.url("plan_use", plan),
        },
        {"label": _("Choose other places")},
    ]
    return next((_Seating(desk, plan, one, crumbs) for one in older if one.id == performance), None)


def _gone(plan: int, error: SeatNotFree) -> str:
    labels = ", ".join(plan_of(plan).label(no) for no in sorted(error.places) if no in plan_of(plan).places)
    return _(
        "Somebody else got %(places)s in between. Nothing was changed; another place is proposed instead."
    ) % {"places": labels}


def _told(facts: OnOlderPlan, moved: Moved) -> str:
    done = _("%(title)s uses this version now.") % {"title": facts.title}
    if not moved.orders:
        return done
    orders = ngettext(
        "%(count)s order has other places; its buyer gets a mail.",
        "%(count)s orders have other places; their buyers get a mail.",
        moved.orders,
    ) % {"count": moved.orders}
    return f"{done} {orders}"
