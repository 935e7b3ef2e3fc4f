"""A buyer reads on the order's page that a performance was moved or cancelled, and gives its tickets back."""

from datetime import timedelta

import pytest
from django.test import Client

from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.programme.commands.change_programme import Act
from samenspel.sales.commands.follow_up import carry_out
from samenspel.sales.commands.move_performance import cancel_performance, move_performance
from samenspel.sales.models import Ticket
from samenspel.sales.rules.access import order_token
from tests.invariants.ledger_checks import broken
from tests.support.counting import counted
from tests.support.programme import performance, programmer
from tests.support.region import Fixture
from tests.web.shop.visitor import text

REASON = {"nl": "De acteur is ziek.", "fr": "L’acteur est malade."}


def act_of(lo: Fixture) -> Act:
    boss = programmer(lo.west)
    return Act(boss.scope, boss.house, boss.by, clock.now())


def move(lo: Fixture, *, until_days: int | None = 5) -> None:
    act = act_of(lo)
    move_performance(
        act=act, performance=lo.theatre.pk, revision=performance(lo.theatre.pk).revision,
        starts_at=lo.theatre.starts_at + timedelta(days=8), ends_at=lo.theatre.ends_at + timedelta(days=8),
        hall=lo.theatre.hall_id, plan=lo.theatre.plan_id, reason=REASON,
        refund_until=None if until_days is None else act.at + timedelta(days=until_days), sale_goes_on=True,
    )  # fmt: skip


def cancel(lo: Fixture) -> None:
    act = act_of(lo)
    revision = performance(lo.theatre.pk).revision
    follow_up = cancel_performance(act=act, performance=lo.theatre.pk, revision=revision, reason=REASON)
    carry_out(follow_up=follow_up, at=act.at)


@pytest.fixture
def links(lo: Fixture) -> tuple[str, str]:
    """The page of an order with two places of the theatre (€ 40) and one of the concert, and where it gives back."""
    order = lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6), lo.wish(lo.concert, 5), at=clock.now())
    page = f"/lo/bestelling/{order}/{order_token(order)}/"
    return page, f"{page}teruggeven/{lo.theatre.pk}/"


def valid() -> list[int]:
    with Scope.of_system().open():
        return sorted(Ticket.objects.filter(state="valid").values_list("performance_id", flat=True))


def test_nothing_is_told_and_nothing_asked_when_nothing_changed(links: tuple[str, str]) -> None:
    Client().get(links[0])
    with counted() as sent:
        shown = Client().get(links[0])
    assert b"data-news" not in shown.content
    assert len(sent) == 2  # the scope and the order


def test_moved_performance_is_told_and_given_back_once(lo: Fixture, links: tuple[str, str]) -> None:
    page, back = links
    move(lo)
    client = Client()
    shown = text(client.get(page))
    assert "heeft een andere datum" in shown
    assert "De acteur is ziek." in shown
    assert back in client.get(page).content.decode()
    with counted() as sent:
        client.get(page)
    assert len(sent) == 4  # and the news, with its scope
    asked = text(client.get(back))
    assert "2 tickets van bestelling" in asked
    assert "€ 40,00" in asked.replace("\xa0", " ")
    assert len(valid()) == 3  # to look is not to do
    answer = client.post(back)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{page}?melding=teruggegeven")
    assert valid() == [lo.concert.pk]
    again = client.post(back)
    assert again.status_code == 409
    assert "Deze tickets kun je hier niet meer teruggeven." in text(again)
    assert client.get(back).status_code == 302
    assert broken() == {}


def test_without_a_moment_tickets_are_kept(lo: Fixture, links: tuple[str, str]) -> None:
    page, back = links
    move(lo, until_days=None)
    shown = text(Client().get(page))
    assert "Je tickets blijven geldig: je hoeft niets te doen." in shown
    assert back not in Client().get(page).content.decode()
    assert Client().post(back).status_code == 409
    assert len(valid()) == 3


def test_cancelled_performance_is_told(lo: Fixture, links: tuple[str, str]) -> None:
    page, back = links
    cancel(lo)
    shown = text(Client().get(page))
    assert "is afgelast" in shown
    assert "komt terug zoals je betaalde" in shown
    assert Client().get(back).status_code == 302
    assert valid() == [lo.concert.pk]
    french = text(Client().get(f"/fr{page}"))
    assert "L’acteur est malade." in french


def test_another_link_gives_nothing_back(lo: Fixture, links: tuple[str, str]) -> None:
    page, back = links
    move(lo)
    wrong = back.replace(page.split("/")[4], "A" * 22)
    assert Client().post(wrong).status_code == 404
    assert Client().post(f"{page}teruggeven/{lo.free.pk}/").status_code == 404
    assert len(valid()) == 3
