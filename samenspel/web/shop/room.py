"""What every page of a region's shop stands in: the region, the visitor's language and cart, and this moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspel.houses.queries.directory import HouseFacts, RegionFacts, directory
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.web.shop.cookies import CartCookie, read_cart

Rest = ParamSpec("Rest")


@dataclass(frozen=True, slots=True)
class Room:
    """`cart` is what this device remembers of its cart, not asked of the database."""

    request: HttpRequest
    region: RegionFacts
    language: str
    cart: CartCookie | None
    at: datetime

    @property
    def has_live_cart(self) -> bool:
        return self.cart is not None and self.cart.count > 0 and self.cart.until > self.at

    def url(self, name: str, *args: object) -> str:
        """The address of a page of this shop, in the visitor's language."""
        return reverse(f"shop:{name}", args=[self.region.slug, *args])

    def render(
        self, template: str, context: Mapping[str, Any], *, house: HouseFacts | None = None, status: int = 200
    ) -> HttpResponse:
        """The page, in the brand of the region or of one `house`. No shared cache may keep it: it shows a visitor's cart."""
        page = get_template(template).render(
            {
                "region": self.region,
                "house": house,
                "language": self.language,
                "at": self.at,
                "shop_url": self.url("agenda"),
                **shell(self, house),
                **context,
            },
            self.request,
        )
        response = HttpResponse(page, status=status)
        response.headers["Cache-Control"] = "private, no-cache"
        return response


def shell(room: Room, house: HouseFacts | None) -> dict[str, Any]:
    """Brand, cart button and links, as `design/shop.html` wants them."""
    agenda_url = room.url("agenda")
    live = room.cart if room.has_live_cart else None
    return {
        "brand": {
            "name": house.name if house else room.region.name,
            "url": room.url("house", house.slug) if house else agenda_url,
            "region_name": room.region.name if house else "",
            "region_url": agenda_url,
            "tagline": "" if house else words(room.region.tagline, room.language),
            "css_url": f"/brand/{house.slug}.css" if house else f"/brand/regio/{room.region.slug}.css",
        },
        "cart": {
            "url": f"{agenda_url}mandje/",
            "count": live.count if live else 0,
            "held_until": live.until if live else None,
        },
        "nav": [
            {"url": agenda_url, "label": _("Agenda"), "current": room.request.path == agenda_url},
            {"url": reverse("account:home"), "label": _("My tickets"), "current": False},
        ],
        "footer_links": footer_links(),
    }


def footer_links() -> list[dict[str, str]]:
    return [
        {"url": reverse("shop:regions"), "label": _("Other regions")},
        {"url": reverse("shop:accessibility"), "label": _("Accessibility")},
        {"url": reverse("shop:privacy"), "label": _("Privacy")},
        {"url": reverse("shop:terms"), "label": _("Terms of sale")},
    ]


def in_region(
    view: Callable[Concatenate[Room, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, Rest], HttpResponse]:
    """A view of one region's shop: finds the region by its slug, and turns "there is no such thing" into 404."""

    @wraps(view)
    def found(request: HttpRequest, region: str, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            facts = directory().region(region)
            room = Room(
                request, facts, language_now(), read_cart(request=request, region=region), clock.now()
            )
            return view(room, *args, **kwargs)
        except NotFound:
            raise Http404 from None

    return found


def language_now() -> str:
    """`nl`, `fr` or `en`."""
    return (get_language() or "nl")[:2]


def words(texts: Mapping[str, Any] | None, language: str) -> Any:
    """The text in this language, else in Dutch, else in whatever language there is."""
    if not texts:
        return ""
    return texts.get(language) or texts.get("nl") or next(iter(texts.values()), "")
