"""May a buyer cancel by himself: while every performance of the order is still sold.

The one rule of every house for now; when houses set their own, it becomes data beside the performance.
"""

from datetime import datetime

from samenspel.sales.queries.lines import OrderView


def may_cancel_online(*, view: OrderView, at: datetime) -> bool:
    """True for a confirmed order of which the sale of no performance has ended: the places can be sold again."""
    return (
        view.state == "confirmed" and bool(view.lines) and all(line.sale_ends_at > at for line in view.lines)
    )
