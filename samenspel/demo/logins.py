"""Logins and API keys of the demo. Their secrets are known to everybody: never outside a demo."""

import sys
from datetime import datetime

from django.contrib.auth.hashers import make_password

from samenspel.demo.folder.houses import REGIONS, pilot_houses
from samenspel.houses.commands.issue_api_key import issue_api_key
from samenspel.houses.models import House, HouseKind
from samenspel.identity.models import User
from samenspel.kernel.tenancy import Scope

PASSWORD = "samenspel-demo"  # noqa: S105 - printed on the screen of every demo
KEYS = {"ntgent": "demo_ntgent_sleutel_voor_proeven"}
SHOWN = ("ntgent", "schouwburg-kortrijk", "cc-westrand", "tickets-gent")
ROLES = (("admin", "house admin"), ("balie", "box office"), ("finance", "finance"), ("zaal", "usher"))


def open_logins(*, at: datetime) -> None:
    """Give every login of the demo its password, and an API key to one house and to each ticket desk.

    Within scope system. One hash for all: a demo of 248 houses would take minutes to hash each.
    """
    User.objects.filter(email__endswith=".example", staff_roles__isnull=False).update(
        password=make_password(PASSWORD)
    )
    for slug, house in House.objects.filter(slug__in=key_secrets()).values_list("slug", "id"):
        issue_api_key(house=house, name="Demo", secret=key_secrets()[slug], at=at)


def key_secrets() -> dict[str, str]:
    """House slug -> API key of the demo."""
    desks = (house.slug for house in pilot_houses() if house.kind == HouseKind.TICKET_DESK)
    return KEYS | {slug: f"demo_{slug}_sleutel_voor_proeven" for slug in desks}


def print_logins() -> None:
    """Say how to sign in, on standard output."""
    with Scope.of_system().open():
        houses = dict(House.objects.filter(slug__in=SHOWN).values_list("slug", "name"))
    lines = [f"Logins of the demo (password of all: {PASSWORD})"]
    for slug in SHOWN:
        if slug in houses:
            lines.extend(
                f"  {f'{who}@{slug}.example':<38} {role}, {houses[slug]}"
                for who, role in ROLES
                if not (who == "zaal" and slug == "tickets-gent")
            )
    lines.extend(
        f"  {f'coordinator@{region.slug}.example':<38} coordinator, {region.name}" for region in REGIONS
    )
    lines.append("  every other house has the same: admin@<house>.example, balie@..., finance@..., zaal@...")
    lines.append("API keys of the demo")
    lines.extend(f"  {slug:<24} {secret}" for slug, secret in key_secrets().items())
    sys.stdout.write("\n".join(lines) + "\n")
