"""Regions, houses and who works there."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class HouseKind(models.TextChoices):
    CULTUURCENTRUM = "cultuurcentrum"
    GEMEENSCHAPSCENTRUM = "gemeenschapscentrum"
    KUNSTENORGANISATIE = "kunstenorganisatie"
    TICKET_DESK = "ticket_desk"


class VatRegime(models.TextChoices):
    """taxable: VAT on tickets; exempt: art. 44 §2, 9° of the Belgian VAT code."""

    TAXABLE = "taxable"
    EXEMPT = "exempt"


class House(models.Model):
    """One organisation with its own brand, staff, customers and books; also a ticket desk that sells for many."""

    id = models.AutoField(primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    legal_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=24, choices=HouseKind.choices)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    town = models.CharField(max_length=80)
    enterprise_number = models.CharField(max_length=10, blank=True)  # empty until the new house writes it
    iban = models.CharField(max_length=34, blank=True)
    vat_regime = models.CharField(max_length=12, choices=VatRegime.choices)
    email = models.EmailField()
    website = models.URLField(blank=True)
    accent = models.CharField(max_length=7, default="#b3261e")
    poster_shape = models.CharField(max_length=12, default="portrait")
    radius = models.CharField(max_length=12, default="soft")
    about = models.JSONField(default=dict)  # language -> text
    methods_off = ArrayField(models.CharField(max_length=32), null=True)  # None: nobody chose yet, all are on
    languages = ArrayField(
        models.CharField(max_length=2), null=True
    )  # first one first; None: all, Dutch first
    sender_name = models.CharField(max_length=80, blank=True, db_default="")
    reply_to = models.EmailField(blank=True, db_default="")
    setting_up = models.BooleanField(
        default=False, db_default=False
    )  # until its admin puts the guided start away
    second_factor_roles = ArrayField(models.CharField(max_length=16), null=True)  # null: never chosen

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(enterprise_number__regex=r"^([01]\d{9})?$"), name="house_kbo_ten_digits"
            ),
            models.UniqueConstraint(
                fields=["enterprise_number"], condition=~Q(enterprise_number=""), name="house_kbo_once"
            ),
            models.CheckConstraint(
                condition=Q(languages__isnull=True) | Q(languages__len__gt=0), name="house_speaks"
            ),
            models.CheckConstraint(
                condition=Q(accent__regex=r"^#[0-9a-f]{6}$"), name="house_accent_is_a_colour"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HouseLogo(models.Model):
    """The logo of a house as PNG on white. `key` names exactly these bytes, so that browsers keep them for good."""

    house = models.OneToOneField(House, models.CASCADE, primary_key=True, related_name="logo")
    key = models.CharField(max_length=24)
    alt = models.JSONField(default=dict)  # language -> text; the name of the house where it says nothing
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    content = models.BinaryField()


class Region(models.Model):
    """A cooperation of equals with one shop. `seller` sells in that shop; `collector` is whose account its payments reach."""

    id = models.AutoField(primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    tagline = models.JSONField(default=dict)  # language -> text
    accent = models.CharField(max_length=7, default="#1f4e5f")
    seller = models.ForeignKey(House, models.PROTECT, related_name="sells_for")
    collector = models.ForeignKey(House, models.PROTECT, related_name="collects_for")
    houses = models.ManyToManyField(House, through="Membership", related_name="regions")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    region = models.ForeignKey(Region, models.CASCADE)
    house = models.ForeignKey(House, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "house"], name="house_once_in_region")]


class Role(models.TextChoices):
    PROGRAMMER = "programmer"
    BOX_OFFICE = "box_office"
    MARKETING = "marketing"
    FINANCE = "finance"
    USHER = "usher"
    HOUSE_ADMIN = "house_admin"
    COORDINATOR = "coordinator"
    SERVICE_DESK = "service_desk"


class StaffRole(models.Model):
    """What a login may do, in one house or (coordinator) over one region."""

    user = models.ForeignKey("identity.User", models.CASCADE, related_name="staff_roles")
    role = models.CharField(max_length=16, choices=Role.choices)
    house = models.ForeignKey(House, models.CASCADE, null=True, blank=True)
    region = models.ForeignKey(Region, models.CASCADE, null=True, blank=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(house__isnull=False, region__isnull=True)
                | Q(house__isnull=True, region__isnull=False),
                name="role_in_house_or_region",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "house", "region"], nulls_distinct=False, name="role_given_once"
            ),
        ]


class Invitation(models.Model):
    """An offer of roles in a house to an address: nobody has them before accepting. A declined or withdrawn one is gone."""

    house = models.ForeignKey(House, models.CASCADE, related_name="invitations")
    email = models.EmailField()  # lower case, as logins
    name = models.CharField(max_length=200, blank=True)
    roles = ArrayField(models.CharField(max_length=16))
    digest = models.BinaryField(max_length=32, unique=True)  # SHA-256 of the token in the mail
    invited_by = models.ForeignKey("identity.User", models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["house", "email"], condition=Q(accepted_at__isnull=True), name="invitation_waits_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["email"], condition=Q(accepted_at__isnull=True), name="invitation_of_address"
            ),
        ]


class ApiKey(models.Model):
    """A house's key to the public API; only its SHA-256 is kept.

    It changes the programme in the name of `acts_for`, and only while that login may; without one it sells and reads.
    """

    house = models.ForeignKey(House, models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12)
    digest = models.BinaryField(max_length=32, unique=True)
    acts_for = models.ForeignKey(
        "identity.User", models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)


class SaleConditions(models.Model):
    """One version of a house's conditions of sale. A draft has no number; once published a version never changes (trigger)."""

    house = models.ForeignKey(House, models.CASCADE, related_name="conditions")
    number = models.PositiveIntegerField(null=True)  # 1, 2, 3 within its house
    text = models.JSONField(default=dict)  # language -> text
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["house", "number"], name="conditions_numbered_once"),
            models.UniqueConstraint(
                fields=["house"], condition=Q(published_at__isnull=True), name="conditions_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, published_at__isnull=True)
                | Q(number__isnull=False, published_at__isnull=False),
                name="conditions_numbered_when_published",
            ),
        ]


class Visit(models.Model):
    """The service desk in a house, for one reason and at most an hour. It ends by itself, or when `left_at` is set."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey("identity.User", models.PROTECT, related_name="+")
    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=300)
    entered_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("entered_at") + timedelta(minutes=60)), name="visit_lasts_an_hour"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S.{8,}\S"), name="visit_has_a_reason"),
        ]
        indexes = [models.Index(fields=["house", "-entered_at"], name="visit_of_house")]


class Look(models.Model):
    """One page that was looked at during a visit: its path without the query, which may name a visitor. Never changed."""

    id = models.BigAutoField(primary_key=True)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="looks")
    house = models.ForeignKey(House, models.PROTECT, related_name="+", db_index=False)
    path = models.CharField(max_length=400)
    at = models.DateTimeField()
