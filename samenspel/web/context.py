"""What every template may know of the installation."""

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, object]:
    return {"DEMO": settings.DEMO, "SITE_URL": settings.SITE_URL}
