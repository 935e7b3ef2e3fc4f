"""The addresses of the doors."""

from django.urls import path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.scanner import counting, views

app_name = "scanner"

urlpatterns = [
    path("", views.doors, name="doors"),
    path("<slug:house>/<number:performance>/", views.door, name="door"),
    path("<slug:house>/<number:performance>/tellen/", counting.counting, name="counting"),
]
