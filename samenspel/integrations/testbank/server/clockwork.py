"""Does what is due: one thread that waits, a few that post webhooks, so that two of them really meet."""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx

from samenspel.integrations.testbank.server.bank import Bank
from samenspel.integrations.testbank.server.books import Job

log = logging.getLogger(__name__)

WEBHOOK_TIMEOUT_S = 15
LONGEST_WAIT_S = 0.25


def post_webhook(url: str, payment: str) -> bool:
    """POST `id=<payment>` as a form, nothing more; True when the answer is 200."""
    try:
        response = httpx.post(url, data={"id": payment}, timeout=WEBHOOK_TIMEOUT_S, trust_env=False)
    except httpx.HTTPError as error:
        log.warning("webhook %s: %s", url, error)
        return False
    return response.status_code == 200


class Clockwork:
    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="testbank-clockwork", daemon=True)
        self._hands = ThreadPoolExecutor(max_workers=8, thread_name_prefix="testbank-webhook")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=5)
        self._hands.shutdown(wait=True, cancel_futures=True)

    def _run(self) -> None:
        while not self._stop.is_set():
            for job in self._bank.books.take_due(time.time()):
                self._hands.submit(self._do, job)
            due = self._bank.books.next_due()
            wait_s = LONGEST_WAIT_S if due is None else max(0.0, min(LONGEST_WAIT_S, due - time.time()))
            self._stop.wait(wait_s)

    def _do(self, job: Job) -> None:
        try:
            self._bank.do(job, at=time.time())
        except Exception:
            log.exception("test bank could not do %s", job)
