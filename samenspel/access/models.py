"""Doors: every scan, admitted or refused, and everybody who came in or went out without one."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samenspel.houses.models import House
from samenspel.programme.models import Performance
from samenspel.sales.models import Ticket


class Scan(models.Model):
    """One look at one code at one door. A ticket is admitted at most once: `ticket_opens_once`."""

    class Outcome(models.TextChoices):
        ADMITTED = "admitted"
        ALREADY_IN = "already_in"
        OTHER_PERFORMANCE = "other_performance"
        VOID = "void"
        OLD_CODE = "old_code"
        FORGED = "forged"
        UNKNOWN = "unknown"

    house = models.ForeignKey(House, models.PROTECT)
    performance = models.ForeignKey(Performance, models.PROTECT)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True)
    outcome = models.CharField(max_length=18, choices=Outcome.choices)
    scanned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    at = models.DateTimeField()
    look = models.UUIDField(null=True)  # made by the door: the same look sent again is admitted again

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(outcome="admitted"), name="ticket_opens_once"
            )
        ]
        indexes = [models.Index(fields=["performance", "at"], name="scan_of_performance")]


class Passage(models.Model):
    """One person counted by hand at a door: in, out, or the undoing of one of these, which happens once.

    `key` is made by the door for each press: sent again after the answer was lost, nobody is counted twice. `places` is what it
    did to the places of walk-ins: 1 took one that was free, -1 gave one back, 0 where they take none.
    """

    class Kind(models.TextChoices):
        IN = "in"
        OUT = "out"
        UNDO = "undo"

    house = models.ForeignKey(House, models.PROTECT)
    performance = models.ForeignKey(Performance, models.PROTECT)
    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    places = models.SmallIntegerField(default=0)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="undo", undoes__isnull=False) | Q(undoes__isnull=True),
                name="only_an_undo_undoes",
            )
        ]
