"""`samenspel manage create_signing_key <region slug>`: rotate the key that signs a region's tickets."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samenspel.delivery.commands.create_signing_key import create_signing_key
from samenspel.houses.models import Region
from samenspel.kernel import clock


class Command(BaseCommand):
    help = "Make a new key for the codes on a region's tickets. Tickets already sold stay good."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("region", help="the region's short name in addresses, such as zuidwest")

    def handle(self, *args: Any, **options: Any) -> None:
        region = Region.objects.filter(slug=options["region"]).first()
        if region is None:
            known = ", ".join(Region.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no region {options['region']}. Known: {known or 'none yet'}.")
        key = create_signing_key(region=region.pk, at=clock.now())
        self.stdout.write(f"Key {key} signs the tickets of {region.name} within five minutes.")
