"""What two houses agree about selling for each other, in versions that both sign.

A version is never edited: what changes is proposed as the next one. It is in force from the day both houses accepted it; its
`Grant` rows are what the sale reads then.
"""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Q

from samenspel.agreements.rules.terms import OnRefund, PaymentCosts
from samenspel.catalogue.models import TicketType
from samenspel.houses.models import House


class Agreement(models.Model):
    """Two houses, who proposed it first. Its terms are its versions'. `last_day` is set once a house ended it."""

    proposer = models.ForeignKey(House, models.PROTECT, related_name="+")
    partner = models.ForeignKey(House, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    last_day = models.DateField(null=True)
    ended_by = models.ForeignKey(House, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(proposer=F("partner")), name="agreement_between_two"),
        ]


class Version(models.Model):
    """The terms at one number. `presenter` is whose performances the `seller` sells.

    `productions`, `performances` and `ticket_types` are ids of the presenter; empty is all of them. `floor_cents` is the lowest
    price that the seller may sell. `until` is the last day, empty when it has no end; who ends it earlier does so `notice_days`
    before.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    presenter = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    productions = ArrayField(models.BigIntegerField(), default=list)
    performances = ArrayField(models.BigIntegerField(), default=list)
    ticket_types = ArrayField(models.BigIntegerField(), default=list)
    floor_cents = models.PositiveIntegerField(default=0)
    on_refund = models.CharField(max_length=8, choices=[(str(each), str(each)) for each in OnRefund])
    payment_costs = models.CharField(max_length=9, choices=[(str(each), str(each)) for each in PaymentCosts])
    shares_buyer = models.BooleanField(default=False)
    starts_on = models.DateField()
    until = models.DateField(null=True)
    notice_days = models.PositiveSmallIntegerField(default=30)
    proposed_by = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    closed_by = models.ForeignKey(House, models.PROTECT, null=True, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)  # declined, or withdrawn by who proposed it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_numbered_once"),
            models.CheckConstraint(condition=~Q(presenter=F("seller")), name="version_between_two"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")),
                name="version_ends_after_start",
            ),
        ]


class Rate(models.Model):
    """What the seller earns on a ticket: `percentage_bp` of its price plus `fixed_cents`, never more than the price.

    The most particular one counts: of this ticket type and rank, of the type, of the rank, of all (no type, no rank).
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="rates", db_index=False)
    ticket_type = models.ForeignKey(TicketType, models.PROTECT, null=True, db_index=False, related_name="+")
    rank = models.PositiveSmallIntegerField(null=True)
    percentage_bp = models.PositiveSmallIntegerField(default=0)
    fixed_cents = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "ticket_type", "rank"], nulls_distinct=False, name="rate_once"
            ),
            models.CheckConstraint(condition=Q(percentage_bp__lte=10_000), name="rate_at_most_all"),
        ]


class Acceptance(models.Model):
    """A house signed a version: `name` is the person as it stood that day."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="acceptances", db_index=False)
    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(
        "identity.User", models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "house"], name="house_accepts_once")]


class Grant(models.Model):
    """A version in force, as the sale reads it: on these days this seller sells these performances of this presenter.

    Days are Brussels' days. The next version, or the end of the agreement, closes `valid`; nothing else ever changes.
    At most one grant of an agreement is valid on a day (exclusion constraint `one_version_in_force`).
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, db_index=False)
    version = models.OneToOneField(Version, models.PROTECT, related_name="grant")
    presenter = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    valid = DateRangeField()
    productions = ArrayField(models.BigIntegerField(), default=list)
    performances = ArrayField(models.BigIntegerField(), default=list)
    ticket_types = ArrayField(models.BigIntegerField(), default=list)
    floor_cents = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["presenter", "seller"], name="grant_of_pair")]
