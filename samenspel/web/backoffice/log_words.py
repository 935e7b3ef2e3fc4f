"""The log of changes in words: what each kind of fact says, and what its fields are called."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenspel.web.backoffice import words
from samenspel.web.design import formats

GROUPS = {
    "staff": (gettext_lazy("Staff"), ("houses.staff.", "houses.key.", "houses.visit.")),
    "settings": (
        gettext_lazy("Settings"),
        (
            "houses.house.",
            "houses.start.",
            "houses.methods.",
            "houses.conditions.",
            "houses.mail_sender.",
            "houses.words.",
            "houses.brand.",
            "houses.logo.",
            "houses.languages.",
            "houses.legal_data.",
            "houses.second_factor.",
        ),
    ),
    "prices": (gettext_lazy("Prices"), ("catalogue.",)),
    "cards": (gettext_lazy("Cards of visitors"), ("contacts.entitlement.",)),
    "programme": (gettext_lazy("Programme"), ("programme.",)),
    "plans": (gettext_lazy("Halls and seat plans"), ("venues.plan.", "venues.venue.", "venues.feed.")),
    "bookings": (gettext_lazy("Hall planner"), ("venues.booking.",)),
    "agreements": (gettext_lazy("Agreements"), ("agreements.",)),
    "packages": (gettext_lazy("Packages"), ("packages.",)),
    "orders": (gettext_lazy("Orders"), ("sales.",)),
    "money": (gettext_lazy("Payments"), ("payments.",)),
}
"""What somebody may choose to see. Scans at the door are no changes: they stand at the order."""

THINGS = {
    "houses.staff": gettext_lazy("Staff"),
    "houses.key": gettext_lazy("API key"),
    "houses.visit": gettext_lazy("Visit of the service desk"),
    "houses.house": gettext_lazy("House"),
    "houses.start": gettext_lazy("Guided start"),
    "houses.methods": gettext_lazy("Ways to pay"),
    "houses.conditions": gettext_lazy("Conditions of sale"),
    "houses.mail_sender": gettext_lazy("Sender of mails"),
    "houses.words": gettext_lazy("Texts for visitors"),
    "houses.brand": gettext_lazy("House style"),
    "houses.languages": gettext_lazy("Languages"),
    "houses.logo": gettext_lazy("Logo"),
    "houses.legal_data": gettext_lazy("Legal data"),
    "houses.second_factor": gettext_lazy("Two steps at sign-in"),
    "catalogue.ticket_type": gettext_lazy("Ticket type"),
    "catalogue.price_list": gettext_lazy("Price list"),
    "catalogue.price": gettext_lazy("Price"),
    "catalogue.condition": gettext_lazy("Condition of a ticket type"),
    "catalogue.social_tariff": gettext_lazy("Social tariff"),
    "catalogue.reduction": gettext_lazy("Reduction"),
    "catalogue.fee": gettext_lazy("Fee"),
    "catalogue.sale_phase": gettext_lazy("Sale phase"),
    "catalogue.promo_code": gettext_lazy("Code"),
    "catalogue.offer": gettext_lazy("Price list of a performance"),
    "contacts.entitlement": gettext_lazy("Card of a visitor"),
    "programme.season": gettext_lazy("Season"),
    "programme.production": gettext_lazy("Production"),
    "programme.performance": gettext_lazy("Performance"),
    "venues.plan": gettext_lazy("Seat plan"),
    "venues.venue": gettext_lazy("Venue"),
    "venues.feed": gettext_lazy("Calendar feed"),
    "venues.booking": gettext_lazy("Hall booking"),
    "agreements.agreement": gettext_lazy("Agreement"),
    "packages.package": gettext_lazy("Package"),
    "sales.order": gettext_lazy("Order"),
    "payments.payment": gettext_lazy("Payment"),
    "payments.refund": gettext_lazy("Refund"),
}
VERBS = {
    "added": gettext_lazy("added"),
    "changed": gettext_lazy("changed"),
    "removed": gettext_lazy("removed"),
    "saved": gettext_lazy("saved"),
    "invited": gettext_lazy("invited"),
    "withdrawn": gettext_lazy("invitation withdrawn"),
    "proposed": gettext_lazy("proposed"),
    "signed": gettext_lazy("signed"),
    "taken_back": gettext_lazy("proposal withdrawn"),
    "accepted": gettext_lazy("accepted"),
    "declined": gettext_lazy("declined"),
    "made": gettext_lazy("made"),
    "ended": gettext_lazy("ended"),
    "entered": gettext_lazy("entered"),
    "revoked": gettext_lazy("revoked"),
    "planned": gettext_lazy("planned"),
    "pictured": gettext_lazy("picture changed"),
    "published": gettext_lazy("published"),
    "retired": gettext_lazy("retired"),
    "shared": gettext_lazy("shared"),
    "opened": gettext_lazy("opened"),
    "on_sale": gettext_lazy("put on sale"),
    "closed": gettext_lazy("closed"),
    "moved": gettext_lazy("moved"),
    "cancelled": gettext_lazy("cancelled"),
    "confirmed": gettext_lazy("confirmed"),
    "expired": gettext_lazy("expired"),
    "promoted": gettext_lazy("moved up"),
    "refunded": gettext_lazy("refunded"),
    "reseated": gettext_lazy("reseated"),
    "exchanged": gettext_lazy("another moment"),
    "requested": gettext_lazy("requested"),
    "failed": gettext_lazy("failed"),
    "undone": gettext_lazy("undone"),
}
FIELDS = {
    "version": gettext_lazy("Version"),
    "house": gettext_lazy("House"),
    "roles": gettext_lazy("Roles"),
    "name": gettext_lazy("Name"),
    "languages": gettext_lazy("Languages"),
    "methods_off": gettext_lazy("Not taken"),
    "text": gettext_lazy("Text"),
    "sender_name": gettext_lazy("Name of the sender"),
    "reply_to": gettext_lazy("Answers go to"),
    "setting_up": gettext_lazy("Guided start in the menu"),
    "slug": gettext_lazy("Name in web addresses"),
    "kind": gettext_lazy("Kind of house"),
    "title": gettext_lazy("Title"),
    "email": gettext_lazy("E-mail address"),
    "website": gettext_lazy("Website"),
    "about": gettext_lazy("About the house"),
    "accent": gettext_lazy("Accent colour"),
    "radius": gettext_lazy("Corners"),
    "poster_shape": gettext_lazy("Shape of posters"),
    "legal_name": gettext_lazy("Name by law"),
    "enterprise_number": gettext_lazy("Enterprise or VAT number"),
    "vat_regime": gettext_lazy("VAT"),
    "iban": gettext_lazy("Account number (IBAN)"),
    "street": gettext_lazy("Street and number"),
    "postcode": gettext_lazy("Postcode"),
    "town": gettext_lazy("Town"),
    "amount_cents": gettext_lazy("Amount"),
    "price_cents": gettext_lazy("Price"),
    "starts_at": gettext_lazy("Starts"),
    "ends_at": gettext_lazy("Ends"),
    "state": gettext_lazy("State"),
    "hall": gettext_lazy("Hall"),
    "lines": gettext_lazy("Tickets"),
    "code": gettext_lazy("Code"),
    "active": gettext_lazy("Active"),
    "card": gettext_lazy("Card or subscription"),
    "level": gettext_lazy("Of so many shows"),
    "valid_from": gettext_lazy("Counts from"),
    "valid_until": gettext_lazy("Counts until"),
    "rank": gettext_lazy("Rank"),
    "prefix": gettext_lazy("Begins with"),
}
UNSAID = frozenset({"by", "act", "revision", "before", "after", "id"})


def group_of(*, kinds: str) -> tuple[str, ...]:
    """The beginnings of kinds that a filter shows; every group for a word that is none."""
    if kinds in GROUPS:
        return GROUPS[kinds][1]
    return tuple(kind for _label, group in GROUPS.values() for kind in group)


def title_of(*, kind: str) -> str:
    """`Price list: changed`; a kind that is new says its own name."""
    thing, _dot, verb = kind.rpartition(".")
    return f"{THINGS.get(thing, thing)}: {VERBS.get(verb, verb.replace('_', ' '))}"


def changes_of(*, payload: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Field, what was, what is. A fact without before and after says what it holds as what is."""
    before, after = payload.get("before"), payload.get("after")
    was = before if isinstance(before, dict) else {}
    now = (
        after if isinstance(after, dict) else {name: payload[name] for name in payload if name not in UNSAID}
    )
    if "after" in payload and not isinstance(after, dict):
        now = {} if after is None else {"value": after}
        was = was or ({} if before is None else {"value": before})
    for name in {**was, **now}:
        if name in UNSAID or was.get(name) == now.get(name):
            continue
        yield field_name(name=name), _value(name, was.get(name)), _value(name, now.get(name))


def field_name(*, name: str) -> str:
    return str(FIELDS.get(name, name.removesuffix("_id").removesuffix("_cents").replace("_", " ")))


def _value(name: str, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_cents") and isinstance(value, int):
        return formats.euro(cents=value, language=words.language())
    if name.endswith("_at") and isinstance(value, str):
        return _moment(value)
    if name == "roles" and isinstance(value, list):
        return ", ".join(words.role_name(role) for role in value)
    if isinstance(value, dict):
        return " · ".join(f"{key}: {_value('', part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(_value("", part) for part in value)
    return str(value)


def _moment(text: str) -> str:
    try:
        return formats.moment(at=datetime.fromisoformat(text), language=words.language())
    except ValueError:
        return text
