"""A house is never without an admin, also when two remove each other at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from samenspel.houses.commands.staff_roles import LastAdmin, remove_staff
from samenspel.houses.models import Role
from samenspel.houses.queries.staff import staff_of
from samenspel.kernel.tenancy import Scope
from tests.support.database import TestDatabase
from tests.support.region import NOW, build
from tests.support.staff import employ


def test_two_admins_who_remove_each_other_leave_one(committed_db: TestDatabase) -> None:
    lo = build()
    admins = [employ(f"{name}@westerlo.example", Role.HOUSE_ADMIN, house=lo.west).pk for name in ("an", "bo")]
    scope = Scope.of_houses(lo.west.pk)
    start = Barrier(2)

    def remove(user: int) -> str:
        start.wait()
        try:
            remove_staff(scope=scope, house=lo.west.pk, user=user, by=0, at=NOW)
            return "removed"
        except LastAdmin:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(remove, admins)) == ["refused", "removed"]
    assert len(staff_of(scope=scope, house=lo.west.pk)) == 1
