from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    name = "samenspel.web.account"
    label = "account_pages"
