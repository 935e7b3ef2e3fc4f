"""`desk_sees_only_in_a_visit`: the service desk of a region sees nothing of a house before it enters, and nothing afterwards."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client

from samenspel.houses.commands.visits import NoReason, end_visit, enter_house, leave_house, look_in
from samenspel.houses.models import Look, Role, StaffRole, Visit
from samenspel.identity.models import User
from samenspel.kernel import clock
from samenspel.kernel.errors import NotFound
from samenspel.kernel.models import Event
from samenspel.kernel.tenancy import Scope
from tests.support.staff import employ, signed_in
from tests.tenancy.foreign import Foreign, establish
from tests.tenancy.pages import HOUSE, PAGES
from tests.tenancy.test_pages import address, everything_said

REASON = "De balie belde over een bestelling."
OFFICE = sorted(route for route in PAGES if route.startswith(HOUSE))
REGION = sorted(route for route in PAGES if route.startswith("beheer/regio/"))


@pytest.fixture
def foreign(db: None) -> Foreign:
    return establish()


@pytest.fixture
def desk(foreign: Foreign) -> User:
    return employ("sam@lo.example", Role.SERVICE_DESK, region=foreign.lo.region)


def enter(desk: User, *, at: datetime | None = None, house: str = "westerlo") -> None:
    enter_house(user=desk.pk, house=house, reason=REASON, at=at or clock.now())


def walked(
    client: Client, foreign: Foreign, method: str, routes: list[str]
) -> Iterator[tuple[str, int, str]]:
    """Address, status and everything that was said; not what refuses the method itself."""
    for route in routes:
        url = address(route, foreign)
        answer = getattr(client, method)(url)
        if answer.status_code != 405:
            yield url, answer.status_code, everything_said(answer)


def assert_shut(desk: User, foreign: Foreign) -> None:
    """Every page of the house leads to the question why, says nothing, changes nothing and notes nothing."""
    before, looks = foreign.snapshot(), look_count()
    client = signed_in(desk)
    for method in ("get", "post"):
        for url, status, said in walked(client, foreign, method, OFFICE):
            assert (url, status, "/beheer/servicedesk/westerlo/" in said) == (url, 302, True)
            assert [mark for mark in foreign.marks if mark in said] == []
        for url, status, said in walked(client, foreign, method, REGION):
            assert (url, status) == (url, 404)
            assert [mark for mark in foreign.marks if mark in said] == []
    assert (foreign.snapshot(), look_count()) == (before, looks)


def look_count() -> int:
    with Scope.of_system().open():
        return Look.objects.count()


def test_without_entering_nothing_is_seen(foreign: Foreign, desk: User) -> None:
    assert_shut(desk, foreign)


def test_during_a_visit_everything_is_seen_and_noted_and_nothing_changes(
    foreign: Foreign, desk: User
) -> None:
    before = foreign.snapshot()
    enter(desk)
    client = signed_in(desk)
    pages = list(walked(client, foreign, "get", OFFICE))
    said = "".join(page for _url, _status, page in pages)
    assert {status for _url, status, _said in pages} <= {200, 302, 403, 404, 410}
    assert [mark for mark in foreign.marks if mark not in said] == []
    with Scope.of_houses(foreign.lo.west.pk).open():
        noted = set(Look.objects.filter(visit__user=desk).values_list("path", flat=True))
    assert {url for url, status, _said in pages if status == 200} <= noted
    for url, status, _said in walked(client, foreign, "post", OFFICE):
        assert (url, status) == (url, 403)
    assert foreign.snapshot() == before
    keys = client.get("/beheer/westerlo/sleutels/")
    assert (keys.status_code, "merkteken" in everything_said(keys)) == (403, False)


def test_other_houses_stay_shut_during_a_visit(foreign: Foreign, desk: User) -> None:
    enter(desk, house="oosterlo")
    assert signed_in(desk).get("/beheer/oosterlo/").status_code == 200
    assert_shut(desk, foreign)


def test_after_leaving_nothing_is_seen(foreign: Foreign, desk: User) -> None:
    enter(desk)
    assert signed_in(desk).post("/beheer/servicedesk/westerlo/uit/").status_code == 302
    assert_shut(desk, foreign)


def test_after_an_hour_nothing_is_seen(foreign: Foreign, desk: User) -> None:
    enter(desk, at=clock.now() - timedelta(minutes=61))
    assert_shut(desk, foreign)


def test_after_the_house_ended_it_nothing_is_seen(foreign: Foreign, desk: User) -> None:
    enter(desk)
    with Scope.of_system().open():
        visit = Visit.objects.get(user=desk)
    admin = signed_in(User.objects.get(pk=foreign.user))
    assert admin.post(f"/beheer/westerlo/meekijken/{visit.pk}/einde/").status_code == 302
    assert_shut(desk, foreign)
    with Scope.of_system().open():
        told = Event.objects.filter(kind__startswith="houses.visit.").order_by("id")
        who = [(fact.kind, fact.payload["by"], fact.house_id) for fact in told]
    west = foreign.lo.west.pk
    assert who == [("houses.visit.entered", desk.pk, west), ("houses.visit.ended", foreign.user, west)]


def test_without_the_role_the_open_visit_shows_nothing(foreign: Foreign, desk: User) -> None:
    enter(desk)
    with Scope.of_system().open():
        StaffRole.objects.filter(user=desk).update(region=foreign.lo.other_region)
    assert_shut(desk, foreign)


def test_house_outside_the_region_is_not_entered(foreign: Foreign) -> None:
    stranger = employ("noor@noord.example", Role.SERVICE_DESK, region=foreign.lo.other_region)
    client = signed_in(stranger)
    entrance = "/beheer/servicedesk/westerlo/"
    assert client.get(entrance).status_code == client.post(entrance, {"reason": REASON}).status_code == 404
    with pytest.raises(NotFound):
        enter(stranger)


@pytest.mark.parametrize("reason", ["", "help", "         x         ", "a" * 301])
def test_without_a_written_reason_nobody_enters(foreign: Foreign, desk: User, reason: str) -> None:
    answer = signed_in(desk).post("/beheer/servicedesk/westerlo/", {"reason": reason})
    assert answer.status_code == 422
    with pytest.raises(NoReason):
        enter_house(user=desk.pk, house="westerlo", reason=reason, at=clock.now())
    assert_shut(desk, foreign)


def test_entering_again_ends_the_earlier_visit(foreign: Foreign, desk: User) -> None:
    at = clock.now()
    enter(desk, at=at)
    first = look_in(user=desk.pk, house="westerlo", path=None, at=at)
    enter(desk, at=at + timedelta(minutes=5))
    second = look_in(user=desk.pk, house="westerlo", path=None, at=at + timedelta(minutes=5))
    assert second.ends_at - first.ends_at == timedelta(minutes=5)
    leave_house(user=desk.pk, house="westerlo", at=at + timedelta(minutes=6))
    with pytest.raises(NotFound):
        look_in(user=desk.pk, house="westerlo", path=None, at=at + timedelta(minutes=6))


def test_a_neighbour_ends_no_visit(foreign: Foreign) -> None:
    with pytest.raises(NotFound):
        end_visit(
            scope=Scope.of_houses(foreign.lo.east.pk), house=foreign.lo.east.pk, visit=foreign.visit, by=1,
            at=clock.now(),
        )  # fmt: skip


def test_what_was_looked_at_is_never_rewritten(foreign: Foreign, desk: User) -> None:
    """The application itself may not: its role has no such right on these tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select has_table_privilege('samenspel_app', 'houses_look', 'update, delete'),"
            " has_table_privilege('samenspel_app', 'houses_visit', 'delete'),"
            " has_column_privilege('samenspel_app', 'houses_visit', 'reason', 'update')"
        )
        assert cursor.fetchone() == (False, False, False)
    enter(desk)
    visit = look_in(user=desk.pk, house="westerlo", path=None, at=clock.now())
    insert = "insert into houses_look (visit_id, house_id, path, at) values (%s, %s, '/', now())"
    stranger = employ("noor@lo.example", Role.SERVICE_DESK, region=foreign.lo.region)
    with pytest.raises(ProgrammingError, match="row-level security"), Scope.of_user(stranger.pk).open():
        connection.cursor().execute(insert, [visit.id, visit.house.id])
