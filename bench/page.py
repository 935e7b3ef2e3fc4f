"""The purchase in the shop: every request a visitor's browser sends, without assets, from the agenda to the tickets.

Paid at the test bank, in a process of its own whose time is not ours; its webhook arrives too, as in real life.
"""

import re
from urllib.parse import urlencode, urlsplit

from bench.http_load import Answer, Buyer, Refused
from bench.targets import Target

FORM = ("Content-Type: application/x-www-form-urlencoded",)
BANK = urlencode({"outcome": "paid", "method": "bancontact", "webhook": "once"}).encode()


class PagePurchase:
    """`purchase(buyer, n)`: a visitor who was never here before buys the next two places of that buyer's ground."""

    def __init__(self, targets: list[Target], regions: dict[int, str], *, first: int = 0) -> None:
        self.targets = targets
        self.regions = regions
        self.first = first
        self.banks: dict[tuple[int, str, int], Buyer] = {}

    async def __call__(self, buyer: Buyer, n: int) -> None:
        target = self.targets[buyer.number]
        performance, place = target.place(self.first + n)
        shop = f"/{self.regions[target.region]}"
        show = f"{shop}/voorstelling/{performance}"
        buyer.cookies.clear()
        await buyer.ask("GET", f"{shop}/")
        await buyer.ask("GET", f"{show}/")
        hall = await buyer.ask("GET", f"{show}/plaatsen/")
        plan = re.search(rb'data-plan-url="([^"]+)"', hall.body)
        if plan is None:
            raise Refused("the page of the hall names no plan")
        await buyer.ask("GET", plan[1].decode().replace("&amp;", "&"))
        await buyer.ask("GET", f"{show}/plaatsen.json")
        chosen = [("place", place), ("place", place + 1), ("choose", "places"), *_hidden(hall)]
        await buyer.ask(
            "POST", f"{show}/plaatsen/", body=urlencode(chosen).encode(), headers=FORM, expect=(303,)
        )
        await buyer.ask("GET", f"{shop}/mandje/")
        form = await buyer.ask("GET", f"{shop}/afrekenen/")
        method = re.search(rb'name="method" value="([^"]+)"', form.body)
        fields = [
            ("name", "Ada Peeters"),
            ("email", f"ada{buyer.number}@example.org"),
            ("terms", "on"),
            ("method", method[1].decode() if method else ""),
            *_hidden(form),
        ]
        to_bank = await buyer.ask(
            "POST", f"{shop}/afrekenen/", body=urlencode(fields).encode(), headers=FORM, expect=(303,)
        )
        back = await self._pay(buyer.number, to_bank.header("location"))
        arrived = await buyer.ask("GET", back, expect=(303,))
        await buyer.ask("GET", arrived.header("location"))

    async def _pay(self, number: int, checkout_url: str) -> str:
        """Press "pay" at the bank; answers where it sends the visitor, without the host."""
        url = urlsplit(checkout_url)
        key = (number, url.hostname or "", url.port or 80)
        bank = self.banks.setdefault(key, Buyer(number, url.hostname or "", url.port or 80))
        path = url.path + (f"?{url.query}" if url.query else "")
        answer = await bank.ask("POST", path, body=BANK, headers=FORM, expect=(302, 303))
        back = urlsplit(answer.header("location"))
        return f"{back.path}?{back.query}"


def _hidden(page: Answer) -> list[tuple[str, str]]:
    """The hidden fields of the page's main form: the token, the prices that were seen."""
    found = re.findall(rb'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.body)
    return list(dict((name.decode(), value.decode()) for name, value in found).items())
