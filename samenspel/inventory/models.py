"""What is not free. A place that nobody claims is free."""

from django.db import models
from django.db.models import Q

from samenspel.houses.models import House
from samenspel.programme.models import Performance


class ClaimState(models.IntegerChoices):
    HELD = 1
    SOLD = 2
    BLOCKED = 3
    WALKED_IN = 4


class Block(models.Model):
    """Limits who may SELL places: a technical kill, house seats, a sponsor's. Its places are claims in state blocked."""

    class Reason(models.TextChoices):
        TECHNICAL = "technical"
        HOUSE_SEATS = "house_seats"
        SPONSOR = "sponsor"

    performance = models.ForeignKey(Performance, models.CASCADE, related_name="blocks")
    reason = models.CharField(max_length=12, choices=Reason.choices)
    note = models.CharField(max_length=200, blank=True)


class Claim(models.Model):
    """Why a place is not free. The primary key is the invariant `one_place_one_ticket`.

    `holder` is the order that holds or bought it, `until` ends a hold by itself; a hold that ended counts as free.
    Who walked in without a ticket has a place too, where the house chose so, and nobody's name stands on it.
    """

    pk = models.CompositePrimaryKey("performance", "place_no")
    performance = models.ForeignKey(Performance, models.CASCADE, related_name="claims", db_index=False)
    place_no = models.IntegerField()
    state = models.SmallIntegerField(choices=ClaimState.choices)
    holder = models.UUIDField(null=True)
    until = models.DateTimeField(null=True)
    block = models.ForeignKey(Block, models.CASCADE, null=True, db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=1, holder__isnull=False, until__isnull=False, block__isnull=True)
                | Q(state=2, holder__isnull=False, until__isnull=True, block__isnull=True)
                | Q(state=3, holder__isnull=True, until__isnull=True, block__isnull=False)
                | Q(state=4, holder__isnull=True, until__isnull=True, block__isnull=True),
                name="claim_says_why",
            )
        ]


class Allotment(models.Model):
    """Limits who may BUY places, or through which seller. Its places are free for `seller` only, until `release_at`."""

    performance = models.ForeignKey(Performance, models.CASCADE, related_name="allotments")
    owner = models.ForeignKey(House, models.PROTECT, related_name="allotments_owned")
    seller = models.ForeignKey(House, models.PROTECT, null=True, related_name="allotments_sold")
    entitlement = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=80)
    release_at = models.DateTimeField()
    may_pull_back = models.BooleanField(default=True)


class AllotmentPlace(models.Model):
    """A place is in at most one allotment of its performance: the primary key says so."""

    pk = models.CompositePrimaryKey("performance", "place_no")
    performance = models.ForeignKey(Performance, models.CASCADE, db_index=False)
    place_no = models.IntegerField()
    allotment = models.ForeignKey(Allotment, models.CASCADE, related_name="places")
