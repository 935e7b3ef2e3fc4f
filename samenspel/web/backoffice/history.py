"""The history of an order as one house may see it: facts, payments, scans and mails in the order they happened."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.access.queries.order_scans import OrderScan, scans_of_order
from samenspel.delivery.queries.order_mails import OrderMail, mails_of_order
from samenspel.kernel.tenancy import Scope
from samenspel.sales.queries.order_history import Happening, order_history
from samenspel.web.backoffice import words
from samenspel.web.design import formats


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the history. `icon_name` of the icon set; `tone` is ok, warn, error or empty."""

    at: datetime
    title: str
    note: str
    icon_name: str
    tone: str = ""


def history_of(*, scope: Scope, house: int, order: UUID, ordered_at: datetime) -> list[Moment]:
    """Oldest first. Three statements, whatever happened.

    Call it only for an order that `scope` was shown: the mails are read by the order itself, because a mail about two houses
    is neither's. Of a mail the house sees that it went and when, not what it says about the neighbour.
    """
    moments = [Moment(ordered_at, _("Order started"), "", "basket")]
    moments += [_happening(one) for one in order_history(scope=scope, house=house, order=order)]
    moments += [_scan(scan) for scan in scans_of_order(scope=scope, order=order)]
    moments += [_mail(mail) for mail in mails_of_order(order=order)]
    return sorted(moments, key=lambda moment: moment.at)


def _happening(one: Happening) -> Moment:
    if one.source == "fact":
        return _fact(one)
    amount = formats.euro(cents=one.amount_cents, language=words.language())
    note = " · ".join(part for part in (amount, one.method, one.reference) if part)
    if one.source == "refund":
        tone = {"done": "ok", "failed": "error"}.get(one.what, "")
        return Moment(one.at, str(words.REFUND_STATES.get(one.what, one.what)), note, "refresh", tone)
    tone = {"paid": "ok", "mismatch": "error", "unplaced": "error", "charged_back": "error"}.get(one.what, "")
    return Moment(one.at, str(words.PAYMENT_STATES.get(one.what, one.what)), note, "euro", tone)


def _fact(one: Happening) -> Moment:
    lines = ngettext("%(count)s ticket of this house", "%(count)s tickets of this house", one.lines) % {
        "count": one.lines
    }
    if one.what == "sales.order.confirmed":
        return Moment(one.at, _("Order confirmed, tickets issued"), lines, "check", "ok")
    if one.what == "sales.order.exchanged":
        return Moment(one.at, _("Buyer chose another moment"), lines, "refresh")
    if one.what == "sales.order.cancelled":
        return Moment(one.at, _("Order cancelled, tickets void"), lines, "close", "error")
    if one.what == "sales.order.expired":
        return Moment(one.at, _("Time ran out, places free again"), lines, "clock", "warn")
    return Moment(one.at, one.what, "", "info")


def _scan(scan: OrderScan) -> Moment:
    tone = "ok" if scan.outcome == "admitted" else "error"
    note = " · ".join(part for part in (scan.place, scan.title) if part)
    return Moment(scan.at, str(words.SCAN_OUTCOMES.get(scan.outcome, scan.outcome)), note, "stairs", tone)


def _mail(mail: OrderMail) -> Moment:
    title = str(words.MAIL_KINDS.get(mail.kind, _("Mail")))
    note = f"{mail.recipient} · {words.MAIL_STATES.get(mail.state, mail.state)}"
    return Moment(
        mail.sent_at or mail.created_at, title, note, "mail", "error" if mail.state == "failed" else ""
    )
