from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "samenspel.web.design"
    label = "design"
