from django.apps import AppConfig


class HousesConfig(AppConfig):
    name = "samenspel.houses"
    label = "houses"
    default_auto_field = "django.db.models.BigAutoField"
