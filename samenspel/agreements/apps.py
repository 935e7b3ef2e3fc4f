from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "samenspel.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
