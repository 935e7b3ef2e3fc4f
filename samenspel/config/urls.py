"""Every address of the installation. Each room of `web/` brings its own `urls.py`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from samenspel.api.v1 import api
from samenspel.web.shop.urls import plain_urlpatterns as shop_assets

plain: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("", include("samenspel.web.webhooks.urls")),
    *shop_assets,
]
translated: list[URLPattern | URLResolver] = [
    path("", include("samenspel.web.account.urls")),
    path("aanmelden/", include("samenspel.web.sign_in.urls")),
    path("scan/", include("samenspel.web.scanner.urls")),
    path("", include("samenspel.web.outbox.urls")),
    path("beheer/", include("samenspel.web.backoffice.urls")),
    # Last: a region is a slug at the root.
    path("", include("samenspel.web.shop.urls")),
]

urlpatterns = [*plain, *i18n_patterns(*translated, prefix_default_language=False)]
