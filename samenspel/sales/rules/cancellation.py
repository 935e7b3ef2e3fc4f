"""May a buyer cancel by himself: while every performance of the order is still sold, and nobody came in with it.

The one rule of every house for now; when houses set their own, it becomes data beside the performance.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

DOORS_OPEN_BEFORE = timedelta(days=1)
"""Earlier than this before a performance nobody scans its tickets."""


def may_cancel_online(*, state: str, sale_ends_at: Collection[datetime], at: datetime) -> bool:
    """True for a confirmed order of which the sale of no performance has ended: the places can be sold again.

    Whether somebody is in already, the statement that cancels looks up itself.
    """
    return state == "confirmed" and bool(sale_ends_at) and all(end > at for end in sale_ends_at)
