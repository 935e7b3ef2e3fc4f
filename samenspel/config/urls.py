"""Every address of the installation. Each room of `web/` brings its own `urls.py`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver

plain: list[URLPattern | URLResolver] = []
translated: list[URLPattern | URLResolver] = []

urlpatterns = [*plain, *i18n_patterns(*translated, prefix_default_language=False)]
