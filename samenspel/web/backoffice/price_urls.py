"""The addresses under which a house sets its prices; part of `urls.py`."""

from django.urls import URLPattern, path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.backoffice.views import (
    explain,
    guests,
    price_lists,
    price_rules,
    promo_codes,
    ticket_types,
)

PRICES = "<slug:house>/prijzen/"
LIST = PRICES + "lijst/<number:price_list>/"
TYPE = PRICES + "tarieven/<number:ticket_type>/"
RULES = {"reduction": "kortingen/", "fee": "kosten/", "phase": "fasen/"}


def _rules(kind: str, folder: str) -> list[URLPattern]:
    """The pages of one kind of rule: all, a new one, one, and its terms."""
    one, given = f"{PRICES}{folder}<number:rule>/", {"kind": kind}
    new = "nieuw/<slug:formula>/" if kind == "reduction" else "nieuw/"
    return [
        path(PRICES + folder, price_rules.rules, given, name=f"{kind}s"),
        path(PRICES + folder + new, price_rules.rule, given, name=f"{kind}_new"),
        path(one, price_rules.rule, given, name=kind),
        path(one + "voorwaarde/nieuw/<slug:term>/", price_rules.term, given, name=f"{kind}_term_new"),
        path(one + "voorwaarde/<number:number>/", price_rules.term, given, name=f"{kind}_term"),
        path(one + "voorwaarde/<number:number>/weg/", price_rules.lift, given, name=f"{kind}_term_lift"),
    ]


urlpatterns = [
    path(PRICES, price_lists.price_lists, name="prices"),
    path(PRICES + "lijst/nieuw/", price_lists.price_list, name="price_list_new"),
    path(LIST, price_lists.price_list, name="price_list"),
    path(LIST + "kopie/", price_lists.copy, name="price_list_copy"),
    path(PRICES + "tarieven/", ticket_types.ticket_types, name="ticket_types"),
    path(PRICES + "tarieven/nieuw/", ticket_types.ticket_type, name="ticket_type_new"),
    path(TYPE, ticket_types.ticket_type, name="ticket_type"),
    path(TYPE + "deel/", ticket_types.tariff, name="ticket_type_tariff"),
    path(TYPE + "voorwaarde/nieuw/<slug:kind>/", ticket_types.condition, name="condition_new"),
    path(TYPE + "voorwaarde/<number:condition>/", ticket_types.condition, name="condition"),
    path(TYPE + "voorwaarde/<number:condition>/weg/", ticket_types.lift, name="condition_lift"),
    path("<slug:house>/voorstellingen/<number:performance>/prijs/", explain.explain, name="explain"),
    path("<slug:house>/voorstellingen/<number:performance>/gasten/", guests.guests, name="guests"),
    path("<slug:house>/gasten/", guests.all_guests, name="all_guests"),
    path(PRICES + "codes/", promo_codes.promo_codes, name="promo_codes"),
    *(pattern for kind, folder in RULES.items() for pattern in _rules(kind, folder)),
]
