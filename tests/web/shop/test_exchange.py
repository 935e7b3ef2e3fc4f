"""A visitor chooses another timeslot on the page of the order."""

from uuid import UUID

import pytest
from django.test import Client

from samenspel.delivery.commands.queue_mail import MailKind
from samenspel.delivery.models import Mail
from samenspel.delivery.subscribers import on_fact
from samenspel.kernel import clock
from samenspel.kernel.events import Fact
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.models import Ticket
from samenspel.sales.rules.access import order_token
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.slots import next_slot
from tests.web.shop.visitor import text

COST = 4
"""The scope and the order; the offers and their scope."""


@pytest.fixture
def order(lo: Fixture) -> UUID:
    return lo.sell(lo.wish(lo.slot, 1), lo.wish(lo.slot, 2), at=clock.now())


def page_of(order: UUID) -> str:
    return f"/lo/bestelling/{order}/{order_token(order)}/"


def where(order: UUID) -> list[int]:
    with Scope.of_system().open():
        return list(
            Ticket.objects.filter(order=order).order_by("pk").values_list("performance_id", flat=True)
        )


def ids(order: UUID) -> list[str]:
    with Scope.of_system().open():
        return [
            str(pk) for pk in Ticket.objects.filter(order=order).order_by("pk").values_list("pk", flat=True)
        ]


def test_tickets_get_another_slot(lo: Fixture, order: UUID) -> None:
    later, client = next_slot(lo), Client()
    url = f"{page_of(order)}tijdslot/{lo.slot.pk}/"
    assert url in client.get(page_of(order)).content.decode()
    with counted() as sent:
        shown = text(client.get(url))
    assert len(sent) == COST
    assert "25 plaatsen vrij" in shown
    done = client.post(url, {"ticket": ids(order), "slot": str(later.pk)}, follow=True)
    assert "Je hebt een ander tijdslot." in text(done)
    assert where(order) == [later.pk] * 2


def test_one_of_two_tickets_and_none(lo: Fixture, order: UUID) -> None:
    later, client = next_slot(lo), Client()
    url = f"{page_of(order)}tijdslot/{lo.slot.pk}/"
    none = client.post(url, {"slot": str(later.pk)})
    assert (none.status_code, "Kies minstens één ticket." in text(none)) == (422, True)
    client.post(url, {"ticket": ids(order)[:1], "slot": str(later.pk)})
    assert where(order) == [later.pk, lo.slot.pk]


def test_full_slot_cannot_be_chosen_and_says_so(lo: Fixture, order: UUID) -> None:
    later, client = next_slot(lo), Client()
    lo.sell(*[lo.wish(later, no) for no in range(1, 26)], at=clock.now())
    url = f"{page_of(order)}tijdslot/{lo.slot.pk}/"
    assert "vol" in text(client.get(url))
    refused = client.post(url, {"ticket": ids(order), "slot": str(later.pk)})
    assert refused.status_code == 409
    assert "Dit tijdslot heeft intussen te weinig vrije plaatsen." in text(refused)
    assert where(order) == [lo.slot.pk] * 2


def test_house_that_does_not_exchange_offers_nothing(lo: Fixture, order: UUID) -> None:
    later, client = next_slot(lo), Client()
    with Scope.of_system().open():
        Performance.objects.filter(pk=lo.slot.pk).update(exchange_min=None)
    url = f"{page_of(order)}tijdslot/{lo.slot.pk}/"
    assert url not in client.get(page_of(order)).content.decode()
    assert client.get(url).status_code == 302
    assert client.post(url, {"ticket": ids(order), "slot": str(later.pk)}).status_code == 409


def test_strangers_and_wrong_numbers_find_nothing(lo: Fixture, order: UUID) -> None:
    later, client = next_slot(lo), Client()
    url = f"{page_of(order)}tijdslot/{lo.slot.pk}/"
    assert client.get(url.replace(order_token(order), "x" * 22)).status_code == 404
    assert client.post(url, {"ticket": "x", "slot": str(later.pk)}).status_code == 404
    other = lo.sell(lo.wish(lo.slot, 5), at=clock.now())
    assert client.post(url, {"ticket": ids(other), "slot": str(later.pk)}).status_code == 404


def test_new_tickets_are_mailed_once(lo: Fixture, order: UUID) -> None:
    later = next_slot(lo)
    url = f"{page_of(order)}tijdslot/{lo.slot.pk}/"
    for _again in range(2):
        Client().post(url, {"ticket": ids(order), "slot": str(later.pk)})
    with Scope.of_system().open():
        (told,) = Event.objects.filter(kind="sales.order.exchanged")
        fact = Fact(
            xid=0, id=told.pk, kind=told.kind, subject=told.subject, payload=told.payload, at=told.at,
            house_id=told.house_id,
        )  # fmt: skip
        for _again in range(2):
            on_fact(fact)
        assert Mail.objects.filter(kind=MailKind.SLOT_EXCHANGED, attach_tickets=True).count() == 1
