"""Moving and cancelling a performance on its pages: three steps, then how far everybody is told."""

from datetime import timedelta

import pytest

from samenspel.houses.models import Role
from samenspel.kernel import clock
from samenspel.kernel.tenancy import Scope
from samenspel.programme.models import Performance
from samenspel.sales.commands.follow_up import carry_out
from samenspel.sales.models import FollowUp, FollowUpStep, Order
from tests.support.counting import counted
from tests.support.region import Fixture
from tests.support.staff import admin_of, employ, signed_in
from tests.web.backoffice.test_programme import local
from tests.web.shop.visitor import text

HOUSE = "/beheer/westerlo/"


@pytest.fixture
def page(lo: Fixture) -> str:
    lo.sell(lo.wish(lo.theatre, 5), lo.wish(lo.theatre, 6), at=clock.now())
    lo.take(lo.wish(lo.theatre, 15), at=clock.now())
    return f"{HOUSE}voorstellingen/{lo.theatre.pk}/"


def moved(lo: Fixture, **values: str) -> dict[str, str]:
    return {
        "revision": str(Performance.objects.get(pk=lo.theatre.pk).revision),
        "starts_at": local(lo.theatre.starts_at + timedelta(days=8)),
        "ends_at": local(lo.theatre.ends_at + timedelta(days=8)),
        "where": f"{lo.theatre.hall_id}:{lo.theatre.plan_id}",
        "reason_nl": "De acteur is ziek.",
        "sale_goes_on": "on",
    } | values


def test_guide_shows_who_is_touched_and_does_nothing_before_the_last_step(lo: Fixture, page: str) -> None:
    client = admin_of(lo.west)
    assert page + "verplaatsen/" in client.get(page).content.decode()
    assert "Nieuw begin" in text(client.get(page + "verplaatsen/"))
    who = text(client.post(page + "verplaatsen/", moved(lo, stap="wie")))
    assert (
        "Bestellingen 1 Tickets 2 Ervoor betaald € 40,00 Plaatsen die nu in een mandje zitten 1"
        in who.replace("\xa0", " ")
    )
    sure = text(client.post(page + "verplaatsen/", moved(lo, stap="zeker")))
    assert "Verplaats en verwittig iedereen" in sure
    assert "De acteur is ziek." in sure
    assert "1 koper krijgt een mail." in sure
    assert 'value="wat"' in client.post(page + "verplaatsen/", moved(lo, stap="zeker")).content.decode()
    assert "Nieuw begin" in text(client.post(page + "verplaatsen/", moved(lo, stap="wat")))
    with Scope.of_system().open():
        assert FollowUp.objects.count() == 0


def test_moving_leads_to_the_progress(lo: Fixture, page: str) -> None:
    client = admin_of(lo.west)
    answer = client.post(page + "verplaatsen/", moved(lo, stap="doen"))
    assert (answer.status_code, answer.headers["Location"]) == (302, page + "opvolging/")
    shown = text(client.get(page + "opvolging/"))
    assert "0 van 1 bestellingen" in shown
    first = client.get(page + "opvolging/stand/")
    same = client.get(page + "opvolging/stand/", headers={"If-None-Match": first.headers["ETag"]})
    assert same.status_code == 304
    with Scope.of_system().open():
        follow_up = FollowUp.objects.get().pk
    carry_out(follow_up=follow_up, at=clock.now())
    live = client.get(page + "opvolging/stand/", headers={"If-None-Match": first.headers["ETag"]})
    assert live.status_code == 200
    assert "iedereen verwittigd" in text(live)
    assert "Kopers verwittigd" in text(client.get(page))
    assert "Verplaatst" in text(client.get(page))


def test_cancelling_refunds_and_failures_are_tried_again(lo: Fixture, page: str) -> None:
    client = admin_of(lo.west)
    data = {"revision": "1", "reason_nl": "Ziek", "stap": "zeker"}
    assert "€ 40,00 gaat terug" in text(client.post(page + "afgelasten/", data)).replace("\xa0", " ")
    assert client.post(page + "afgelasten/", data | {"stap": "doen"}).status_code == 302
    with Scope.of_system().open():
        step = FollowUpStep.objects.get()
        FollowUpStep.objects.filter(pk=step.pk).update(state="failed", problem="MoneyApart", attempts=5)
    shown = client.get(page + "opvolging/")
    assert "Van de betaling is minder over" in text(shown)
    again = f"{page}opvolging/{step.follow_up_id}/opnieuw/"
    assert again in shown.content.decode()
    assert client.get(again).status_code == 405
    assert client.post(again).headers["Location"] == page + "opvolging/"
    carry_out(follow_up=step.follow_up_id, at=clock.now())
    assert "Gaat terug € 40,00" in text(client.get(page + "opvolging/")).replace("\xa0", " ")
    with Scope.of_system().open():
        assert Order.objects.get(pk=step.order_id).state == "cancelled"
    assert page + "verplaatsen/" not in client.get(page).content.decode()
    late = client.post(page + "afgelasten/", data | {"revision": "2", "stap": "doen"})
    assert "afgelast" in text(late)
    assert late.status_code == 422


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"reason_nl": ""}, "Dit veld is verplicht"),
        (
            {"starts_at": "2020-01-01T20:00", "ends_at": "2020-01-01T22:00"},
            "Kies een moment dat nog moet komen.",
        ),
        ({"refund_until": "2020-01-01T20:00"}, "In de toekomst, en voor het nieuwe begin."),
        ({"revision": "7"}, "terwijl jij het open had"),
    ],
)
def test_refusal_stands_at_its_field_and_keeps_what_was_written(
    lo: Fixture, page: str, values: dict[str, str], sentence: str
) -> None:
    answer = admin_of(lo.west).post(page + "verplaatsen/", moved(lo, stap="doen", **values))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Nieuw begin" in text(answer)


def test_other_plan_without_the_sold_places_is_refused_by_name(lo: Fixture, page: str) -> None:
    where = f"{lo.free.hall_id}:{lo.free.plan_id}"
    answer = admin_of(lo.west).post(page + "verplaatsen/", moved(lo, stap="doen", where=where))
    assert answer.status_code == 422
    assert "heten er anders: Parterre" in text(answer)


@pytest.mark.parametrize("role", [Role.BOX_OFFICE, Role.FINANCE, Role.MARKETING, Role.USHER])
def test_other_roles_do_not_move(lo: Fixture, page: str, role: Role) -> None:
    client = signed_in(employ("ro@westerlo.example", role, house=lo.west))
    for last in ("verplaatsen/", "afgelasten/", "opvolging/", "opvolging/stand/"):
        assert client.get(page + last).status_code == 403
    if role in (Role.BOX_OFFICE, Role.MARKETING):
        assert page + "verplaatsen/" not in client.get(page).content.decode()


COST = {"verplaatsen/": 8, "afgelasten/": 6, "opvolging/": 8, "opvolging/stand/": 6}


@pytest.mark.parametrize("sold", [1, 3])
def test_each_page_asks_a_known_number_of_statements(lo: Fixture, page: str, sold: int) -> None:
    for number in range(sold - 1):
        lo.sell(lo.wish(lo.theatre, 25 + 10 * number), at=clock.now())
    client = admin_of(lo.west)
    client.post(page + "verplaatsen/", moved(lo, stap="doen"))
    spent = {}
    for last in COST:
        with counted() as sent:
            assert client.get(page + last).status_code == 200
        spent[last] = len(sent)
    assert spent == COST
