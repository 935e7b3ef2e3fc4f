"""What the pages about prices share: the tabs above them and the way back."""

from typing import Any

from django.utils.translation import gettext as _

from samenspel.web.backoffice.desk import Desk


def tabs(desk: Desk, current: str) -> list[dict[str, Any]]:
    names = {"prices": _("Price lists")}
    return [
        {"label": label, "url": desk.url(name), "current": name == current} for name, label in names.items()
    ]


def crumbs(desk: Desk, *titles: str, under: tuple[str, str] | None = None) -> list[dict[str, str]]:
    """Prices, the page in between as (label, url name), and where one is."""
    found = [{"label": _("Prices"), "url": desk.url("prices")}]
    if under:
        found.append({"label": under[0], "url": desk.url(under[1])})
    return [*found, *({"label": title} for title in titles)]
