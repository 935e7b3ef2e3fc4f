"""What is on: seasons, productions, performances (a timeslot is a performance of an exhibition or a film run)."""

from django.db import models
from django.db.models import F, Q

from samenspel.houses.models import House
from samenspel.venues.models import Hall, HallBooking, SeatPlan


class Season(models.Model):
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


class Production(models.Model):
    """A show, entered once by a house or its company and used by every house that presents it."""

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


class Performance(models.Model):
    """One production, in one hall, at one moment, presented by exactly one house.

    Sold from `sale_starts_at` until `sale_ends_at` while `on_sale`. Row security shows unpublished ones to their house only.
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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["house", "code"], name="performance_code_once_in_house"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="performance_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(sale_ends_at__gt=F("sale_starts_at")), name="sale_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["house", "starts_at"], name="performance_house_agenda"),
            models.Index(fields=["starts_at"], name="performance_agenda"),
            models.Index(fields=["production", "starts_at"], name="performance_of_production"),
        ]
