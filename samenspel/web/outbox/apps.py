from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "samenspel.web.outbox"
    label = "outbox"
