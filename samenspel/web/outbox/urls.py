"""The outbox of the demo. `/beheer/outbox/` leads to it as well: staff look there first."""

from django.urls import path
from django.views.generic import RedirectView

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.outbox import views

app_name = "outbox"

urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<number:mail>/", views.message, name="message"),
    path("outbox/<number:mail>/html/", views.html, name="html"),
    path("outbox/<number:mail>/tickets.pdf", views.tickets, name="tickets"),
    path("beheer/outbox/", RedirectView.as_view(pattern_name="outbox:outbox"), name="from_office"),
]
