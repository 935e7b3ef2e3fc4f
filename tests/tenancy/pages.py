"""Every address of the installation, and what somebody who does not belong there may get. One line a pattern.

A pattern without a line here makes the walk fail: whoever adds a page says whose it is.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

Answers = dict[str, set[int]]

STAFF_ONLY: Answers = {"neighbour": {404}, "coordinator": {404}, "visitor": {404}, "nobody": {302}}
"""A page of one house: not there for the staff of another one, sign in first for nobody."""

DESK_ONLY = STAFF_ONLY
"""Who is not of a service desk finds no such page; what the desk itself finds is in `test_service_desk.py`."""

DOOR: Answers = {"neighbour": {403, 404}, "coordinator": {403, 404}, "visitor": {403, 404}, "nobody": {302}}

ASKERS = ("neighbour", "coordinator", "visitor", "nobody")

FORGED_LINK: Answers = {asker: {404} for asker in ASKERS}
"""The page of an order: only by its secret link, and here the token is false."""

NOT_THERE: Answers = FORGED_LINK
"""What is not published yet, and what only a demo has."""

OWN: Answers = {asker: {200, 302, 303, 400, 403, 404, 422} for asker in ASKERS} | {
    "nobody": {302, 303, 403, 404}
}
"""A page about whoever asks: never about somebody else."""

ANYBODY: Answers = {asker: {200, 302, 303, 400, 403, 404, 409, 422, 429} for asker in ASKERS}
"""A public page; it must not say a word of what is private."""

REGION = "<slug:region>/"
HOUSE = "beheer/<slug:house>/"
SETTINGS = HOUSE + "instellingen/"
PRICES = HOUSE + "prijzen/"
PLANNER = HOUSE + "zaalplanning/"
TYPE = PRICES + "tarieven/<number:ticket_type>/"
RULE = "<number:rule>/"
TERM = RULE + "voorwaarde/"
HALLS = HOUSE + "zalen/"
AGREEMENTS = HOUSE + "samenwerking/"
AGREEMENT = AGREEMENTS + "<number:agreement>/"
DRAFT = HALLS + "tekening/<number:draft>/"
PLAN = HALLS + "plan/<number:plan>/"
PRODUCTION = HOUSE + "producties/<number:production>/"
ORDER = "<slug:region>/bestelling/<uuid:order>/<str:token>/"

PAGES: dict[str, Answers] = {
    "webhooks/<slug:provider>/": ANYBODY,
    "plan/<number:plan>.json": ANYBODY,
    "poster/<number:production>/": NOT_THERE,
    "brand/regios.css": ANYBODY,
    "brand/regio/<slug:slug>.css": ANYBODY,
    "brand/<slug:slug>.css": ANYBODY,
    "logo/<slug:slug>/<slug:key>.png": ANYBODY,
    "robots.txt": ANYBODY,
    "sitemap.xml": ANYBODY,
    "sitemap-<slug:region>.xml": ANYBODY,
    "account/": OWN,
    "account/toestemming/": OWN,
    "account/verwijderen/": OWN,
    "aanmelden/": ANYBODY,
    "aanmelden/uit/": ANYBODY,
    "aanmelden/code/": ANYBODY,
    "aanmelden/code/invullen/": ANYBODY,
    "aanmelden/inactief/": ANYBODY,
    "aanmelden/opnieuw/": OWN,
    "aanmelden/wachtwoord/": OWN,
    "aanmelden/wachtwoord/kiezen/": OWN,
    "aanmelden/wachtwoord/vergeten/": ANYBODY,
    "aanmelden/wachtwoord/vergeten/verstuurd/": ANYBODY,
    "aanmelden/^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": ANYBODY,
    "aanmelden/wachtwoord/nieuw/klaar/": ANYBODY,
    "aanmelden/uitnodiging/<str:token>/": NOT_THERE,
    "aanmelden/tweede-stap/": OWN,
    "aanmelden/beveiliging/": OWN,
    "aanmelden/beveiliging/authenticate/": OWN,
    "aanmelden/beveiliging/reauthenticate/": OWN,
    "aanmelden/beveiliging/totp/activate/": OWN,
    "aanmelden/beveiliging/totp/deactivate/": OWN,
    "aanmelden/beveiliging/recovery-codes/": OWN,
    "aanmelden/beveiliging/recovery-codes/generate/": OWN,
    "aanmelden/beveiliging/recovery-codes/download/": OWN,
    "aanmelden/beveiliging/webauthn/": OWN,
    "aanmelden/beveiliging/webauthn/add/": OWN,
    "aanmelden/beveiliging/webauthn/reauthenticate/": OWN,
    "aanmelden/beveiliging/webauthn/keys/<int:pk>/remove/": OWN,
    "aanmelden/beveiliging/webauthn/keys/<int:pk>/edit/": OWN,
    "aanmelden/beveiliging/webauthn/login/": ANYBODY,
    "aanmelden/nieuw/": ANYBODY,
    "aanmelden/adres/": ANYBODY,
    "aanmelden/adres/bevestigen/": ANYBODY,
    "aanmelden/adres/bevestigen/<str:key>/": ANYBODY,
    "scan/": OWN,
    "scan/<slug:house>/<number:performance>/": DOOR,
    "scan/<slug:house>/<number:performance>/tellen/": DOOR,
    "outbox/": NOT_THERE,
    "outbox/<number:mail>/": NOT_THERE,
    "outbox/<number:mail>/html/": NOT_THERE,
    "outbox/<number:mail>/tickets.pdf": NOT_THERE,
    "beheer/outbox/": ANYBODY,
    "beheer/": OWN,
    "beheer/regio/<slug:region>/": STAFF_ONLY,
    "beheer/regio/<slug:region>/voorstellingen.csv": STAFF_ONLY,
    "beheer/regio/<slug:region>/huizen/": STAFF_ONLY,
    "beheer/regio/<slug:region>/huizen/nieuw/": STAFF_ONLY,
    "beheer/regio/<slug:region>/huizen/<slug:house>/beheerder/": STAFF_ONLY,
    "beheer/servicedesk/": DESK_ONLY,
    "beheer/servicedesk/<slug:house>/": DESK_ONLY,
    "beheer/servicedesk/<slug:house>/uit/": DESK_ONLY,
    "beheer/zaalagenda/<str:token>.ics": FORGED_LINK,
    "beheer/uitnodiging/<number:invitation>/": STAFF_ONLY,
    HOUSE: STAFF_ONLY,
    HOUSE + "start/": STAFF_ONLY,
    HOUSE + "balie/": STAFF_ONLY,
    HOUSE + "meekijken/": STAFF_ONLY,
    HOUSE + "meekijken/<number:visit>/einde/": STAFF_ONLY,
    HOUSE + "voorstellingen/": STAFF_ONLY,
    HOUSE + "voorstellingen.csv": STAFF_ONLY,
    HOUSE + "bezoekers/": STAFF_ONLY,
    HOUSE + "bezoekers.csv": STAFF_ONLY,
    HOUSE + "voorstellingen/<number:performance>/": STAFF_ONLY,
    HOUSE + "voorstellingen/<number:performance>/zaal/": STAFF_ONLY,
    HOUSE + "voorstellingen/bewerken/": STAFF_ONLY,
    HOUSE + "voorstellingen/<number:performance>/wijzigen/": STAFF_ONLY,
    PLANNER: STAFF_ONLY,
    PLANNER + "nieuw/": STAFF_ONLY,
    PLANNER + "ongedaan/<uuid:act>/": STAFF_ONLY,
    PLANNER + "zalen/": STAFF_ONLY,
    PLANNER + "zalen/<number:hall>/": STAFF_ONLY,
    PLANNER + "agenda/": STAFF_ONLY,
    PLANNER + "agenda/<number:feed>/intrekken/": STAFF_ONLY,
    PLANNER + "<number:booking>/": STAFF_ONLY,
    PLANNER + "<number:booking>/bevestigen/": STAFF_ONLY,
    HALLS: STAFF_ONLY,
    HALLS + "locatie/": STAFF_ONLY,
    HALLS + "locatie/<number:venue>/": STAFF_ONLY,
    HALLS + "locatie/<number:venue>/zaal/": STAFF_ONLY,
    HALLS + "<number:hall>/": STAFF_ONLY,
    HALLS + "<number:hall>/naam/": STAFF_ONLY,
    HALLS + "<number:hall>/tekenen/": STAFF_ONLY,
    HALLS + "<number:hall>/inlezen/": STAFF_ONLY,
    HALLS + "achtergrond/": STAFF_ONLY,
    HALLS + "achtergrond/<slug:key>.webp": STAFF_ONLY,
    PLAN + "plan.csv": STAFF_ONLY,
    PLAN + "plan.svg": STAFF_ONLY,
    PLAN + "gebruiken/": STAFF_ONLY,
    PLAN + "gebruiken/<number:performance>/": STAFF_ONLY,
    PLAN + "weg/": STAFF_ONLY,
    DRAFT: STAFF_ONLY,
    DRAFT + "tekening.json": STAFF_ONLY,
    DRAFT + "plaatsen.json": STAFF_ONLY,
    DRAFT + "publiceren/": STAFF_ONLY,
    DRAFT + "weg/": STAFF_ONLY,
    DRAFT + "plan.csv": STAFF_ONLY,
    DRAFT + "plan.svg": STAFF_ONLY,
    HOUSE + "voorstellingen/<number:performance>/verplaatsen/": STAFF_ONLY,
    HOUSE + "voorstellingen/<number:performance>/afgelasten/": STAFF_ONLY,
    HOUSE + "voorstellingen/<number:performance>/opvolging/": STAFF_ONLY,
    HOUSE + "voorstellingen/<number:performance>/opvolging/stand/": STAFF_ONLY,
    HOUSE + "voorstellingen/<number:performance>/opvolging/<number:follow_up>/opnieuw/": STAFF_ONLY,
    HOUSE + "producties/<number:production>/tijdsloten/": STAFF_ONLY,
    HOUSE + "seizoenen/": STAFF_ONLY,
    HOUSE + "seizoenen/nieuw/": STAFF_ONLY,
    HOUSE + "seizoenen/<number:season>/": STAFF_ONLY,
    PRICES: STAFF_ONLY,
    PRICES + "lijst/nieuw/": STAFF_ONLY,
    PRICES + "lijst/<number:price_list>/": STAFF_ONLY,
    PRICES + "lijst/<number:price_list>/kopie/": STAFF_ONLY,
    PRICES + "tarieven/": STAFF_ONLY,
    PRICES + "tarieven/nieuw/": STAFF_ONLY,
    TYPE: STAFF_ONLY,
    TYPE + "deel/": STAFF_ONLY,
    TYPE + "voorwaarde/nieuw/<slug:kind>/": STAFF_ONLY,
    TYPE + "voorwaarde/<number:condition>/": STAFF_ONLY,
    TYPE + "voorwaarde/<number:condition>/weg/": STAFF_ONLY,
    HOUSE + "voorstellingen/<number:performance>/prijs/": STAFF_ONLY,
    HOUSE + "voorstellingen/<number:performance>/gasten/": STAFF_ONLY,
    HOUSE + "gasten/": STAFF_ONLY,
    PRICES + "codes/": STAFF_ONLY,
    PRICES + "kortingen/nieuw/<slug:formula>/": STAFF_ONLY,
    PRICES + "kosten/nieuw/": STAFF_ONLY,
    PRICES + "fasen/nieuw/": STAFF_ONLY,
    **{
        PRICES + folder + page: STAFF_ONLY
        for folder in ("kortingen/", "kosten/", "fasen/")
        for page in (
            "",
            RULE,
            TERM + "nieuw/<slug:term>/",
            TERM + "<number:number>/",
            TERM + "<number:number>/weg/",
        )
    },
    HOUSE + "producties/": STAFF_ONLY,
    HOUSE + "producties/nieuw/": STAFF_ONLY,
    PRODUCTION: STAFF_ONLY,
    PRODUCTION + "wijzigen/": STAFF_ONLY,
    PRODUCTION + "beeld/": STAFF_ONLY,
    PRODUCTION + "beeld/weg/": STAFF_ONLY,
    PRODUCTION + "beeld/<slug:key>/<slug:cut>.webp": STAFF_ONLY,
    PRODUCTION + "plannen/": STAFF_ONLY,
    PRODUCTION + "kopie/": STAFF_ONLY,
    **{AGREEMENTS + page: STAFF_ONLY for page in ("", "nieuw/")},
    **{AGREEMENT + page: STAFF_ONLY for page in ("", "voorstel/", "antwoord/", "einde/")},
    HOUSE + "kaarten/": STAFF_ONLY,
    HOUSE + "kaarten/<number:card>/einde/": STAFF_ONLY,
    HOUSE + "bestellingen/": STAFF_ONLY,
    HOUSE + "bestellingen.csv": STAFF_ONLY,
    HOUSE + "bestellingen/<uuid:order>/": STAFF_ONLY,
    HOUSE + "bestellingen/<uuid:order>/annuleren/": STAFF_ONLY,
    HOUSE + "rekeningen/": STAFF_ONLY,
    HOUSE + "rekeningen.csv": STAFF_ONLY,
    HOUSE + "rekeningen/<str:code>/": STAFF_ONLY,
    HOUSE + "rekeningen/<str:code>.csv": STAFF_ONLY,
    HOUSE + "betalingen/": STAFF_ONLY,
    HOUSE + "betalingen/<uuid:payment>/": STAFF_ONLY,
    HOUSE + "betalingen/<uuid:payment>/aanvaarden/": STAFF_ONLY,
    HOUSE + "betalingen/<uuid:payment>/terugstorten/": STAFF_ONLY,
    HOUSE + "medewerkers/": STAFF_ONLY,
    HOUSE + "medewerkers/twee-stappen/": STAFF_ONLY,
    HOUSE + "medewerkers/uitnodigen/": STAFF_ONLY,
    HOUSE + "medewerkers/uitnodigingen/<number:invitation>/": STAFF_ONLY,
    HOUSE + "medewerkers/<number:user>/": STAFF_ONLY,
    HOUSE + "medewerkers/<number:user>/weg/": STAFF_ONLY,
    HOUSE + "logboek/": STAFF_ONLY,
    HOUSE + "logboek.csv": STAFF_ONLY,
    SETTINGS: STAFF_ONLY,
    SETTINGS + "merk/": STAFF_ONLY,
    SETTINGS + "merk/voorbeeld/": STAFF_ONLY,
    SETTINGS + "merk/voorbeeld.css": STAFF_ONLY,
    SETTINGS + "merk/voorbeeld.svg": STAFF_ONLY,
    SETTINGS + "merk/logo/": STAFF_ONLY,
    SETTINGS + "merk/logo/weg/": STAFF_ONLY,
    SETTINGS + "gegevens/": STAFF_ONLY,
    SETTINGS + "talen/": STAFF_ONLY,
    SETTINGS + "betalen/": STAFF_ONLY,
    SETTINGS + "mails/": STAFF_ONLY,
    SETTINGS + "voorwaarden/": STAFF_ONLY,
    HOUSE + "sleutels/": STAFF_ONLY,
    HOUSE + "sleutels/<number:key>/intrekken/": STAFF_ONLY,
    "": ANYBODY,
    "toegankelijkheid/": ANYBODY,
    "privacy/": ANYBODY,
    "voorwaarden/": ANYBODY,
    "voorwaarden/<slug:house>/<number:version>/": NOT_THERE,
    REGION: ANYBODY,
    REGION + "huis/<slug:house>/": ANYBODY,
    REGION + "voorstelling/<number:performance>/": NOT_THERE,
    REGION + "tentoonstelling/<number:production>/": NOT_THERE,
    REGION + "voorstelling/<number:performance>/plaatsen/": NOT_THERE,
    REGION + "voorstelling/<number:performance>/plaatsen.json": NOT_THERE,
    REGION + "mandje/": ANYBODY,
    REGION + "mandje/code/": ANYBODY,
    REGION + "mandje/prijzen/": ANYBODY,
    REGION + "mandje/langer/": ANYBODY,
    REGION + "mandje/tarief/": ANYBODY,
    REGION + "mandje/weg/": ANYBODY,
    REGION + "mandje/terug/": ANYBODY,
    REGION + "mandje/opnieuw/": ANYBODY,
    REGION + "mandje/wijzigen/": ANYBODY,
    REGION + "afrekenen/": ANYBODY,
    # The id of a payment is known to its buyer and the bank only; the page says nothing and leads to the order's own link.
    REGION + "betaling/<uuid:payment>/": ANYBODY,
    ORDER: FORGED_LINK,
    ORDER + "tickets.pdf": FORGED_LINK,
    ORDER + "agenda.ics": FORGED_LINK,
    ORDER + "mail/": FORGED_LINK,
    ORDER + "annuleren/": FORGED_LINK,
    ORDER + "teruggeven/<number:performance>/": FORGED_LINK,
    ORDER + "tijdslot/<number:performance>/": FORGED_LINK,
}

API = "api/v1/"
"""Machines have a walk of their own, over the OpenAPI document: `operations.py`."""


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every pattern of the URLconf in Dutch, as Django prints it."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from routes(entry, route)
