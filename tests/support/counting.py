"""Counts what a page asks of the database, the hot path included."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from samenspel.kernel import statement


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent inside, in order. A statement of the hot path stands for two: its scope travels with it."""
    sent: list[str] = []

    def of_django(
        execute: Callable[..., Any], sql: str, params: object, many: bool, context: dict[str, Any]
    ) -> object:
        if not sql.startswith(("SAVEPOINT", "RELEASE SAVEPOINT")):
            sent.append(sql)
        return execute(sql, params, many, context)

    def of_hot_path(text: str) -> None:
        sent.extend(("set_config", text))

    statement.observers.append(of_hot_path)
    try:
        with connection.execute_wrapper(of_django):
            yield sent
    finally:
        statement.observers.remove(of_hot_path)
