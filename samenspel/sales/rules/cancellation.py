"""May a buyer cancel by himself: while every performance of the order is still sold.

The one rule of every house for now; when houses set their own, it becomes data beside the performance.
"""

from collections.abc import Collection
from datetime import datetime


def may_cancel_online(*, state: str, sale_ends_at: Collection[datetime], at: datetime) -> bool:
    """True for a confirmed order of which the sale of no performance has ended: the places can be sold again."""
    return state == "confirmed" and bool(sale_ends_at) and all(end > at for end in sale_ends_at)
