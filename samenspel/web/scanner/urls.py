"""The addresses of the doors."""

from django.urls import path

import samenspel.web.numbers  # noqa: F401 - registers <number:...>
from samenspel.web.scanner import views

app_name = "scanner"

urlpatterns = [
    path("", views.doors, name="doors"),
    path("<slug:house>/<number:performance>/", views.door, name="door"),
]
