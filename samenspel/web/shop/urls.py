"""The addresses of the shop. Slugs are Dutch in every language: `/zuidwest/mandje/`, `/fr/zuidwest/mandje/`.

`urlpatterns` stand under a language; `plain_urlpatterns` do not. The region is a slug at the root, so include this last.
"""

from django.urls import path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.shop.views import (
    agenda,
    assets,
    cart,
    checkout,
    moved,
    order,
    performance,
    places,
    regions,
    search_engines,
    statements,
)

app_name = "shop"

urlpatterns = [
    path("", regions.regions, name="regions"),
    path("toegankelijkheid/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("voorwaarden/", statements.terms, name="terms"),
    path("<slug:region>/", agenda.agenda, name="agenda"),
    path("<slug:region>/huis/<slug:house>/", agenda.house, name="house"),
    path("<slug:region>/voorstelling/<number:performance>/", performance.performance, name="performance"),
    path("<slug:region>/tentoonstelling/<number:production>/", performance.exhibition, name="exhibition"),
    path("<slug:region>/voorstelling/<number:performance>/plaatsen/", places.places, name="places"),
    path(
        "<slug:region>/voorstelling/<number:performance>/plaatsen.json",
        places.availability,
        name="availability",
    ),
    path("<slug:region>/mandje/", cart.cart, name="cart"),
    path("<slug:region>/mandje/langer/", cart.longer, name="cart_longer"),
    path("<slug:region>/mandje/tarief/", cart.ticket_type, name="cart_ticket_type"),
    path("<slug:region>/mandje/weg/", cart.remove, name="cart_remove"),
    path("<slug:region>/mandje/terug/", cart.undo, name="cart_undo"),
    path("<slug:region>/mandje/opnieuw/", cart.again, name="cart_again"),
    path("<slug:region>/mandje/wijzigen/", cart.reopen, name="cart_reopen"),
    path("<slug:region>/afrekenen/", checkout.checkout, name="checkout"),
    path("<slug:region>/betaling/<uuid:payment>/", checkout.payment_return, name="payment"),
    path("<slug:region>/bestelling/<uuid:order>/<str:token>/", order.order, name="order"),
    path("<slug:region>/bestelling/<uuid:order>/<str:token>/tickets.pdf", order.tickets, name="tickets"),
    path("<slug:region>/bestelling/<uuid:order>/<str:token>/agenda.ics", order.calendar, name="calendar"),
    path("<slug:region>/bestelling/<uuid:order>/<str:token>/mail/", order.send_again, name="send_again"),
    path("<slug:region>/bestelling/<uuid:order>/<str:token>/annuleren/", order.cancel, name="cancel"),
    path(
        "<slug:region>/bestelling/<uuid:order>/<str:token>/teruggeven/<number:performance>/",
        moved.give_back,
        name="give_back",
    ),
]

plain_urlpatterns = [
    path("plan/<number:plan>.json", assets.plan, name="plan"),
    path("poster/<number:production>.svg", assets.poster, name="poster"),
    path("brand/regios.css", assets.regions_brand, name="regions_brand"),
    path("brand/regio/<slug:slug>.css", assets.region_brand, name="region_brand"),
    path("brand/<slug:slug>.css", assets.house_brand, name="house_brand"),
    path("robots.txt", search_engines.robots, name="robots"),
    path("sitemap.xml", search_engines.sitemap, name="sitemap"),
    path("sitemap-<slug:region>.xml", search_engines.region_sitemap, name="region_sitemap"),
]
