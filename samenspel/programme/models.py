"""What is on: seasons, productions, performances (a timeslot is a performance of an exhibition or a film run)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from samenspel.houses.models import House
from samenspel.venues.models import Hall, HallBooking, SeatPlan


class Kept(models.Model):
    """What people change on a page: `revision` rises with every save, so that the second of two is told who saved in between."""

    revision = models.PositiveIntegerField(default=1, db_default=1)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Season(Kept):
    house = models.ForeignKey(House, models.CASCADE, related_name="seasons")
    name = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["house", "name"], name="season_once_in_house"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="season_ends_after_start"),
        ]


class Genre(models.TextChoices):
    THEATRE = "theatre"
    DANCE = "dance"
    MUSIC = "music"
    CLASSICAL = "classical"
    COMEDY = "comedy"
    CIRCUS = "circus"
    FILM = "film"
    FAMILY = "family"
    EXHIBITION = "exhibition"
    LITERATURE = "literature"


class Production(Kept):
    """A show, entered once by a house or its company; when `shared`, every house may present it."""

    house = models.ForeignKey(House, models.PROTECT, related_name="productions")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=160)
    company = models.CharField(max_length=160, blank=True)
    genre = models.CharField(max_length=12, choices=Genre.choices)
    texts = models.JSONField(default=dict)  # language -> {"summary": ..., "text": ...}
    language = models.CharField(max_length=20, blank=True)
    duration_min = models.PositiveSmallIntegerField(null=True, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    shared = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["house", "slug"], name="production_slug_once_in_house")
        ]


class Picture(models.Model):
    """The picture of a production, without metadata: whole (at most 2,400 pixels a side) and cut around its focal point.

    `key` names exactly these bytes, so that browsers keep them for good. The focal point is in basis points from the top left.
    """

    production = models.OneToOneField(Production, models.CASCADE, primary_key=True, related_name="picture")
    key = models.CharField(max_length=24)
    alt = models.JSONField(default=dict)  # language -> text
    credit = models.CharField(max_length=120, blank=True)
    focal_x_bp = models.PositiveSmallIntegerField(default=5000)
    focal_y_bp = models.PositiveSmallIntegerField(default=5000)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    whole = models.BinaryField()
    portrait = models.BinaryField()
    wide = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x_bp__lte=10000, focal_y_bp__lte=10000), name="focal_point_in_picture"
            )
        ]


class Performance(Kept):
    """One production, in one hall, at one moment, presented by exactly one house.

    Sold from `sale_starts_at` until `sale_ends_at` while `on_sale`. Row security shows unpublished ones to their house only.
    Once it could be bought (`opened_at`) it is moved or cancelled with all who bought it, never edited to another date;
    `moved_from` is its last date before, `notice` what visitors are told.
    """

    class State(models.TextChoices):
        OPTION = "option"
        CONFIRMED = "confirmed"
        ON_SALE = "on_sale"
        MOVED = "moved"
        CANCELLED = "cancelled"

    production = models.ForeignKey(Production, models.PROTECT, related_name="performances")
    house = models.ForeignKey(House, models.PROTECT, related_name="performances")
    season = models.ForeignKey(Season, models.PROTECT, null=True, blank=True)
    hall = models.ForeignKey(Hall, models.PROTECT)
    plan = models.ForeignKey(SeatPlan, models.PROTECT)
    booking = models.ForeignKey(HallBooking, models.PROTECT, null=True, blank=True)
    code = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices)
    published_at = models.DateTimeField(null=True, blank=True)
    sale_starts_at = models.DateTimeField()
    sale_ends_at = models.DateTimeField()
    is_timeslot = models.BooleanField(default=False)
    allow_orphans = models.BooleanField(default=False)
    practical = models.JSONField(default=dict, db_default={})  # language -> text
    notice = models.JSONField(default=dict, db_default={})  # language -> text
    moved_from = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    # Of a timeslot: so many minutes before it visitors still choose another one themselves; null never.
    exchange_min = models.PositiveSmallIntegerField(null=True, blank=True, default=120, db_default=120)
    # How many places one order has here at least and at most; null says nothing.
    group_min = models.PositiveSmallIntegerField(null=True, blank=True)
    group_max = models.PositiveSmallIntegerField(null=True, blank=True)
    # Who comes in without a ticket takes a place that is free; else only the door counts them.
    walk_ins_take_places = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["house", "code"], name="performance_code_once_in_house"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="performance_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(sale_ends_at__gt=F("sale_starts_at")), name="sale_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(group_min__isnull=True)
                | Q(group_max__isnull=True)
                | Q(group_max__gte=F("group_min")),
                name="group_max_from_group_min",
            ),
        ]
        indexes = [
            models.Index(fields=["house", "starts_at"], name="performance_house_agenda"),
            models.Index(fields=["starts_at"], name="performance_agenda"),
            models.Index(fields=["production", "starts_at"], name="performance_of_production"),
        ]
