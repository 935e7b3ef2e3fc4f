from django.apps import AppConfig


class ShopConfig(AppConfig):
    name = "samenspel.web.shop"
    label = "shop"
