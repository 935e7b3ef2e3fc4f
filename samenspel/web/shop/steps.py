"""Where a visitor is on the way to the tickets."""

from django.utils.translation import gettext as _

from samenspel.web.shop.room import Room


def steps(room: Room, *, current: int) -> list[dict[str, object]]:
    """Cart, details, payment, tickets; `current` counts from 1."""
    words = [
        (_("Cart"), room.url("cart")),
        (_("Details"), room.url("checkout")),
        (_("Pay"), ""),
        (_("Tickets"), ""),
    ]
    return [
        {
            "label": label,
            "url": url if current < len(words) else "",
            "done": number < current,
            "current": number == current,
        }
        for number, (label, url) in enumerate(words, start=1)
    ]
