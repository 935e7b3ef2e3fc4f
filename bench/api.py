"""The purchase over the API: hold two places, then order and pay at once (the seller took the money). Two requests."""

import json

from bench.http_load import Buyer
from bench.targets import Target


class ApiPurchase:
    """`purchase(buyer, n)` buys the next two places of that buyer's own ground, from purchase `first` on."""

    def __init__(self, targets: list[Target], regions: dict[int, str], *, first: int = 0) -> None:
        self.targets = targets
        self.regions = regions
        self.first = first

    async def __call__(self, buyer: Buyer, n: int) -> None:
        target = self.targets[buyer.number]
        performance, place = target.place(self.first + n)
        headers = (f"Authorization: Bearer bench_{target.house}", "Content-Type: application/json")
        items = [
            {"performance": performance, "place": no, "ticket_type": target.ticket_type}
            for no in (place, place + 1)
        ]
        wish = json.dumps({"region": self.regions[target.region], "items": items}).encode()
        cart = await buyer.ask("POST", "/api/v1/carts", body=wish, headers=headers, expect=(200, 201))
        order = {
            "cart": json.loads(cart.body)["id"],
            "buyer": {"name": "Koper", "email": f"koper{buyer.number}@example.org"},
            "payment": {"method": "seller"},
        }
        await buyer.ask(
            "POST", "/api/v1/orders", body=json.dumps(order).encode(), headers=headers, expect=(200, 201)
        )
