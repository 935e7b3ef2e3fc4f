"""A fact about something that a person changed: what was, what is, who and when. The audit page reads these back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from samenspel.kernel.events import append


def tell_change(
    *,
    kind: str,
    house: int | None,
    subject: object,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    by: int | None,
    at: datetime,
    **more: Any,
) -> None:
    """Append the fact in the running transaction, with only what differs; nothing when nothing does.

    `before` is None for something new, `after` for something taken away. `by` is the login, None for the product itself.
    `more` stands beside them in the payload, for who reacts to this kind.
    """
    was, now = dict(before or {}), dict(after or {})
    changed = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    if not changed and before is not None and after is not None:
        return
    payload = {
        "by": by,
        "before": None if before is None else {name: _plain(was[name]) for name in changed if name in was},
        "after": None if after is None else {name: _plain(now[name]) for name in changed if name in now},
        **more,
    }
    append(kind=kind, house_id=house, subject=str(subject), payload=payload, at=at)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value
