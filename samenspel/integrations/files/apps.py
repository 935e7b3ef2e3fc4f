from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "samenspel.integrations.files"
    label = "files"
