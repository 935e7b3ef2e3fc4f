"""Counts what a page asks of the database, the hot path included."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from samenspel.kernel import statement


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent inside, in order. A scope that travels with a statement of the hot path counts as one."""
    sent: list[str] = []

    def of_django(
        execute: Callable[..., Any], sql: str, params: object, many: bool, context: dict[str, Any]
    ) -> object:
        if not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")):
            sent.append(sql)
        return execute(sql, params, many, context)

    statement.observers.append(sent.append)
    statement.scope_observers.append(sent.append)
    try:
        with connection.execute_wrapper(of_django):
            yield sent
    finally:
        statement.observers.remove(sent.append)
        statement.scope_observers.remove(sent.append)
