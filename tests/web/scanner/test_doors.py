"""The scanner's pages: who may stand where, and what an usher reads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samenspel.access.models import Scan
from samenspel.delivery.commands.print_tickets import TicketCodes, ticket_codes
from samenspel.delivery.queries.papers import papers
from samenspel.houses.models import House, Role, StaffRole
from samenspel.identity.models import User
from samenspel.kernel.tenancy import Scope
from tests.support import region
from tests.support.region import Fixture

# The pages read the clock: the season of this test is built around now, its evening begins in six hours.
NOW = timezone.now() - timedelta(days=30, hours=1)


@pytest.fixture
def lo(db: None) -> Fixture:
    return region.build(now=NOW)


def staff(client: Client, role: Role, *houses: House) -> User:
    user = User.objects.create_user(f"{role}@example.org")
    with Scope.of_system().open():
        StaffRole.objects.bulk_create(
            StaffRole(user=user, role=role, house=house, since=NOW) for house in houses
        )
    client.force_login(user)
    return user


def sell(lo: Fixture, place: int) -> TicketCodes:
    order = lo.sell(lo.wish(lo.theatre, place), at=NOW)
    (line,) = papers(scope=Scope.of_order(order), order=order)
    return ticket_codes(line=line, at=NOW)


def door(lo: Fixture) -> str:
    return f"/scan/westerlo/{lo.theatre.pk}/"


def test_nobody_is_led_to_the_sign_in(client: Client, lo: Fixture) -> None:
    for path in ("/scan/", door(lo)):
        answer = client.get(path)

        assert (answer.status_code, answer["Location"]) == (302, f"/aanmelden/?next={path}")


@pytest.mark.parametrize("role", [Role.USHER, Role.BOX_OFFICE, Role.HOUSE_ADMIN])
def test_usher_sees_the_performances_of_the_house(client: Client, lo: Fixture, role: Role) -> None:
    staff(client, role, lo.west)
    sell(lo, 3)

    page = client.get("/scan/").content.decode()

    assert door(lo) in page
    assert "De lange adem" in page
    assert "Boekenuur" in page
    assert "Nachtmuziek" not in page


@pytest.mark.parametrize("role", [Role.FINANCE, Role.MARKETING, Role.PROGRAMMER])
def test_other_roles_stand_at_no_door(client: Client, lo: Fixture, role: Role) -> None:
    staff(client, role, lo.west)

    assert client.get("/scan/").status_code == 403
    assert client.get(door(lo)).status_code == 404
    assert client.post(door(lo), {"code": "x"}).status_code == 404


def test_usher_of_another_house_finds_no_door_here(client: Client, lo: Fixture) -> None:
    ticket = sell(lo, 3)
    staff(client, Role.USHER, lo.east)

    for path in (door(lo), f"/scan/oosterlo/{lo.theatre.pk}/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"code": ticket.code}).status_code == 404
    with Scope.of_system().open():
        assert not Scan.objects.exists()


def test_code_is_looked_at_without_javascript(client: Client, lo: Fixture) -> None:
    user = staff(client, Role.USHER, lo.west)
    ticket = sell(lo, 3)

    first = client.post(door(lo), {"code": ticket.code}).content.decode()
    again = client.post(door(lo), {"code": ticket.short_code}).content.decode()

    assert 'data-state="ok"' in first
    assert "Parterre" in first
    assert ">1 / 1<" in first
    assert 'data-state="no"' in again
    with Scope.of_system().open():
        assert list(Scan.objects.order_by("pk").values_list("outcome", "scanned_by")) == [
            ("admitted", user.pk),
            ("already_in", user.pk),
        ]


def test_script_of_the_page_gets_the_result_alone(client: Client, lo: Fixture) -> None:
    staff(client, Role.USHER, lo.west)
    ticket = sell(lo, 3)

    page = client.post(door(lo), {"code": ticket.code}, headers={"X-Scanner": "1"}).content.decode()

    assert page.startswith('<div data-state="ok">')
    assert "<html" not in page


def test_ticket_for_the_other_evening_names_it(client: Client, lo: Fixture) -> None:
    staff(client, Role.USHER, lo.west)
    ticket = sell(lo, 3)

    page = client.post(f"/scan/westerlo/{lo.free.pk}/", {"code": ticket.code}).content.decode()

    assert 'data-state="no"' in page
    assert "De lange adem" in page.split("scanner__why")[1]


@pytest.mark.parametrize("code", ["", "x" * 5000, "<script>alert(1)</script>", "\x00"])
def test_nonsense_is_a_clear_no(client: Client, lo: Fixture, code: str) -> None:
    staff(client, Role.USHER, lo.west)

    answer = client.post(door(lo), {"code": code})

    assert answer.status_code == 200
    assert 'data-state="no"' in answer.content.decode()
