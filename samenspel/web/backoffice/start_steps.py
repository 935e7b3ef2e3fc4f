"""The steps of the guided start in words: what, why, and the page that does it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Step:
    """`page` is a name in `urls.py` that takes only the house."""

    title: Promise
    why: Promise
    action: Promise
    page: str


STEPS = {
    "legal": Step(
        _("Legal data"),
        _("Your enterprise number stands on every ticket, and your money goes to your account number."),
        _("Fill in your legal data"),
        "settings_legal",
    ),
    "look": Step(
        _("Your look and your words"),
        _("Visitors recognise you by your colour, and read in a few lines who you are."),
        _("Choose your look"),
        "settings_brand",
    ),
    "hall": Step(
        _("A hall"),
        _("Import the seat plan as CSV or draw it, then publish it: what is not on the plan cannot be sold."),
        _("Import or draw a hall"),
        "halls",
    ),
    "production": Step(
        _("A production"),
        _("Title, text and picture are entered once, for all its dates."),
        _("Enter a production"),
        "production_new",
    ),
    "prices": Step(
        _("A price list"),
        _("Ticket types and ranks in one grid. Every performance sells by one list."),
        _("Make a price list"),
        "price_list_new",
    ),
    "performance": Step(
        _("A published performance"),
        _(
            "Give the production a date in your hall and a price list, and publish it: then it is in the shop."
        ),
        _("Plan a performance"),
        "productions",
    ),
    "payment": Step(
        _("Ways to pay"),
        _("Each way has its price and its public. Say which ones you take; all of them is fine too."),
        _("Choose ways to pay"),
        "settings_payment",
    ),
    "people": Step(
        _("Your colleagues"),
        _("Nobody runs a house alone. Each person has an own login and sees what their role needs."),
        _("Invite somebody"),
        "staff_invite",
    ),
}
"""By the names of `Start`, in the order in which they are best done."""
