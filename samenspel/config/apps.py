from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The wiring is an app too: it holds the command `work` and the grants on tables that others' packages made."""

    name = "samenspel.config"
    label = "wiring"

    def ready(self) -> None:
        from samenspel.config.wiring import wire

        wire()
