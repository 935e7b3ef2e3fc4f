from django.apps import AppConfig


class ScannerConfig(AppConfig):
    name = "samenspel.web.scanner"
    label = "scanner"
