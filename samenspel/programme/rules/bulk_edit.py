"""What one edit of many performances changes in each. Pure: the preview and the command ask the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """What to write on each; None leaves it. `practical` is language -> text, and replaces only the languages it names.

    `state` is confirmed or on_sale.
    """

    state: str | None = None
    published_at: datetime | None = None
    sale_starts_at: datetime | None = None
    practical: Mapping[str, str] = field(default_factory=dict)

    @property
    def asks_nothing(self) -> bool:
        return self == BulkEdit()


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one performance: `field` of `BulkEdit`, with a language behind a dot for a text."""

    field: str
    before: Any
    after: Any


def changes(
    *,
    edit: BulkEdit,
    state: str,
    published_at: datetime | None,
    sale_starts_at: datetime,
    practical: Mapping[str, str],
) -> tuple[Change, ...]:
    """What differs after `edit`; nothing for a cancelled performance."""
    if state == "cancelled":
        return ()
    found = []
    for name, before, after in (
        ("state", state, edit.state),
        ("published_at", published_at, edit.published_at),
        ("sale_starts_at", sale_starts_at, edit.sale_starts_at),
    ):
        if after is not None and after != before:
            found.append(Change(name, before, after))
    for language, text in edit.practical.items():
        if text.strip() and text.strip() != practical.get(language, ""):
            found.append(Change(f"practical.{language}", practical.get(language, ""), text.strip()))
    return tuple(found)
