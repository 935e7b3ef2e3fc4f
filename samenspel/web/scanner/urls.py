"""The addresses of the doors."""

from django.urls import path

from samenspel.web.scanner import views

app_name = "scanner"

urlpatterns = [
    path("", views.doors, name="doors"),
    path("<slug:house>/<int:performance>/", views.door, name="door"),
]
