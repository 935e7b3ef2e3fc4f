"""Count the statements of one purchase in the shop, from the agenda to the tickets: `python -m bench.count_statements`.

The pages run in this process, so every statement passes the counter: the ORM's and the hot path's, its scope included.
Nothing is remembered from an earlier visit; only the way to the bank is a fake.
"""

import sys
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

import django

from bench.http_load import Answer, Refused
from bench.page import PagePurchase
from bench.targets import read_regions, read_targets


class InProcess:
    """Stands where a Buyer stands: the same requests, answered by Django's test client."""

    number = 0

    def __init__(self) -> None:
        from django.test import Client  # noqa: PLC0415

        self.client = Client()
        self.cookies = self.client.cookies

    async def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes = b"",
        headers: tuple[str, ...] = (),
        expect: tuple[int, ...] = (200,),
    ) -> Answer:
        content_type = headers[0].removeprefix("Content-Type: ") if headers else "text/plain"
        response = self.client.generic(method, path, body, content_type=content_type)
        if response.status_code not in expect:
            raise Refused(f"{method} {path}: {response.status_code}\n{response.content[:2000].decode()}")
        head = "".join(f"{name}: {value}\r\n" for name, value in response.headers.items()).encode()
        return Answer(response.status_code, head, response.content)


class PaidAtOnce(PagePurchase):
    """The bank is a fake that says paid as soon as the visitor arrives there."""

    bank: Any

    async def _pay(self, number: int, checkout_url: str) -> str:
        reference = checkout_url.rsplit("/", 1)[1]
        self.bank.say(reference, state="paid")
        back = urlsplit(self.bank.redirects[reference])
        return f"{back.path}?{back.query}"


def main() -> int:
    django.setup()
    from samenspel.config.env import load  # noqa: PLC0415
    from samenspel.payments import providers  # noqa: PLC0415
    from tests.support.counting import counted  # noqa: PLC0415
    from tests.support.scripted_bank import ScriptedBank  # noqa: PLC0415

    bank = ScriptedBank()
    providers.register(name="test", factory=lambda collector: bank)
    url = load().database.url
    target = read_targets(url)[-1]
    purchase = PaidAtOnce([target], read_regions(url), first=target.purchases - 1)
    purchase.bank = bank
    with counted() as sent:
        _drive(purchase(InProcess(), 0))  # type: ignore[arg-type]
    print(len(sent))
    return 0


def _drive(purchase: Coroutine[Any, Any, None]) -> None:
    """Run it here and now, without a loop: a loop has a database connection of its own, past the counter."""
    try:
        purchase.send(None)
    except StopIteration:
        return
    raise RuntimeError("a purchase in this process has nothing to wait for")


if __name__ == "__main__":
    sys.exit(main())
