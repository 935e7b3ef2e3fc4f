from django.apps import AppConfig


class SignInConfig(AppConfig):
    name = "samenspel.web.sign_in"
    label = "sign_in"
