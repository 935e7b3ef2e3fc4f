"""`hall_is_not_double_booked`: the database refuses an overlap, whatever the screen did."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from samenspel.kernel.tenancy import Scope
from samenspel.venues.models import HallBooking
from tests.support.region import NOW, Fixture, build


def book(lo: Fixture, start_h: int, end_h: int, state: str = "confirmed") -> None:
    with Scope.of_system().open():
        HallBooking.objects.create(
            hall=lo.theatre.hall, house=lo.west, state=state, kind="performance",
            period=(NOW + timedelta(hours=start_h), NOW + timedelta(hours=end_h)),
        )  # fmt: skip


def test_hall_is_not_double_booked(db: None) -> None:
    lo = build()
    book(lo, 10, 13)
    book(lo, 13, 15)
    with pytest.raises(IntegrityError, match="hall_is_not_double_booked"), transaction.atomic():
        book(lo, 12, 14)


def test_control_options_may_overlap(db: None) -> None:
    lo = build()
    book(lo, 10, 13)
    book(lo, 12, 14, state="option")
