"""Packages: several performances, of several houses, sold as one product at one price.

A package is composed by one house, the organiser, in whose book its money waits until each performance was played. Every
house whose performances are in it accepts what it gets before the package is sold; from then on what it promises stays.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from samenspel.catalogue.models import TicketType
from samenspel.houses.models import House, Region
from samenspel.packages.rules.shares import RevenueRule
from samenspel.packages.rules.terms import PriceForm
from samenspel.programme.models import Performance


class Package(models.Model):
    """`name` and `text` by language. `least` to `most` performances are chosen; a bundle asks all of them.

    `price_cents` is of the whole, or of each performance, by `price_form`; `discount_bp` comes off the list prices.
    `houses` are those whose performances are in it. What was bought is exchanged until `exchange_hours` before the
    performance, never when it is empty; for another house's only with `exchanges_houses`.
    """

    class Kind(models.TextChoices):
        CHOICE = "choice"  # choose your own, keuzeabonnement
        BUNDLE = "bundle"  # all of them: combiticket, festivalpas

    class State(models.TextChoices):
        DRAFT = "draft"
        ON_SALE = "on_sale"
        CLOSED = "closed"

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    organiser = models.ForeignKey(House, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    name = models.JSONField(default=dict)
    text = models.JSONField(default=dict)
    houses = ArrayField(models.IntegerField(), default=list)
    least = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    price_form = models.CharField(max_length=8, choices=[(str(each), str(each)) for each in PriceForm])
    price_cents = models.PositiveIntegerField(default=0)
    discount_bp = models.PositiveSmallIntegerField(default=0)
    revenue_rule = models.CharField(max_length=10, choices=[(str(each), str(each)) for each in RevenueRule])
    sale_starts_at = models.DateTimeField()
    sale_ends_at = models.DateTimeField()
    most_sold = models.PositiveIntegerField(null=True)
    exchange_hours = models.PositiveSmallIntegerField(null=True)
    exchanges_houses = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(least__gte=1) & Q(least__lte=F("most")), name="package_least_to_most"
            ),
            models.CheckConstraint(
                condition=Q(sale_ends_at__gt=F("sale_starts_at")), name="package_sale_has_time"
            ),
            models.CheckConstraint(condition=Q(discount_bp__lte=10_000), name="package_discount_at_most_all"),
        ]


class Item(models.Model):
    """A performance of a package: at which ticket type and rank its list price is read, and its group when it has one."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="items", db_index=False)
    performance = models.ForeignKey(Performance, models.PROTECT, related_name="+")
    ticket_type = models.ForeignKey(TicketType, models.PROTECT, db_index=False, related_name="+")
    rank = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["package", "performance"], name="performance_once_in_package")
        ]


class Bound(models.Model):
    """Of a house, a genre or a group, `least` to `most` performances are chosen; exactly one of the three is named."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="bounds")
    house = models.ForeignKey(House, models.PROTECT, null=True, db_index=False, related_name="+")
    genre = models.CharField(max_length=20, blank=True)
    group = models.CharField(max_length=60, blank=True)
    least = models.PositiveSmallIntegerField(default=0)
    most = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(house__isnull=False, genre="", group="")
                | (Q(house__isnull=True, group="") & ~Q(genre=""))
                | (Q(house__isnull=True, genre="") & ~Q(group="")),
                name="bound_of_one_thing",
            )
        ]


class Acceptance(models.Model):
    """A house signed what the package gives for its performances: `name` is the person as it stood that day."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="acceptances", db_index=False)
    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(
        "identity.User", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["package", "house"], name="house_accepts_package_once")
        ]
