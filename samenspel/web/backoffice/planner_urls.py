"""The addresses of the hall planner; part of `urls.py`."""

from django.urls import path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.backoffice.views import bookings, hall_feeds, planner, planner_halls

PLANNER = "<slug:house>/zaalplanning/"
BOOKING = PLANNER + "<number:booking>/"

urlpatterns = [
    path(PLANNER, planner.planner, name="planner"),
    path(PLANNER + "nieuw/", bookings.new, name="booking_new"),
    path(PLANNER + "ongedaan/<uuid:act>/", bookings.undo, name="booking_undo"),
    path(PLANNER + "zalen/", planner_halls.hall_uses, name="hall_uses"),
    path(PLANNER + "zalen/<number:hall>/", planner_halls.hall_use, name="hall_use"),
    path(PLANNER + "agenda/", hall_feeds.feeds, name="hall_feeds"),
    path(PLANNER + "agenda/<number:feed>/intrekken/", hall_feeds.revoke, name="hall_feed_revoke"),
    path(BOOKING, bookings.booking, name="booking"),
    path(BOOKING + "bevestigen/", bookings.confirm, name="booking_confirm"),
]
