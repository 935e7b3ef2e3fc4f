"""The demo's outbox."""

import pytest
from django.test import Client
from pytest_django import Settings

from samenspel.delivery.commands.queue_mail import MailKind, queue_mail
from samenspel.delivery.commands.send_mail import send_mail
from samenspel.delivery.models import Mail
from samenspel.kernel.tenancy import Scope
from tests.support import region
from tests.support.region import NOW, Fixture


@pytest.fixture
def lo(db: None) -> Fixture:
    return region.build()


@pytest.fixture
def mail(lo: Fixture) -> int:
    order = lo.sell(lo.wish(lo.theatre, 3))
    queue_mail(kind=MailKind.CONFIRMED, order=order, at=NOW)
    with Scope.of_system().open():
        mail = Mail.objects.get().pk
    send_mail(mail=mail, at=NOW)
    return mail


def test_outbox_shows_what_was_sent(client: Client, settings: Settings, mail: int) -> None:
    settings.DEMO = True

    outbox = client.get("/outbox/").content.decode()
    message = client.get(f"/outbox/{mail}/").content.decode()
    text = client.get(f"/outbox/{mail}/?als=tekst").content.decode()
    pdf = client.get(f"/outbox/{mail}/tickets.pdf")

    assert "ada@example.org" in outbox
    assert f'src="/outbox/{mail}/html/" sandbox="allow-popups' in message
    assert "- Parterre" in text
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert client.get("/beheer/outbox/")["Location"] == "/outbox/"


def test_message_runs_no_script_and_loads_nothing(client: Client, settings: Settings, mail: int) -> None:
    settings.DEMO = True

    answer = client.get(f"/outbox/{mail}/html/")

    assert answer["Content-Security-Policy"].startswith("default-src 'none';")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "De lange adem" in answer.content.decode()


def test_outbox_exists_in_a_demo_only(client: Client, settings: Settings, mail: int) -> None:
    settings.DEMO = False

    for path in ("/outbox/", f"/outbox/{mail}/", f"/outbox/{mail}/html/", f"/outbox/{mail}/tickets.pdf"):
        assert client.get(path).status_code == 404
