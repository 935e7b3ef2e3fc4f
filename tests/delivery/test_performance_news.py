"""Mails about a performance that was moved or cancelled: what they say, in each language, and that each goes once."""

from datetime import timedelta
from uuid import UUID

import pytest

from samenspel.kernel.tenancy import Scope
from samenspel.programme.commands.change_programme import Act
from samenspel.sales.commands.follow_up import carry_out
from samenspel.sales.commands.move_performance import cancel_performance, move_performance
from samenspel.sales.models import Order
from tests.delivery.test_mail import mails, send_all, tell_all
from tests.support.programme import programmer
from tests.support.region import NOW, Fixture

REASON = {"nl": "De acteur is ziek.", "fr": "L’acteur est malade.", "en": "The actor is ill."}


@pytest.fixture
def act(lo: Fixture) -> Act:
    return programmer(lo.west)


def speak(order: UUID, language: str) -> None:
    """Let the buyer of an order read another language."""
    with Scope.of_system().open():
        Order.objects.filter(pk=order).update(language=language)


def move(lo: Fixture, act: Act) -> None:
    follow_up = move_performance(
        act=act,
        performance=lo.theatre.pk,
        revision=1,
        starts_at=lo.theatre.starts_at + timedelta(days=8),
        ends_at=lo.theatre.ends_at + timedelta(days=8),
        hall=lo.theatre.hall_id,
        plan=lo.theatre.plan_id,
        reason=REASON,
        refund_until=NOW + timedelta(days=5),
        sale_goes_on=True,
    )
    carry_out(follow_up=follow_up, at=NOW)


@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        ("nl", "De lange adem is verplaatst naar vrijdag 1 januari 2027", "Je tickets gelden"),
        ("fr", "De lange adem est reporté au vendredi 1 janvier 2027", "vos tickets valent"),
        ("en", "De lange adem is moved to Friday 1 January 2027", "your tickets are valid"),
    ],
)
def test_move_is_told_with_the_tickets_again(
    lo: Fixture, act: Act, language: str, subject: str, sentence: str
) -> None:
    speak(lo.sell(lo.wish(lo.theatre, 5)), language)
    move(lo, act)
    tell_all()
    tell_all()
    (letter,) = [each for each in send_all() if each.subject == subject]
    assert sentence.lower() in str(letter.body).lower()
    assert REASON[language] in str(letter.body)
    assert [attached[0].startswith("tickets-S-") for attached in letter.attachments] == [True]  # type: ignore[index]
    html = str(letter.alternatives[0][0])
    assert REASON[language] in html


def test_move_says_until_when_tickets_go_back(lo: Fixture, act: Act) -> None:
    lo.sell(lo.wish(lo.theatre, 5))
    move(lo, act)
    tell_all()
    letter = send_all()[-1]
    assert "vóór zondag 29 november 2026, 13:00" in str(letter.body)
    assert "Het stond op donderdag 24 december 2026, 20:00." in str(letter.body)


@pytest.mark.parametrize(
    ("language", "subject", "sentence"),
    [
        ("nl", "De lange adem is afgelast", "Je krijgt € 40,00 terug"),
        ("fr", "De lange adem est annulé", "40,00 €"),
        ("en", "De lange adem is cancelled", "You get €40.00 back"),
    ],
)
def test_cancellation_is_told_with_the_money_that_comes_back(
    lo: Fixture, act: Act, language: str, subject: str, sentence: str
) -> None:
    speak(lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6), lo.wish(lo.concert, 5)), language)
    follow_up = cancel_performance(act=act, performance=lo.theatre.pk, revision=1, reason=REASON)
    carry_out(follow_up=follow_up, at=NOW)
    tell_all()
    tell_all()
    assert sorted(mail.kind for mail in mails()) == ["confirmed", "performance_cancelled"]
    letter = send_all()[-1]
    assert letter.subject == subject
    said = str(letter.body).replace("\u00a0", " ")
    assert sentence in said
    assert "Nachtmuziek" not in said
