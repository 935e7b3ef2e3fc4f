"""A statement and the scope it runs in as one packet there and one packet back.

PostgreSQL's pipeline, by the parts psycopg is built of: its own `Connection.pipeline` waits and writes between every two steps,
which cost a step of the sale more processor time than the statement itself. See docs/reference/performance.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg import abc
from psycopg.abc import PQGen
from psycopg.adapt import AdaptersMap, PyFormat, Transformer
from psycopg.generators import fetch_many, send
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.types.datetime import TimestamptzLoader
from psycopg.types.json import JsonbLoader

FAILED = (ExecStatus.FATAL_ERROR, ExecStatus.BAD_RESPONSE)

Step = tuple[str, Sequence[object]]
"""A text with $1, $2, ..., and their values. PostgreSQL infers the type of each from where it stands, or from its cast."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the last step answered."""

    result: PGresult
    rows: list[tuple[Any, ...]]

    def columns(self) -> list[str]:
        return [(self.result.fname(no) or b"").decode() for no in range(self.result.nfields)]


@dataclass(eq=False)
class Wire:
    """One connection, what is prepared on it (text to name), and how values travel: as psycopg's do, not as Django's, whose
    loaders leave jsonb as text and read every moment in Python.
    """

    values: abc.Transformer
    prepared: dict[str, bytes] = field(default_factory=dict)

    def ask(self, raw: psycopg.Connection[Any], steps: Sequence[Step]) -> Answer:
        """Run the steps as one: outside a transaction all are undone when one fails. Each text is prepared once.

        Raises psycopg.Error of the step that failed; OperationalError when the server went away.
        """
        if not raw.autocommit and raw.info.transaction_status == TransactionStatus.IDLE:
            steps = [("begin", ()), *steps]  # as psycopg does before the first statement
        new = dict.fromkeys(text for text, _ in steps if text not in self.prepared)
        fresh = {text: b"w%d" % (len(self.prepared) + no) for no, text in enumerate(new)}
        names = self.prepared | fresh if fresh else self.prepared
        pg = raw.pgconn
        pg.enter_pipeline_mode()
        try:
            for text, name in fresh.items():
                pg.send_prepare(name, text.encode())
            for text, given in steps:
                dumped = self.values.dump_sequence(given, [_format(value) for value in given])
                pg.send_query_prepared(names[text], dumped, self.values.formats)
            pg.pipeline_sync()
            results = raw.wait(_answers(pg))
            pg.exit_pipeline_mode()
        except BaseException:
            raw.close()  # Nobody knows what is still on its way.
            raise
        for text, result in zip(fresh, results, strict=False):
            if result.status == ExecStatus.COMMAND_OK:  # What stands behind a failed one was not even tried.
                self.prepared[text] = fresh[text]
        for result in results:
            if result.status in FAILED:
                raise psycopg.errors.error_from_result(result, encoding=raw.info.encoding)
        return self._read(results[-1])

    def _read(self, result: PGresult) -> Answer:
        self.values.set_pgresult(result)
        return Answer(result, self.values.load_rows(0, result.ntuples, tuple))


_wires: WeakKeyDictionary[psycopg.Connection[Any], Wire] = WeakKeyDictionary()


def wire_of(raw: psycopg.Connection[Any]) -> Wire:
    """The one of this connection; forgotten with it."""
    wire = _wires.get(raw)
    if wire is None:
        wire = _wires[raw] = Wire(Transformer.from_context(_Values(raw)))
    return wire


class _Values:
    """How values travel: as psycopg's do, not as Django's, whose loaders leave jsonb as text and read every moment in Python."""

    connection = None

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        self.adapters = AdaptersMap(raw.adapters)
        self.adapters.register_loader("jsonb", JsonbLoader)
        self.adapters.register_loader("timestamptz", TimestamptzLoader)


def _format(value: object) -> PyFormat:
    """As text, which PostgreSQL reads as the type it infers. How bytes are written as text depends on a connection."""
    return PyFormat.BINARY if isinstance(value, bytes) else PyFormat.TEXT


def _answers(pg: PGconn) -> PQGen[list[PGresult]]:
    """What each step answered, until the one that says there is no more."""
    yield from send(pg)
    results: list[PGresult] = []
    while True:
        found = yield from fetch_many(pg)
        if found and found[-1].status == ExecStatus.PIPELINE_SYNC:
            return results
        results += found
