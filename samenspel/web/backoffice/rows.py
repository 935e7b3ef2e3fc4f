"""Rows of lists as the templates show them: words, links and shares, no arithmetic left."""

from typing import Any

from samenspel.inventory.queries.fill import StaffPerformance
from samenspel.kernel.clock import BRUSSELS
from samenspel.sales.queries.house_orders import HouseOrder
from samenspel.web.backoffice import words
from samenspel.web.backoffice.desk import Desk


def performance_row(*, desk: Desk | None, row: StaffPerformance) -> dict[str, Any]:
    """One performance of a list; with a desk it links to the page of its own house."""
    label, tone = words.PERFORMANCE_STATES.get(row.state, (row.state, ""))
    if row.moved_from and row.state == "on_sale":
        label, tone = words.PERFORMANCE_STATES["moved"]
    return {
        "id": row.id,
        "url": desk.url("performance", row.id) if desk else "",
        "title": row.title,
        "company": row.company,
        "starts_at": row.starts_at,
        "day": row.starts_at.astimezone(BRUSSELS).date(),
        "place": row.hall if row.hall == row.venue else f"{row.venue}, {row.hall}",
        "state": label,
        "tone": tone,
        "is_published": row.published_at is not None,
        "sold": row.sold,
        "held": row.held,
        "capacity": row.capacity,
        "share_bp": 10_000 * row.sold // row.capacity,
        "percent": row.percent,
    }


def order_row(*, desk: Desk, row: HouseOrder) -> dict[str, Any]:
    """One order of a list, with the link to its page."""
    label, tone = words.ORDER_STATES.get(row.state, (row.state, ""))
    return {
        "url": desk.url("order", row.order_id),
        "number": row.number,
        "name": row.buyer_name,
        "email": row.buyer_email,
        "title": row.title,
        "starts_at": row.starts_at,
        "more": row.other_performances,
        "places": row.places,
        "amount_cents": row.amount_cents,
        "confirmed_at": row.confirmed_at,
        "seller": row.seller,
        "state": label,
        "tone": tone,
    }
