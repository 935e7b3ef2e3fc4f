from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "samenspel.web.backoffice"
    label = "backoffice"
