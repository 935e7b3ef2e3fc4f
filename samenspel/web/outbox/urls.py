"""The outbox of the demo. `/beheer/outbox/` leads to it as well: staff look there first."""

from django.urls import path
from django.views.generic import RedirectView

from samenspel.web.outbox import views

app_name = "outbox"

urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:mail>/", views.message, name="message"),
    path("outbox/<int:mail>/html/", views.html, name="html"),
    path("outbox/<int:mail>/tickets.pdf", views.tickets, name="tickets"),
    path("beheer/outbox/", RedirectView.as_view(pattern_name="outbox:outbox"), name="from_office"),
]
