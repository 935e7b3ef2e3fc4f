"""Hand-written SQL of the hot paths: one statement a file, loaded once, answered as frozen dataclasses.

A statement and its scope travel in one pipeline: one round trip, one implicit transaction that ends with it. Inside an open
transaction (a `Scope.open()` block, a test) it joins that transaction.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import psycopg
from django.db import connection, transaction
from psycopg.rows import tuple_row

from samenspel.kernel.errors import DomainError
from samenspel.kernel.tenancy import SET_SCOPE, SETTINGS, Scope, current_settings
from samenspel.kernel.wire import Answer, Step, wire_of

Row = TypeVar("Row")

REFUSED = "SP001"
PARAMETER = re.compile(r"%\((\w+)\)s")
NOBODY = Scope.nobody()
SET_SETTINGS = SET_SCOPE.replace("%s", "${}").format(*range(1, len(SETTINGS) + 1))


class Refused(DomainError):
    """A statement refused through `kernel_refuse`; `reason` is a word of that statement's header, `detail` its data."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Positional:
    """A statement with $1, $2, ... and the names of its parameters in that order."""

    text: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, named: str) -> "Positional":
        names = tuple(dict.fromkeys(PARAMETER.findall(named)))
        return cls(PARAMETER.sub(lambda found: f"${names.index(found[1]) + 1}", named), names)


@dataclass(eq=False)
class Statement(Generic[Row]):
    """One SQL file. Its columns must be the fields of `row`, in their order; the first answer says so when they are not."""

    path: Path
    row: type[Row]
    checked: bool = field(default=False, init=False)

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def positional(self) -> "Positional":
        """The text as PostgreSQL takes it. Made once: psycopg would translate a long statement again at every call."""
        return Positional.of(self.text)

    def rows(self, *, scope: Scope, **params: object) -> list[Row]:
        """Run in `scope`. Raises Refused with nothing changed."""
        with _refusals():
            answer = _run(self.positional, scope, params)
        if not self.checked:
            self._check(answer)
        row = self.row
        return [row(*values) for values in answer.rows]

    def _check(self, answer: Answer) -> None:
        """Once a process: the text never changes."""
        found = answer.columns()
        wanted = [each.name for each in fields(self.row)]  # type: ignore[arg-type]
        if found != wanted:
            raise TypeError(f"{self.path.name} answers {found}, {self.row.__name__} has {wanted}")
        self.checked = True

    def one(self, *, scope: Scope, **params: object) -> Row:
        """Run in `scope` and take the only row."""
        (row,) = self.rows(scope=scope, **params)
        return row


CHANGED = "changed"
ATTEMPTS = 5


def settled(statement: Statement[Row], *, scope: Scope, **params: object) -> Row:
    """`statement.one`, asked again when it refuses because what it read changed while it waited for its lock."""
    for _ in range(ATTEMPTS - 1):
        try:
            return statement.one(scope=scope, **params)
        except Refused as refused:
            if refused.reason != CHANGED:
                raise
    return statement.one(scope=scope, **params)


def load(module_file: str, name: str, row: type[Row]) -> Statement[Row]:
    """The statement `sql/<name>.sql` of the domain that `module_file` belongs to."""
    rooms = (folder / "sql" for folder in Path(module_file).resolve().parents)
    return Statement(path=next(room for room in rooms if room.is_dir()) / f"{name}.sql", row=row)


def _run(statement: Positional, scope: Scope, params: dict[str, object]) -> Answer:
    if connection.in_atomic_block:
        # A savepoint: a refusal undoes the statement, not what the surrounding transaction did before.
        with transaction.atomic(), _scope_put_back():
            return _send(statement, scope, params)
    try:
        return _send(statement, scope, params)
    except psycopg.errors.DeadlockDetected:
        # The server undid this one so that the other could go on; now it is our turn.
        return _send(statement, scope, params)
    except psycopg.OperationalError:
        lost = connection.connection is None or connection.connection.closed
        connection.close()
        if not lost:
            # Not a lost server: a deferred constraint that failed at the very end leaves the pipeline like this.
            raise
        # The server went away (restart, failover). Every step of the sale is idempotent, so it is safe to ask once more.
        return _send(statement, scope, params)


def _send(statement: Positional, scope: Scope, params: dict[str, object]) -> Answer:
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    steps: list[Step] = [(statement.text, [params[name] for name in statement.names])]
    # Nobody's settings are what a connection has outside a transaction: there is nothing to set for public rows.
    if connection.in_atomic_block or scope != NOBODY:
        steps.insert(0, (SET_SETTINGS, scope.settings))
        for observer in scope_observers:
            observer(SET_SETTINGS)
    answer = wire_of(raw).ask(raw, steps)
    for observer in observers:
        observer(statement.text)
    return answer


@contextmanager
def _scope_put_back() -> Iterator[None]:
    """What the surrounding transaction may see is the same after a statement with a scope of its own."""
    raw: psycopg.Connection[Any] = connection.connection
    with psycopg.Cursor(raw, row_factory=tuple_row) as cursor:
        before = current_settings(cursor)
        yield
        cursor.execute(SET_SCOPE, before)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        if error.sqlstate != REFUSED:
            raise
        raise Refused(error.diag.message_primary or "", error.diag.message_detail or "") from error


observers: list[Any] = []
"""Called with the text of each statement sent: the query counts of tests and the harness see the hot path too."""

scope_observers: list[Any] = []
"""Called for each scope that travels with such a statement."""
