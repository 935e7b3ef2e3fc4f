"""Rows, choices and links that the pages of the programme share."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from samenspel.catalogue.queries.price_lists import price_lists_of
from samenspel.programme.commands.change_programme import Act
from samenspel.programme.queries.performances import PerformanceFacts, plans_of
from samenspel.programme.queries.seasons import seasons_of
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk

Choices = list[tuple[str, str]]


def act_of(desk: Desk) -> Act:
    """What who sits at this desk does now."""
    return Act(desk.scope, desk.house.id, desk.user_id, desk.at)


def picture_url(desk: Desk, *, production: int, key: str, cut: str = "wide") -> str:
    """Empty without a picture."""
    return desk.url("picture_file", production, key, cut) if key else ""


def performance_rows(desk: Desk, facts: Sequence[PerformanceFacts]) -> list[dict[str, Any]]:
    rows = []
    for one in facts:
        label, tone = words.PERFORMANCE_STATES.get(one.state, (one.state, ""))
        if one.moved_from and one.state == "on_sale":
            label, tone = words.PERFORMANCE_STATES["moved"]
        rows.append(
            {
                "id": one.id,
                "title": one.title,
                "revision": one.revision,
                "url": desk.url("performance", one.id),
                "edit_url": desk.url("performance_edit", one.id),
                "starts_at": one.starts_at,
                "place": one.hall if one.hall == one.venue else f"{one.venue}, {one.hall}",
                "state": label,
                "tone": tone,
                "is_published": one.published_at is not None and one.published_at <= desk.at,
            }
        )
    return rows


def plan_choices(desk: Desk) -> Choices:
    found = plans_of(scope=desk.scope, house=desk.house.id)
    return [
        (
            f"{one.hall_id}:{one.plan_id}",
            _("%(venue)s, %(hall)s: %(plan)s (%(capacity)d places)")
            % {"venue": one.venue, "hall": one.hall, "plan": one.plan, "capacity": one.capacity},
        )
        for one in found
    ]


def season_choices(desk: Desk) -> Choices:
    return [(str(one.id), one.name) for one in seasons_of(scope=desk.scope, house=desk.house.id)]


def price_list_choices(desk: Desk) -> Choices:
    return [(str(one.id), one.name) for one in price_lists_of(scope=desk.scope, house=desk.house.id)]
