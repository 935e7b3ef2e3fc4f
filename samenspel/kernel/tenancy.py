"""Who asks: the scope of a command or query, and the second wall behind it (row-level security, forced and fail-closed).

Every private table has a policy over the settings below. A connection without a scope sees no private row at all, because
each setting is then empty. The settings live for one transaction only.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

SETTINGS = ("houses", "orders", "contact", "user", "system", "actor")
# One column, because nobody reads the answer.
SET_SCOPE = "select " + " || ".join(f"set_config('samenspel.{name}', %s, true)" for name in SETTINGS)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the asker may see: rows of these houses, of these orders (by secret link), of this contact, of this login.

    `system` is the product itself at work (worker, confirmation, migration of data), never a person. `actor` is the login
    that does it; it opens nothing, and stands in the log of changes.
    """

    houses: frozenset[int] = frozenset()
    orders: frozenset[UUID] = frozenset()
    contact: int | None = None
    user: int | None = None
    system: bool = False
    actor: int | None = None

    @classmethod
    def nobody(cls) -> "Scope":
        return cls()

    @classmethod
    def of_houses(cls, *houses: int, actor: int | None = None) -> "Scope":
        return cls(houses=frozenset(houses), actor=actor)

    @classmethod
    def of_order(cls, order: UUID) -> "Scope":
        return cls(orders=frozenset((order,)))

    @classmethod
    def of_orders(cls, orders: Iterable[UUID]) -> "Scope":
        return cls(orders=frozenset(orders))

    @classmethod
    def of_contact(cls, contact: int) -> "Scope":
        return cls(contact=contact)

    @classmethod
    def of_user(cls, user: int) -> "Scope":
        return cls(user=user)

    @classmethod
    def of_system(cls, *, actor: int | None = None) -> "Scope":
        return cls(system=True, actor=actor)

    @property
    def settings(self) -> tuple[str, ...]:
        """The values for `SET_SCOPE`, in its order."""
        return (
            "{" + ",".join(str(house) for house in sorted(self.houses)) + "}",
            "{" + ",".join(str(order) for order in self.orders) + "}",
            "" if self.contact is None else str(self.contact),
            "" if self.user is None else str(self.user),
            "on" if self.system else "",
            "" if self.actor is None else str(self.actor),
        )

    @contextmanager
    def open(self) -> Iterator[None]:
        """A transaction in which the ORM sees what this scope may see.

        Scopes do not nest: an inner one would silently widen or narrow what the outer one reads afterwards, so the outer
        settings are put back when the inner one closes.
        """
        with transaction.atomic(), connection.cursor() as cursor:
            nested = len(connection.savepoint_ids) > 0
            before = current_settings(cursor) if nested else None
            cursor.execute(SET_SCOPE, self.settings)
            yield
            if before is not None:
                cursor.execute(SET_SCOPE, before)


def current_settings(cursor: object) -> tuple[str, ...]:
    cursor.execute(  # type: ignore[attr-defined]
        "select " + ", ".join(f"coalesce(current_setting('samenspel.{name}', true), '')" for name in SETTINGS)
    )
    row: tuple[str, ...] = cursor.fetchone()  # type: ignore[attr-defined]
    return row
