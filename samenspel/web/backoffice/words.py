"""What the words of the code are called on a page."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samenspel.houses.models import Role
from samenspel.web.design import formats

ROLES = {
    Role.HOUSE_ADMIN: (gettext_lazy("House admin"), gettext_lazy("Everything, and who works here")),
    Role.FINANCE: (gettext_lazy("Finance"), gettext_lazy("Orders, refunds and the accounts")),
    Role.BOX_OFFICE: (gettext_lazy("Box office"), gettext_lazy("Orders, refunds and the door")),
    Role.PROGRAMMER: (
        gettext_lazy("Programmer"),
        gettext_lazy("Productions, performances, and how full they are"),
    ),
    Role.MARKETING: (gettext_lazy("Marketing"), gettext_lazy("Performances and how full they are")),
    Role.USHER: (gettext_lazy("Usher"), gettext_lazy("Scans tickets, sees nothing else")),
    Role.SERVICE_DESK: (gettext_lazy("Service desk"), gettext_lazy("Helps from the network")),
    Role.COORDINATOR: (gettext_lazy("Region coordinator"), gettext_lazy("Sees the region")),
}

PERFORMANCE_STATES = {
    "option": (gettext_lazy("Option"), "warn"),
    "confirmed": (gettext_lazy("Confirmed"), "info"),
    "on_sale": (gettext_lazy("On sale"), "ok"),
    "moved": (gettext_lazy("Moved"), "warn"),
    "cancelled": (gettext_lazy("Cancelled"), "error"),
}

ORDER_STATES = {
    "confirmed": (gettext_lazy("Confirmed"), "ok"),
    "cancelled": (gettext_lazy("Cancelled"), "error"),
    "cart": (gettext_lazy("Cart"), ""),
    "awaiting_payment": (gettext_lazy("Awaiting payment"), "warn"),
    "expired": (gettext_lazy("Expired"), ""),
}

PLACE_STATES = {
    "sold": gettext_lazy("Sold"),
    "held": gettext_lazy("In a cart"),
    "walked_in": gettext_lazy("Walked in"),
    "blocked": gettext_lazy("Blocked"),
    "allotted": gettext_lazy("Allotted"),
    "free": gettext_lazy("Still free"),
    "taken": gettext_lazy("Taken"),
    "chosen": gettext_lazy("Chosen here"),
}

BLOCK_REASONS = {
    "technical": gettext_lazy("Technical"),
    "house_seats": gettext_lazy("House seats"),
    "sponsor": gettext_lazy("Sponsor"),
}

PAYMENT_STATES = {
    "created": gettext_lazy("Payment prepared"),
    "open": gettext_lazy("Payment started"),
    "paid": gettext_lazy("Paid"),
    "failed": gettext_lazy("Payment failed"),
    "cancelled": gettext_lazy("Payment cancelled"),
    "expired": gettext_lazy("Payment expired"),
    "mismatch": gettext_lazy("Paid with another amount"),
    "unplaced": gettext_lazy("Paid too late, places gone"),
    "charged_back": gettext_lazy("Charged back"),
}

PAYMENT_TONES = {"paid": "ok", "mismatch": "error", "unplaced": "warn", "charged_back": "error"}

MONEY_PROBLEMS = {
    "mismatch": (gettext_lazy("Paid with another amount"), "error"),
    "refund_failed": (gettext_lazy("Refund failed"), "error"),
    "refund_stuck": (gettext_lazy("Refund waits"), "warn"),
    "refunded_outside": (gettext_lazy("Refunded at the provider"), "error"),
    "charged_back": (gettext_lazy("Charged back"), "error"),
    "under_way": (gettext_lazy("Refund on its way"), "info"),
}

WHAT_TO_DO = {
    "mismatch": gettext_lazy("Nothing is sold for it yet. Accept the difference, or send the money back."),
    "refund_failed": gettext_lazy("The money is still here. Send it back again, once the reason is mended."),
    "refund_stuck": gettext_lazy(
        "It goes by itself once this is mended: look at the account at the provider."
    ),
    "refunded_outside": gettext_lazy(
        "Somebody sent it back at the provider, and the tickets still open doors. Cancel the order, or let it be."
    ),
    "charged_back": gettext_lazy(
        "The bank of the buyer took it back, and the tickets still open doors. Cancel the order, or ask the buyer."
    ),
    "under_way": gettext_lazy("Nothing to do: it goes by itself."),
}

PAYMENT_STEPS = {
    "created": (gettext_lazy("Payment asked"), "basket", ""),
    "received": (gettext_lazy("Received"), "euro", "ok"),
    "accepted": (gettext_lazy("Difference accepted, order confirmed"), "check", "ok"),
    "charged_back": (gettext_lazy("Charged back"), "warning", "error"),
    "refund_asked": (gettext_lazy("Refund asked"), "refresh", ""),
    "refunded": (gettext_lazy("Refunded"), "check", "ok"),
    "refunded_outside": (gettext_lazy("Refunded at the provider"), "warning", "error"),
    "refund_stuck": (gettext_lazy("Refund waits"), "clock", "warn"),
    "refund_failed": (gettext_lazy("Refund failed"), "close", "error"),
}
"""Title, icon and tone."""

REFUND_REASONS = {
    "cancelled": gettext_lazy("order cancelled"),
    "too_late": gettext_lazy("paid too late"),
    "cart_changed": gettext_lazy("the cart had changed"),
    "mismatch": gettext_lazy("another amount"),
    "duplicate": gettext_lazy("paid twice"),
    "again": gettext_lazy("asked again"),
}

REFUND_STATES = {
    "requested": gettext_lazy("Refund asked"),
    "pending": gettext_lazy("Refund on its way"),
    "done": gettext_lazy("Refunded"),
    "failed": gettext_lazy("Refund failed"),
}

SCAN_OUTCOMES = {
    "admitted": gettext_lazy("Let in"),
    "already_in": gettext_lazy("Refused: was in already"),
    "other_performance": gettext_lazy("Refused: another performance"),
    "void": gettext_lazy("Refused: the ticket is void"),
    "old_code": gettext_lazy("Refused: an older code"),
    "forged": gettext_lazy("Refused: a false code"),
    "unknown": gettext_lazy("Refused: an unknown code"),
}

MAIL_KINDS = {
    "confirmed": gettext_lazy("Mail with the tickets"),
    "cancelled": gettext_lazy("Mail about the cancellation"),
    "paid_too_late": gettext_lazy("Mail: paid too late"),
    "paid_twice": gettext_lazy("Mail: paid twice"),
}

MAIL_STATES = {
    "queued": gettext_lazy("queued"),
    "sent": gettext_lazy("sent"),
    "failed": gettext_lazy("failed"),
}

ACCOUNT_KINDS = {
    "clearing": gettext_lazy("Online payments"),
    "bank": gettext_lazy("Bank"),
    "cash": gettext_lazy("Cash"),
    "unallocated": gettext_lazy("Received without a sale"),
    "cash_difference": gettext_lazy("Accepted differences"),
    "commission": gettext_lazy("Commission earned"),
    "commission_cost": gettext_lazy("Commission of other houses"),
    "deferred": gettext_lazy("Packages, not played yet"),
}

TRANSFER_KINDS = {
    "sale": gettext_lazy("Sale"),
    "refund": gettext_lazy("Refund"),
    "commission": gettext_lazy("Commission"),
    "earned": gettext_lazy("Part of a package, played"),
    "exchange": gettext_lazy("Exchange"),
    "chargeback": gettext_lazy("Chargeback"),
    "late": gettext_lazy("Paid too late"),
    "mismatch": gettext_lazy("Paid with another amount"),
    "unsold": gettext_lazy("Received without a sale"),
    "unsold_refund": gettext_lazy("Refunded"),
    "accepted": gettext_lazy("Difference accepted"),
    "difference": gettext_lazy("Difference"),
    "charge_back": gettext_lazy("Charged back"),
    "refund_failed": gettext_lazy("Refund failed"),
    "refund_outside": gettext_lazy("Refunded at the provider"),
}


def role_name(role: str) -> str:
    return str(ROLES[Role(role)][0])


def role(role: str) -> tuple[str, str]:
    """What a role is called, and what it may do."""
    name, note = ROLES[Role(role)]
    return str(name), str(note)


def account_name(*, kind: str, code: str, counterparty: str | None, rate_bp: int | None) -> str:
    """`Te ontvangen van Ticketdesk Lo`, `Omzet, btw 6 %`."""
    if kind == "payable":
        return _("To pay to %(house)s") % {"house": counterparty}
    if kind == "receivable":
        return _("To receive from %(house)s") % {"house": counterparty}
    rated = {
        "revenue": _("Revenue at %(rate)s VAT"),
        "vat": _("VAT at %(rate)s"),
        "fees": _("Fees at %(rate)s VAT"),
    }
    if kind in rated:
        rate = formats.percent_bp(rate_bp=rate_bp or 0, language=language())
        return rated[kind] % {"rate": rate}
    return str(ACCOUNT_KINDS.get(kind, code))


def money(*, cents: int, currency: str) -> str:
    """Euro as everywhere; another currency by its code, for what was paid wrongly."""
    if currency == "EUR":
        return formats.euro(cents=cents, language=language())
    return f"{cents / 100:.2f} {currency}".replace(".", "," if language() != "en" else ".")


def language() -> str:
    return formats.known_language(get_language())


def in_language(texts: dict[str, str] | None) -> str:
    """The text in the language of the page, else in Dutch, else in whatever there is."""
    if not texts:
        return ""
    return texts.get(language()) or texts.get("nl") or next(iter(texts.values()), "")
