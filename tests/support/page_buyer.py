"""A buyer over live HTTP, by the pages of the shop: two houses in one cart, one payment at the test bank.

Who gets no answer, or an answer that something is down, presses the same button again, as a visitor does.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import httpx

ANSWER_WITHIN_S = 90
PRESS_AGAIN_AFTER_S = 0.2
ASK_TIMEOUT_S = 30


class WaitsForEver(AssertionError):
    """A buyer got no usable answer within `ANSWER_WITHIN_S`; the text holds the last one."""


@dataclass
class PageBuyer:
    """`shop` is the address of a region's shop, slash at the end. `longest_wait_s` is how long one step took at most."""

    shop: str
    email: str
    longest_wait_s: float = 0
    orders: set[str] = field(default_factory=set)
    """Ids of the orders whose page was promised to this buyer: confirmed, as far as the buyer knows."""

    def __post_init__(self) -> None:
        self._http = httpx.Client(timeout=ASK_TIMEOUT_S, trust_env=False)

    def fill_cart(self, performances: list[int], place: int) -> None:
        """Take `place` of each performance."""
        for performance in performances:
            show = f"{self.shop}voorstelling/{performance}/"
            page = self._until(partial(self._get, show), lambda answer: answer.status_code == 200)
            wanted = _hidden(page) | {"place": str(place), "choose": "places"}
            self._until(
                partial(self._post, f"{show}plaatsen/", wanted), lambda answer: _leads_to(answer, "/mandje/")
            )

    def check_out(self) -> str:
        """The address at the bank where this is paid."""
        return self._until(self._order, lambda answer: _leads_to(answer, "/checkout/")).headers["location"]

    def pay(self, checkout_url: str, *, webhook: str = "once", delay_s: int = 2) -> str:
        """Pay at the bank; the address it sends the buyer back to."""
        choice = {"outcome": "paid", "method": "bancontact", "webhook": webhook, "delay_s": str(delay_s)}
        paid = self._until(
            lambda: self._post(checkout_url, choice), lambda answer: _leads_to(answer, "/betaling/")
        )
        return paid.headers["location"]

    def come_back(self, back: str) -> None:
        """Wait on the page of the payment until it leads to the order, and look at that."""
        arrived = self._until(lambda: self._get(back), lambda answer: _leads_to(answer, "/bestelling/"))
        url = str(arrived.url.join(arrived.headers["location"]))
        self.orders.add(re.findall(r"/bestelling/([0-9a-f-]+)/", url)[0])
        self._until(lambda: self._get(url), lambda answer: answer.status_code == 200)

    def close(self) -> None:
        self._http.close()

    def _order(self) -> httpx.Response:
        page = self._get(f"{self.shop}afrekenen/")
        method = re.search(r'name="method" value="([^"]+)"', page.text)
        if page.status_code != 200 or method is None:
            return page  # the shop is not well, or does not know now how one can pay
        form = {"name": "Ada Peeters", "email": self.email, "terms": "on", "method": method[1]}
        return self._post(f"{self.shop}afrekenen/", _hidden(page) | form)

    def _get(self, url: str) -> httpx.Response:
        return self._http.get(url)

    def _post(self, url: str, form: dict[str, str]) -> httpx.Response:
        return self._http.post(url, data=form)

    def _until(
        self, ask: Callable[[], httpx.Response], good: Callable[[httpx.Response], bool]
    ) -> httpx.Response:
        began, last, pause = time.monotonic(), "", threading.Event()
        while time.monotonic() - began < ANSWER_WITHIN_S:
            try:
                answer = ask()
            except httpx.TransportError as error:
                last = repr(error)
            else:
                if good(answer):
                    self.longest_wait_s = max(self.longest_wait_s, time.monotonic() - began)
                    return answer
                last = f"{answer.request.method} {answer.url}: {answer.status_code} {answer.headers.get('location', '')}"
            pause.wait(PRESS_AGAIN_AFTER_S)
        raise WaitsForEver(f"{self.email} waits for ever, last answer: {last}")


def _leads_to(answer: httpx.Response, path: str) -> bool:
    return answer.status_code == 303 and path in answer.headers["location"]


def _hidden(page: httpx.Response) -> dict[str, str]:
    """The hidden fields of the page's main form: the token, the id of a new cart."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
