"""The guide alone, under a folder, for the tests."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("design/", include("samenspel.web.design.urls")), prefix_default_language=False
)
