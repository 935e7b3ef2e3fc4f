"""Mails: queued by a fact, once; written and sent by the worker."""

from email.message import Message
from pathlib import Path

import pytest
from django.core import mail as outbox
from pytest_django import Settings

from samenspel.delivery.commands.queue_mail import (
    RESENDS,
    MailKind,
    TooManyResends,
    queue_mail,
    resend_tickets,
)
from samenspel.delivery.commands.send_mail import send_mail
from samenspel.delivery.models import Mail
from samenspel.delivery.subscribers import MAIL_OF_REASON, on_fact
from samenspel.houses.models import House
from samenspel.kernel import events
from samenspel.kernel.ids import uuid7
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.payments.models import Refund
from samenspel.sales.commands.cancel_order import cancel_order
from samenspel.sales.commands.check_out import Buyer
from samenspel.sales.models import Order
from samenspel.sales.rules.access import order_token
from tests.support.region import NOW, Fixture


def facts() -> list[events.Fact]:
    """Every fact so far. Read directly: the log's readers wait for the transaction of a test to end."""
    with Scope.of_system().open():
        rows = Event.objects.order_by("pk")
        return [
            events.Fact(0, row.pk, row.kind, row.house_id, row.subject, row.payload, row.at) for row in rows
        ]


def tell_all() -> None:
    for fact in facts():
        on_fact(fact)


def mails() -> list[Mail]:
    with Scope.of_system().open():
        return list(Mail.objects.order_by("pk"))


def send_all() -> list[outbox.EmailMultiAlternatives]:
    for row in mails():
        send_mail(mail=row.pk, at=NOW)
    return outbox.outbox


def test_mail_about_one_house_is_from_that_house(lo: Fixture) -> None:
    House.objects.filter(pk=lo.west.pk).update(sender_name="CC Westerlo", reply_to="balie@westerlo.example")
    lo.sell(lo.wish(lo.theatre, 3))
    lo.sell(lo.wish(lo.theatre, 4), lo.wish(lo.slot, 1))
    tell_all()
    own, shared = send_all()
    assert own.from_email == "CC Westerlo <tickets@samenspel.example>"
    assert own.reply_to == ["balie@westerlo.example"]
    assert shared.from_email == "Regio Lo <tickets@samenspel.example>"
    assert shared.reply_to == ["info@desk-lo.example"]


def test_order_over_two_houses_is_mailed_once_with_its_tickets(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3), lo.wish(lo.slot, 1))
    tell_all()
    tell_all()

    (message,) = send_all()

    assert [fact.kind for fact in facts()] == ["sales.order.confirmed"] * 2
    assert message.to == ["ada@example.org"]
    assert message.from_email == "Regio Lo <tickets@samenspel.example>"
    assert message.reply_to == ["info@desk-lo.example"]
    link = f"/lo/bestelling/{order}/{order_token(order)}/"
    html = message.alternatives[0].content
    for body in (message.body, html):
        for word in (
            link,
            "De lange adem",
            "Licht",
            "CC Westerlo",
            "GC Oosterlo",
            "Parterre",
            "€\xa040,00",
            "20:00",
        ):
            assert word in body
    ((name, content, kind),) = message.attachments
    assert (name[:8], content[:5], kind) == ("tickets-", b"%PDF-", "application/pdf")
    (row,) = mails()
    assert (row.state, row.sent_at, row.text, row.html) == ("sent", NOW, message.body, html)


def test_mail_that_left_does_not_leave_again(lo: Fixture) -> None:
    lo.sell(lo.wish(lo.theatre, 3))
    tell_all()

    send_all()
    send_all()

    assert len(outbox.outbox) == 1


@pytest.mark.parametrize(("language", "day"), [("nl", "donderdag"), ("fr", "jeudi"), ("en", "Thursday")])
def test_mail_speaks_the_language_of_the_buyer(lo: Fixture, language: str, day: str) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))
    with Scope.of_system().open():
        Order.objects.filter(pk=order).update(language=language)
    tell_all()

    (message,) = send_all()

    assert day in message.body
    assert f'<html lang="{language}">' in message.alternatives[0].content
    prefix = "" if language == "nl" else f"/{language}"
    assert f"8000{prefix}/lo/bestelling/" in message.body


def test_cancelled_order_says_what_comes_back(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))
    cancel_order(scope=Scope.of_order(order), order=order, at=NOW)
    tell_all()

    _, cancelled = send_all()

    assert "€\xa020,00" in cancelled.body
    assert cancelled.attachments == []


def unplaced(lo: Fixture, reason: str, language: str = "nl") -> None:
    """A payment of € 21.50 bought nothing, for this reason."""
    order, _ = lo.take(lo.wish(lo.theatre, 3))
    lo.check_out(order)
    with Scope.of_system().open():
        Order.objects.filter(pk=order).update(language=language)
        payload = {"payment": str(uuid7()), "reason": reason, "received_cents": 2150}
        events.append(kind="payments.payment.unplaced", subject=str(order), payload=payload, at=NOW)
    tell_all()


