"""Halls, seat plans and the hall calendar."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q

from samenspel.houses.models import House


class Venue(models.Model):
    house = models.ForeignKey(House, models.CASCADE, related_name="venues")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    town = models.CharField(max_length=80)
    lat = models.FloatField(null=True, blank=True)  # degrees, WGS 84
    lon = models.FloatField(null=True, blank=True)
    shares_evenings = models.BooleanField(default=False, db_default=False)
    """Others may hear, without a name, that something of their genre is considered here on an evening."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["house", "slug"], name="venue_slug_once_in_house"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="venue_stands_on_earth",
            ),
        ]


class Hall(models.Model):
    """A room of a venue. The change-over before and after each booking counts as occupied, in full on both sides."""

    venue = models.ForeignKey(Venue, models.CASCADE, related_name="halls")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    change_over_before_min = models.PositiveSmallIntegerField(default=0, db_default=0)
    change_over_after_min = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["venue", "slug"], name="hall_slug_once_in_venue"),
            models.CheckConstraint(
                condition=Q(change_over_before_min__lte=1440, change_over_after_min__lte=1440),
                name="change_over_at_most_a_day",
            ),
        ]


class HallConflict(models.Model):
    """Two halls that are never used at the same time: a hall and a part of it, or neighbours that hear each other.

    Written once for both directions: `hall` is the one with the lower id.
    """

    pk = models.CompositePrimaryKey("hall", "other")
    hall = models.ForeignKey(Hall, models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Hall, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hall__lt=F("other")), name="conflict_written_once")]


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


class PlanPicture(models.Model):
    """A picture to trace a hall over, drawn anew from its pixels; `key` is what a drawing calls it. For its own house only."""

    house = models.ForeignKey(House, models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    content = models.BinaryField()
    put_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["house", "key"], name="plan_picture_once")]


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
    """Time in a hall: [start, end), without the change-over.

    Two confirmed bookings of one hall, or of halls that exclude each other, never overlap, change-over included: see
    `OccupiedHall`. Options may; `rank` says who stands first in line for the time. `revision` rises with every change.
    """

    class State(models.TextChoices):
        OPTION = "option"
        CONFIRMED = "confirmed"
        CANCELLED = "cancelled"
        EXPIRED = "expired"

    class Kind(models.TextChoices):
        PERFORMANCE = "performance"
        REHEARSAL = "rehearsal"
        SET_UP = "set_up"
        TAKE_DOWN = "take_down"
        RENTAL = "rental"
        MAINTENANCE = "maintenance"

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="bookings", db_index=False)
    house = models.ForeignKey(House, models.CASCADE, db_index=False)
    period = DateTimeRangeField()
    # The two ends again, for the indexes: a test on ranges may leak, so behind the wall no index would serve it.
    starts_at = models.GeneratedField(
        expression=Func("period", function="lower"), output_field=models.DateTimeField(), db_persist=True
    )
    ends_at = models.GeneratedField(
        expression=Func("period", function="upper"), output_field=models.DateTimeField(), db_persist=True
    )
    state = models.CharField(max_length=10, choices=State.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(max_length=160, blank=True, db_default="")
    note = models.CharField(max_length=200, blank=True)
    staff_notes = models.TextField(blank=True, db_default="")
    equipment_notes = models.TextField(blank=True, db_default="")
    contact = models.TextField(blank=True, db_default="")
    series = models.UUIDField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="option") | Q(rank__isnull=True), name="only_options_have_a_rank"
            ),
            # Queries look this far back for what still lasts.
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("starts_at") + timedelta(days=366)), name="booking_at_most_a_year"
            ),
        ]
        indexes = [
            models.Index(fields=["hall", "starts_at"], name="booking_of_hall"),
            models.Index(fields=["house", "starts_at"], name="booking_of_house"),
            models.Index(fields=["expires_at"], condition=Q(state="option"), name="option_expiry"),
        ]


class OccupiedHall(models.Model):
    """What a confirmed booking occupies, change-over included. Written by the database itself, whenever a booking changes.

    One row for its hall (`hall` = `other`) and one for each pair of halls that exclude each other and of which it uses one:
    a big hall and each of its parts share a row's key, two parts do not. The exclusion constraint
    `hall_is_not_double_booked` stands over (hall, other, period).
    """

    pk = models.CompositePrimaryKey("booking", "hall", "other")
    booking = models.ForeignKey(HallBooking, models.DO_NOTHING, related_name="occupies", db_index=False)
    house = models.ForeignKey(House, models.DO_NOTHING, related_name="+", db_index=False)
    hall = models.ForeignKey(Hall, models.DO_NOTHING, related_name="+")
    other = models.ForeignKey(Hall, models.DO_NOTHING, related_name="+", db_index=False)
    period = DateTimeRangeField()


class BookingChange(models.Model):
    """A booking as it was before one act of somebody: what undoing puts back. `before` is null for a new booking.

    `revision` is the one that the act gave; the act can be undone while the booking still has it. Kept for 30 days.
    """

    house = models.ForeignKey(House, models.CASCADE, related_name="+")
    booking = models.ForeignKey(HallBooking, models.CASCADE, related_name="changes")
    act = models.UUIDField(db_index=True)
    verb = models.CharField(max_length=16)
    before = models.JSONField(null=True)
    revision = models.PositiveIntegerField()
    by = models.ForeignKey("identity.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_index=True)


class CalendarFeed(models.Model):
    """A secret address at which a calendar program reads the bookings of a house, or of one hall of it.

    Only the SHA-256 of its token is kept.
    """

    house = models.ForeignKey(House, models.CASCADE, related_name="calendar_feeds")
    hall = models.ForeignKey(Hall, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
