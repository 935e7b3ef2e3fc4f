"""Rows of lists as the templates show them: words, links and shares, no arithmetic left."""

from typing import Any

from samenspel.inventory.queries.fill import StaffPerformance
from samenspel.kernel.clock import BRUSSELS
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
