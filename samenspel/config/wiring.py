"""Who answers to whom: providers behind the payment port, subscribers of the event log. Called once, when Django is ready."""

from django.conf import settings

from samenspel.config.payment_providers import register_providers


def wire() -> None:
    register_providers(demo=settings.DEMO)
