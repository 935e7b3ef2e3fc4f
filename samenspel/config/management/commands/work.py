"""`work`: the background process. A thread pumps events, the main thread runs the job queue and its periodic jobs."""

import asyncio
import logging
import signal
from argparse import ArgumentParser
from threading import Event as Flag
from threading import Thread
from typing import Any

import psycopg
import psycopg_pool
from django.core.management.base import BaseCommand
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from samenspel.config.pump import LONGEST_PAUSE_S, pump_until

JOBS_AT_ONCE = 2
FINISH_WITHIN_S = 20
DATABASE_GONE = (ConnectorException, psycopg.Error, psycopg_pool.PoolTimeout, OSError)

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run the background work: mails, refunds, carts that end. Stops cleanly on SIGTERM; waits out a database restart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--jobs", type=int, default=JOBS_AT_ONCE, help="jobs at the same time (default 2)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # A job may find its thread's connection dead after a night: look before the first statement, not after the failure.
        connections.settings["default"]["CONN_HEALTH_CHECKS"] = True
        stop = Flag()
        pump = Thread(target=pump_until, args=[stop], name="event pump")
        pump.start()
        self.stdout.write("The worker is ready.")
        self.stdout.flush()
        try:
            asyncio.run(_work(stop, jobs=options["jobs"]))
        finally:
            stop.set()
            pump.join()


async def _work(stop: Flag, *, jobs: int) -> None:
    """Run the job queue until a signal; when the database goes away, come back after 1, 2, 4, ... at most 30 seconds."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    pause_s = 1.0
    while not stopping.is_set():
        started = loop.time()
        queue = asyncio.create_task(_run_queue(jobs))
        asked = asyncio.create_task(stopping.wait())
        await asyncio.wait({queue, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        if stopping.is_set():
            stop.set()
            queue.cancel()
        try:
            await queue
        except asyncio.CancelledError:
            return
        except DATABASE_GONE as error:
            log.warning(
                "the job queue lost the database, next try in %.0f s: %s", pause_s, str(error).strip()
            )
        pause_s = 1.0 if loop.time() - started > LONGEST_PAUSE_S else min(pause_s * 2, LONGEST_PAUSE_S)
        await _pause(stopping, pause_s)


async def _run_queue(jobs: int) -> None:
    # A second app on a connection of its own: what jobs and the pump ask for still commits with their transaction.
    worker = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with worker.open_async():
        await worker.run_worker_async(
            concurrency=jobs,
            install_signal_handlers=False,
            delete_jobs="successful",
            shutdown_graceful_timeout=FINISH_WITHIN_S,
            fetch_job_polling_interval=2,
        )


async def _pause(stopping: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return