@pytest.mark.parametrize(
    ("reason", "kind"),
    [("too_late", "paid_too_late"), ("duplicate", "paid_twice"), ("cart_changed", "cart_changed")],
)
def test_payment_without_place_says_that_the_money_comes_back(lo: Fixture, reason: str, kind: str) -> None:
    unplaced(lo, reason)
    tell_all()

    (message,) = send_all()

    assert mails()[0].kind == kind
    assert "€\xa021,50" in message.body
    assert "€\xa021,50" in message.alternatives[0].content


@pytest.mark.parametrize(
    ("language", "changed", "late"),
    [
        ("nl", "Je mandje veranderde", "te laat"),
        ("fr", "Votre panier a changé", "trop tard"),
        ("en", "Your cart changed", "too late"),
    ],
)
def test_cart_that_changed_is_not_called_too_late(
    lo: Fixture, language: str, changed: str, late: str
) -> None:
    unplaced(lo, "cart_changed", language)

    (message,) = send_all()

    html = message.alternatives[0].content
    for text in (message.subject, message.body, html):
        assert changed in text
        assert late not in text
    assert "De lange adem" not in message.body + html  # nothing was bought


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Het bedrag of de munt"),
        ("fr", "Le montant ou la devise"),
        ("en", "The amount or the currency"),
    ],
)
def test_payment_of_another_amount_names_none(lo: Fixture, language: str, words: str) -> None:
    """It may be in another currency, which no mail can write as euro."""
    unplaced(lo, "mismatch", language)

    (message,) = send_all()

    assert mails()[0].kind == "paid_other_amount"
    for body in (message.body, message.alternatives[0].content):
        assert words in body
        assert "€" not in body


def test_each_reason_that_goes_back_unasked_has_its_mail() -> None:
    asked_for = {Refund.Reason.CANCELLED, Refund.Reason.AGAIN, Refund.Reason.OUTSIDE}
    assert set(MAIL_OF_REASON) == set(Refund.Reason) - asked_for


def test_mail_that_cannot_leave_says_why_and_leaves_later(
    lo: Fixture, settings: Settings, tmp_path: Path
) -> None:
    lo.sell(lo.wish(lo.theatre, 3))
    tell_all()
    (row,) = mails()
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        9,
    )

    with pytest.raises(ConnectionRefusedError):
        send_mail(mail=row.pk, at=NOW)
    (failed,) = mails()
    settings.EMAIL_BACKEND = working
    send_mail(mail=row.pk, at=NOW)
    (sent,) = mails()

    assert (failed.state, failed.problem[:22]) == ("failed", "ConnectionRefusedError")
    assert (sent.state, sent.problem, len(outbox.outbox)) == ("sent", "", 1)


def test_name_cannot_write_headers_or_html(lo: Fixture) -> None:
    name = "Ada\r\nBcc: all@example.org <b>x</b> 🎭"
    lo.sell(lo.wish(lo.theatre, 3), buyer=Buyer(name=name, email="ada@example.org", language="nl"))
    tell_all()

    (message,) = send_all()

    sent: Message = message.message()
    assert sent["Bcc"] is None
    assert "<b>x</b>" not in message.alternatives[0].content
    assert "&lt;b&gt;x&lt;/b&gt; 🎭" in message.alternatives[0].content
    assert "<b>x</b> 🎭" in message.body


def test_order_sold_at_a_desk_without_address_is_not_mailed(lo: Fixture) -> None:
    order = uuid7()

    assert not queue_mail(kind=MailKind.CONFIRMED, order=order, at=NOW)


def test_tickets_are_mailed_again_on_request_a_few_times(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))
    tell_all()
    mine = Scope.of_order(order)

    assert not resend_tickets(scope=Scope.of_order(uuid7()), order=order, at=NOW)
    for _ in range(RESENDS):
        assert resend_tickets(scope=mine, order=order, at=NOW)
    with pytest.raises(TooManyResends):
        resend_tickets(scope=mine, order=order, at=NOW)

    assert len(mails()) == 1 + RESENDS


def test_mail_is_seen_by_its_buyer_and_by_no_house(lo: Fixture) -> None:
    order = lo.sell(lo.wish(lo.theatre, 3))
    tell_all()

    seen = {}
    for name, scope in {
        "buyer": Scope.of_order(order), "presenter": Scope.of_houses(lo.west.pk), "other": Scope.of_order(uuid7())
    }.items():  # fmt: skip
        with scope.open():
            seen[name] = Mail.objects.count()
    assert seen == {"buyer": 1, "presenter": 0, "other": 0}
