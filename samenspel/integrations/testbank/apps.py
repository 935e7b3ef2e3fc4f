from django.apps import AppConfig


class TestBankConfig(AppConfig):
    name = "samenspel.integrations.testbank"
    label = "testbank"
