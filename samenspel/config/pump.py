"""The event pump: tells subscribers what happened, in order, each fact once.

A fact whose subscriber fails does not hold up the others: that one telling is undone and handed to the job queue, which tries
again with growing pauses and keeps the failure visible.
"""

import logging
from threading import Event as Flag

import django.db
import psycopg
from django.db import connection, transaction

from samenspel.config.tasks import tell_again
from samenspel.config.wiring import subscribers
from samenspel.kernel import events
from samenspel.kernel.tenancy import Scope

READER = "subscribers"
BATCH = 200
PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0

# Django's own for the ORM, the driver's for statements of the hot path.
DATABASE_ERRORS = (django.db.Error, psycopg.Error)

log = logging.getLogger(__name__)


def pump_once() -> int:
    """Tell one batch of new facts (at most 200) in one transaction; answers how many there were."""
    told = 0
    with Scope.of_system().open():
        for fact in events.consume(reader=READER, limit=BATCH):
            told += 1
            for subscriber in subscribers.get(fact.kind, ()):
                try:
                    with transaction.atomic():
                        subscriber(fact)
                except DATABASE_ERRORS:
                    if not connection.is_usable():
                        raise
                    _hand_over(fact)
                except Exception:
                    _hand_over(fact)
    return told


def pump_until(stop: Flag) -> None:
    """Pump until `stop` is set; a database that went away is tried again after 1, 2, 4, ... at most 30 seconds."""
    pause_s = PAUSE_S
    while not stop.is_set():
        try:
            busy = pump_once() == BATCH
        except DATABASE_ERRORS as error:
            pause_s = min(max(pause_s * 2, 1.0), LONGEST_PAUSE_S)
            log.warning(
                "the event pump lost the database, next try in %.0f s: %s", pause_s, str(error).strip()
            )
            connection.close()
            stop.wait(pause_s)
            continue
        pause_s = PAUSE_S
        if not busy:
            stop.wait(pause_s)
    connection.close()


def _hand_over(fact: events.Fact) -> None:
    log.exception(
        "telling fact %s (%s of %s) failed, handed to the job queue", fact.id, fact.kind, fact.subject
    )
    tell_again.defer(event=fact.id)
