"""The addresses of the shop. Slugs are Dutch in every language: `/zuidwest/mandje/`, `/fr/zuidwest/mandje/`.

`urlpatterns` stand under a language; `plain_urlpatterns` do not. The region is a slug at the root, so include this last; it is
read once for all pages of its shop.
"""

from django.urls import include, path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.shop.views import (
    agenda,
    assets,
    cart,
    cart_prices,
    checkout,
    exchange,
    moved,
    order,
    performance,
    places,
    regions,
    search_engines,
    statements,
)

app_name = "shop"

region_urlpatterns = [
    path("", agenda.agenda, name="agenda"),
    path("huis/<slug:house>/", agenda.house, name="house"),
    path("voorstelling/<number:performance>/", performance.performance, name="performance"),
    path("tentoonstelling/<number:production>/", performance.exhibition, name="exhibition"),
    path("voorstelling/<number:performance>/plaatsen/", places.places, name="places"),
    path("voorstelling/<number:performance>/plaatsen.json", places.availability, name="availability"),
    path("mandje/", cart.cart, name="cart"),
    path("mandje/code/", cart_prices.code, name="cart_code"),
    path("mandje/prijzen/", cart_prices.why, name="cart_why"),
    path("mandje/langer/", cart.longer, name="cart_longer"),
    path("mandje/tarief/", cart.ticket_type, name="cart_ticket_type"),
    path("mandje/weg/", cart.remove, name="cart_remove"),
    path("mandje/terug/", cart.undo, name="cart_undo"),
    path("mandje/opnieuw/", cart.again, name="cart_again"),
    path("mandje/wijzigen/", cart.reopen, name="cart_reopen"),
    path("afrekenen/", checkout.checkout, name="checkout"),
    path("betaling/<uuid:payment>/", checkout.payment_return, name="payment"),
    path("bestelling/<uuid:order>/<str:token>/", order.order, name="order"),
    path("bestelling/<uuid:order>/<str:token>/tickets.pdf", order.tickets, name="tickets"),
    path("bestelling/<uuid:order>/<str:token>/agenda.ics", order.calendar, name="calendar"),
    path("bestelling/<uuid:order>/<str:token>/mail/", order.send_again, name="send_again"),
    path("bestelling/<uuid:order>/<str:token>/annuleren/", order.cancel, name="cancel"),
    path(
        "bestelling/<uuid:order>/<str:token>/teruggeven/<number:performance>/",
        moved.give_back,
        name="give_back",
    ),
    path(
        "bestelling/<uuid:order>/<str:token>/tijdslot/<number:performance>/",
        exchange.exchange,
        name="exchange",
    ),
]

urlpatterns = [
    path("", regions.regions, name="regions"),
    path("toegankelijkheid/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("voorwaarden/", statements.terms, name="terms"),
    path("voorwaarden/<slug:house>/<number:version>/", statements.conditions, name="conditions"),
    path("<slug:region>/", include(region_urlpatterns)),
]

plain_urlpatterns = [
    path("plan/<number:plan>.json", assets.plan, name="plan"),
    path("poster/<number:production>/", assets.poster, name="poster"),
    path("logo/<slug:slug>/<slug:key>.png", assets.logo, name="logo"),
    path("brand/regios.css", assets.regions_brand, name="regions_brand"),
    path("brand/regio/<slug:slug>.css", assets.region_brand, name="region_brand"),
    path("brand/<slug:slug>.css", assets.house_brand, name="house_brand"),
    path("robots.txt", search_engines.robots, name="robots"),
    path("sitemap.xml", search_engines.sitemap, name="sitemap"),
    path("sitemap-<slug:region>.xml", search_engines.region_sitemap, name="region_sitemap"),
]
