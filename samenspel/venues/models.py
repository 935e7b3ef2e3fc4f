"""Halls, seat plans and the hall calendar."""

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q

from samenspel.houses.models import House


class Venue(models.Model):
    house = models.ForeignKey(House, models.CASCADE, related_name="venues")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    town = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["house", "slug"], name="venue_slug_once_in_house")]


class Hall(models.Model):
    venue = models.ForeignKey(Venue, models.CASCADE, related_name="halls")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["venue", "slug"], name="hall_slug_once_in_venue")]


class SeatPlan(models.Model):
    """One version of the places of a hall. A published version never changes: its places may be cached for good."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        RETIRED = "retired"

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="plans")
    name = models.CharField(max_length=120)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    capacity = models.PositiveIntegerField()
    focal_x = models.FloatField()
    focal_y = models.FloatField()
    rank_names = models.JSONField(default=dict)  # "1" -> {"nl": "Rang 1", ...}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hall", "name", "version"], name="plan_version_once"),
            models.CheckConstraint(condition=Q(capacity__gt=0), name="plan_has_places"),
        ]


class PlanDraft(models.Model):
    """A seat plan being drawn: seen by its own house only, until it is published as the next version of that name.

    `drawing` is the document of docs/reference/seat-plan.md; `revision` rises with every save.
    """

    house = models.ForeignKey(House, models.CASCADE, related_name="plan_drafts")
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="drafts")
    name = models.CharField(max_length=120)
    revision = models.PositiveIntegerField(default=1)
    drawing = models.JSONField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hall", "name"], name="plan_draft_once")]


class PlanDrawing(models.Model):
    """How a published version was drawn, so that the next one goes on from blocks and rows instead of loose seats."""

    plan = models.OneToOneField(SeatPlan, models.CASCADE, primary_key=True, related_name="drawn")
    house = models.ForeignKey(House, models.CASCADE, related_name="+")
    drawing = models.JSONField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField()


class PlaceKind(models.TextChoices):
    SEAT = "seat"
    WHEELCHAIR = "wheelchair"
    COMPANION = "companion"
    RESTRICTED = "restricted"
    STANDING = "standing"


class Place(models.Model):
    """One sellable place of a plan. A standing place has no row or seat, x and y are its area's.

    A place keeps its number in every later version as long as it keeps its label, and a number that went is not given again:
    numbers begin at 1 and may have gaps. `left_no` and `right_no` are the neighbours in the same row without an aisle
    between; `companion_of` pairs a companion place with its wheelchair place. `aisle` and `removable` are for staff.
    """

    pk = models.CompositePrimaryKey("plan", "no")
    plan = models.ForeignKey(SeatPlan, models.CASCADE, related_name="places", db_index=False)
    no = models.IntegerField()
    section = models.CharField(max_length=40)
    row = models.CharField(max_length=8, blank=True)
    seat = models.CharField(max_length=8, blank=True)
    x = models.FloatField()
    y = models.FloatField()
    rank = models.SmallIntegerField()
    kind = models.CharField(max_length=12, choices=PlaceKind.choices, default=PlaceKind.SEAT)
    left_no = models.IntegerField(null=True, blank=True)
    right_no = models.IntegerField(null=True, blank=True)
    companion_of = models.IntegerField(null=True, blank=True)
    aisle = models.BooleanField(default=False, db_default=False)
    removable = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(no__gte=1), name="place_no_from_one"),
            models.UniqueConstraint(
                fields=["plan", "section", "row", "seat"],
                condition=~Q(seat=""),
                name="place_label_once_in_plan",
            ),
        ]


class HallBooking(models.Model):
    """Time in a hall. Two confirmed bookings of one hall never overlap (exclusion constraint `hall_is_not_double_booked`)."""

    class State(models.TextChoices):
        OPTION = "option"
        CONFIRMED = "confirmed"

    class Kind(models.TextChoices):
        PERFORMANCE = "performance"
        REHEARSAL = "rehearsal"
        SET_UP = "set_up"
        RENTAL = "rental"
        MAINTENANCE = "maintenance"

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="bookings")
    house = models.ForeignKey(House, models.CASCADE)
    period = DateTimeRangeField()
    state = models.CharField(max_length=10, choices=State.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    note = models.CharField(max_length=200, blank=True)
