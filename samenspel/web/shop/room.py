"""What every page of a region's shop stands in: the region, the visitor's language and cart, and this moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import get_template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspel.contacts.queries.consents import contact_of_login
from samenspel.houses.queries.directory import HouseFacts, Logo, RegionFacts, directory
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.remember import Memory
from samenspel.kernel.tenancy import Scope
from samenspel.web.addresses import address
from samenspel.web.design.words import language_links, words
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

    def buyer(self, order: UUID) -> Scope:
        """The order, and who buys it when they signed in: their cards and subscriptions then count. A stranger costs nothing."""
        user = self.request.user
        if settings.SESSION_COOKIE_NAME not in self.request.COOKIES or not user.is_authenticated:
            return Scope.of_order(order)
        contact = contact_of_login(user=user.pk, email=user.email)
        return Scope(orders=frozenset((order,)), contact=contact)

    def url(self, name: str, *args: object) -> str:
        """The address of a page of this shop, in the visitor's language."""
        return address(f"shop:{name}", self.region.slug, *args)

    def render(
        self, template: str, context: Mapping[str, Any], *, house: HouseFacts | None = None, status: int = 200
    ) -> HttpResponse:
        """The page, in the brand of the region or of one `house`. No shared cache may keep it: it shows a visitor's cart.

        Who asks a house's page in a language that the house does not speak goes to that page in its first one.
        """
        if house and self.language not in house.languages and self.request.method in ("GET", "HEAD"):
            (first, *_others) = language_links(self.request, house.languages)
            return redirect(str(first["url"]))
        page = get_template(template).render(
            {
                "region": self.region,
                "house": house,
                "language": self.language,
                "at": self.at,
                **shell(self, house),
                **context,
            },
            self.request,
        )
        return as_page(page, status=status)


def as_page(text: str | bytes, *, status: int = 200) -> HttpResponse:
    response = HttpResponse(text, status=status)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


_pages: Memory[bytes] = Memory(ttl_s=10, size=512)


def same_for_strangers(
    view: Callable[Concatenate[Room, Rest], HttpResponse],
) -> Callable[Concatenate[Room, Rest], HttpResponse]:
    """A page without a form that posts: everybody who has no cart sees the same, so it is made once in ten seconds.

    At the start of a season thousands look at the same agenda. Who has a cart gets a page with that cart in it.
    """

    @wraps(view)
    def answered(room: Room, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        request = room.request
        if room.has_live_cart or request.method != "GET":
            return view(room, *args, **kwargs)
        key = (request.get_full_path(), room.language, settings.SITE_URL)
        kept = _pages.peek(key)
        if kept is not None:
            return as_page(kept)
        response = view(room, *args, **kwargs)
        # A page that set a cookie holds something of this visitor: a token, a cart.
        if (
            response.status_code == 200
            and not response.cookies
            and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        ):
            _pages.keep(key, response.content)
        return response

    return answered


def shell(room: Room, house: HouseFacts | None) -> dict[str, Any]:
    """Brand, cart button and links, as `design/shop.html` wants them."""
    live = room.cart if room.has_live_cart else None
    key = (room.region.slug, house.slug if house else "", room.language)
    fixed = _shells.get(key, lambda: _fixed_shell(room, house))
    return {
        **fixed,
        "nav": [
            {"url": url, "label": label, "current": room.request.path == url}
            for url, label in fixed["nav_links"]
        ],
        "cart": {
            "url": f"{fixed['shop_url']}mandje/",
            "count": live.count if live else 0,
            "held_until": live.until if live else None,
        },
    }


_shells: Memory[dict[str, Any]] = Memory(ttl_s=30, size=512)


def _fixed_shell(room: Room, house: HouseFacts | None) -> dict[str, Any]:
    """What the shell says to every visitor of this region or house."""
    agenda_url = room.url("agenda")
    return {
        "shop_url": agenda_url,
        "brand": {
            "name": house.name if house else room.region.name,
            "url": room.url("house", house.slug) if house else agenda_url,
            "region_name": room.region.name if house else "",
            "region_url": agenda_url,
            "tagline": "" if house else words(room.region.tagline, room.language),
            "languages": house.languages if house else (),
            "logo": logo_in(logo=house.logo, name=house.name, language=room.language) if house else None,
            "css_url": f"/brand/{house.slug}.css" if house else f"/brand/regio/{room.region.slug}.css",
        },
        "nav_links": [(agenda_url, _("Agenda")), (address("account:home"), _("My tickets"))],
        "footer_links": footer_links(),
    }


def logo_in(*, logo: Logo | None, name: str, language: str) -> dict[str, Any] | None:
    """The logo of the house called `name`, for `ui.logo`, with its words in this language."""
    if logo is None:
        return None
    alt = logo.alt.get(language) or name
    return {"url": logo.path, "alt": alt, "width": logo.width, "height": logo.height}


def footer_links() -> list[dict[str, str]]:
    return [
        {"url": address("shop:regions"), "label": _("Other regions")},
        {"url": address("shop:accessibility"), "label": _("Accessibility")},
        {"url": address("shop:privacy"), "label": _("Privacy")},
        {"url": address("shop:terms"), "label": _("Terms of sale")},
    ]


def in_region(view: Callable[Concatenate[Room, Rest], HttpResponse]) -> Callable[..., HttpResponse]:
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
