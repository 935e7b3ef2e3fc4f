"""The visitor's own pages. Signing in and out are allauth's, in `web/sign_in`."""

from django.urls import path

from samenspel.web.account import views

app_name = "account"

urlpatterns = [
    path("account/", views.home, name="home"),
    path("account/toestemming/", views.consent, name="consent"),
    path("account/verwijderen/", views.erasure, name="erasure"),
]
