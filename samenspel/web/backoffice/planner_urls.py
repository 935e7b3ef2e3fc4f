"""The addresses of the hall planner; part of `urls.py`."""

from django.urls import path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.backoffice.views import bookings, planner

PLANNER = "<slug:house>/zaalplanning/"
BOOKING = PLANNER + "<number:booking>/"

urlpatterns = [
    path(PLANNER, planner.planner, name="planner"),
    path(PLANNER + "nieuw/", bookings.new, name="booking_new"),
    path(PLANNER + "ongedaan/<uuid:act>/", bookings.undo, name="booking_undo"),
    path(BOOKING, bookings.booking, name="booking"),
    path(BOOKING + "bevestigen/", bookings.confirm, name="booking_confirm"),
]
