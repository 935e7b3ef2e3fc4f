"""What the words of the code are called on a page."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from samenspel.houses.models import Role
from samenspel.web.design import formats

ROLES = {
    Role.HOUSE_ADMIN: (lazy("House admin"), lazy("Everything, and who works here")),
    Role.FINANCE: (lazy("Finance"), lazy("Orders, refunds and the accounts")),
    Role.BOX_OFFICE: (lazy("Box office"), lazy("Orders, refunds and the door")),
    Role.PROGRAMMER: (lazy("Programmer"), lazy("Performances and how full they are")),
    Role.MARKETING: (lazy("Marketing"), lazy("Performances and how full they are")),
    Role.USHER: (lazy("Usher"), lazy("Scans tickets, sees nothing else")),
    Role.SERVICE_DESK: (lazy("Service desk"), lazy("Helps from the network")),
    Role.COORDINATOR: (lazy("Region coordinator"), lazy("Sees the region")),
}

PERFORMANCE_STATES = {
    "option": (lazy("Option"), "warn"),
    "confirmed": (lazy("Confirmed"), "info"),
    "on_sale": (lazy("On sale"), "ok"),
    "moved": (lazy("Moved"), "warn"),
    "cancelled": (lazy("Cancelled"), "error"),
}

ORDER_STATES = {
    "confirmed": (lazy("Confirmed"), "ok"),
    "cancelled": (lazy("Cancelled"), "error"),
    "cart": (lazy("Cart"), ""),
    "awaiting_payment": (lazy("Awaiting payment"), "warn"),
    "expired": (lazy("Expired"), ""),
}

PLACE_STATES = {
    "sold": lazy("Sold"),
    "held": lazy("In a cart"),
    "blocked": lazy("Blocked"),
    "allotted": lazy("Allotted"),
    "free": lazy("Free"),
}

BLOCK_REASONS = {
    "technical": lazy("Technical"),
    "house_seats": lazy("House seats"),
    "sponsor": lazy("Sponsor"),
}

PAYMENT_STATES = {
    "created": lazy("Payment prepared"),
    "open": lazy("Payment started"),
    "paid": lazy("Paid"),
    "failed": lazy("Payment failed"),
    "cancelled": lazy("Payment cancelled"),
    "expired": lazy("Payment expired"),
    "mismatch": lazy("Paid with another amount"),
    "unplaced": lazy("Paid too late, places gone"),
    "charged_back": lazy("Charged back"),
}

REFUND_STATES = {
    "requested": lazy("Refund asked"),
    "pending": lazy("Refund on its way"),
    "done": lazy("Refunded"),
    "failed": lazy("Refund failed"),
}

SCAN_OUTCOMES = {
    "admitted": lazy("Let in"),
    "already_in": lazy("Refused: was in already"),
    "other_performance": lazy("Refused: another performance"),
    "void": lazy("Refused: the ticket is void"),
    "old_code": lazy("Refused: an older code"),
    "forged": lazy("Refused: a false code"),
    "unknown": lazy("Refused: an unknown code"),
}

MAIL_KINDS = {
    "confirmed": lazy("Mail with the tickets"),
    "cancelled": lazy("Mail about the cancellation"),
    "paid_too_late": lazy("Mail: paid too late"),
    "paid_twice": lazy("Mail: paid twice"),
}

MAIL_STATES = {"queued": lazy("queued"), "sent": lazy("sent"), "failed": lazy("failed")}

ACCOUNT_KINDS = {
    "clearing": lazy("Online payments"),
    "bank": lazy("Bank"),
    "cash": lazy("Cash"),
    "unallocated": lazy("Received without a sale"),
}

TRANSFER_KINDS = {
    "sale": lazy("Sale"),
    "refund": lazy("Refund"),
    "chargeback": lazy("Chargeback"),
    "late": lazy("Paid too late"),
    "mismatch": lazy("Paid with another amount"),
}


def role_name(role: str) -> str:
    return str(ROLES[Role(role)][0])


def account_name(*, kind: str, code: str, counterparty: str | None, rate_bp: int | None) -> str:
    """`Te ontvangen van Ticketdesk Lo`, `Omzet, btw 6 %`."""
    if kind == "payable":
        return _("To pay to %(house)s") % {"house": counterparty}
    if kind == "receivable":
        return _("To receive from %(house)s") % {"house": counterparty}
    if kind in ("revenue", "vat"):
        rate = formats.percent_bp(rate_bp=rate_bp or 0, language=language())
        return (_("Revenue at %(rate)s VAT") if kind == "revenue" else _("VAT at %(rate)s")) % {"rate": rate}
    return str(ACCOUNT_KINDS.get(kind, code))


def language() -> str:
    return formats.known_language(get_language())


def in_language(texts: dict[str, str] | None) -> str:
    """The text in the language of the page, else in Dutch, else in whatever there is."""
    if not texts:
        return ""
    return texts.get(language()) or texts.get("nl") or next(iter(texts.values()), "")
