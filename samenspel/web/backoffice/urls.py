"""The addresses of the back office. The house stands in the URL: `/beheer/<house>/...`; a region under `/beheer/regio/`."""

from django.urls import path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.backoffice import hall_urls, planner_urls, price_urls, programme_urls, settings_urls
from samenspel.web.backoffice.views import (
    cards,
    counter,
    hall_feed,
    home,
    invitations,
    keys,
    ledger,
    orders,
    overview,
    payments,
    performances,
    region,
    region_houses,
    second_factor,
    staff,
)

app_name = "backoffice"

urlpatterns = [
    path("", home.home, name="home"),
    path("uitnodiging/<number:invitation>/", invitations.answer, name="invitation"),
    path("regio/<slug:region>/", region.region, name="region"),
    path("regio/<slug:region>/voorstellingen.csv", region.performances_csv, name="region_csv"),
    path("regio/<slug:region>/huizen/", region_houses.houses, name="region_houses"),
    path("regio/<slug:region>/huizen/nieuw/", region_houses.new, name="region_house_new"),
    path(
        "regio/<slug:region>/huizen/<slug:house>/beheerder/",
        region_houses.first_admin,
        name="region_first_admin",
    ),
    path("zaalagenda/<str:token>.ics", hall_feed.hall_feed, name="hall_feed"),
    path("<slug:house>/", overview.overview, name="overview"),
    path("<slug:house>/balie/", counter.counter, name="counter"),
    path("<slug:house>/voorstellingen/", performances.performances, name="performances"),
    path("<slug:house>/voorstellingen.csv", performances.performances_csv, name="performances_csv"),
    path("<slug:house>/voorstellingen/<number:performance>/", performances.performance, name="performance"),
    path("<slug:house>/voorstellingen/<number:performance>/zaal/", performances.hall, name="hall"),
    path("<slug:house>/bestellingen/", orders.orders, name="orders"),
    path("<slug:house>/bestellingen.csv", orders.orders_csv, name="orders_csv"),
    path("<slug:house>/bestellingen/<uuid:order>/", orders.order, name="order"),
    path("<slug:house>/bestellingen/<uuid:order>/annuleren/", orders.cancel, name="order_cancel"),
    path("<slug:house>/kaarten/", cards.cards, name="cards"),
    path("<slug:house>/kaarten/<number:card>/einde/", cards.end, name="card_end"),
    path("<slug:house>/rekeningen/", ledger.accounts, name="ledger"),
    path("<slug:house>/rekeningen.csv", ledger.accounts_csv, name="ledger_csv"),
    path("<slug:house>/rekeningen/<str:code>/", ledger.account, name="account"),
    path("<slug:house>/rekeningen/<str:code>.csv", ledger.account_csv, name="account_csv"),
    path("<slug:house>/betalingen/", payments.payments, name="payments"),
    path("<slug:house>/betalingen/<uuid:payment>/", payments.payment, name="payment"),
    path("<slug:house>/betalingen/<uuid:payment>/aanvaarden/", payments.accept, name="payment_accept"),
    path("<slug:house>/betalingen/<uuid:payment>/terugstorten/", payments.refund, name="payment_refund"),
    path("<slug:house>/medewerkers/", staff.staff, name="staff"),
    path("<slug:house>/medewerkers/twee-stappen/", second_factor.second_factor, name="second_factor"),
    path("<slug:house>/medewerkers/uitnodigen/", staff.invite, name="staff_invite"),
    path(
        "<slug:house>/medewerkers/uitnodigingen/<number:invitation>/",
        invitations.waiting,
        name="staff_invitation",
    ),
    path("<slug:house>/medewerkers/<number:user>/", staff.person, name="staff_person"),
    path("<slug:house>/medewerkers/<number:user>/weg/", staff.remove, name="staff_remove"),
    path("<slug:house>/sleutels/", keys.keys, name="keys"),
    path("<slug:house>/sleutels/<number:key>/intrekken/", keys.revoke, name="key_revoke"),
    *price_urls.urlpatterns,
    *planner_urls.urlpatterns,
    *programme_urls.urlpatterns,
    *hall_urls.urlpatterns,
    *settings_urls.urlpatterns,
]
