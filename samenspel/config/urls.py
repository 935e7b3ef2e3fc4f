"""Every address of the installation. Each room of `web/` brings its own `urls.py`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, path

from samenspel.api.v1 import api

plain: list[URLPattern | URLResolver] = [path("api/v1/", api.urls)]
translated: list[URLPattern | URLResolver] = []

urlpatterns = [*plain, *i18n_patterns(*translated, prefix_default_language=False)]
