"""People: one person, many house relations. A house sees a person only once that person dealt with it."""

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from samenspel.houses.models import House


class Contact(models.Model):
    email = models.EmailField(max_length=254, unique=True)  # always lower case
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="nl")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    postcode = models.CharField(max_length=8, blank=True, db_default="")
    born_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()


class Entitlement(models.Model):
    """What a person is entitled to: uitpas-social, edc, subscriber... Of one house, or everywhere when `house` is empty.

    `level` counts what it is of (the shows of a subscription); `source` says who established it. The document itself is not
    kept. `note` is for the staff of the house.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="entitlements", db_index=False)
    house = models.ForeignKey(House, models.CASCADE, null=True, blank=True)
    kind = models.SlugField(max_length=60)
    level = models.PositiveSmallIntegerField(default=0)
    valid = DateRangeField()
    source = models.CharField(max_length=60)
    note = models.CharField(max_length=200, blank=True, default="", db_default="")
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "kind", "house"], nulls_distinct=False, name="entitlement_once"
            )
        ]


class HouseRelation(models.Model):
    """That a contact dealt with a house, and since when."""

    pk = models.CompositePrimaryKey("house", "contact")
    house = models.ForeignKey(House, models.CASCADE, db_index=False)
    contact = models.ForeignKey(Contact, models.CASCADE)
    since = models.DateTimeField()


class ConsentPurpose(models.TextChoices):
    NEWSLETTER = "newsletter"


class ConsentText(models.Model):
    """The exact words that were agreed to. A text never changes; other words are a new version."""

    purpose = models.CharField(max_length=20)
    channel = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    text = models.JSONField()  # language -> sentence, with {house}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "channel", "version"], name="consent_text_once")
        ]


class Consent(models.Model):
    """One answer of one person to one house; the newest answer per (contact, house, purpose, channel) is in force."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="consents")
    house = models.ForeignKey(House, models.CASCADE)
    text = models.ForeignKey(ConsentText, models.PROTECT)
    given = models.BooleanField()
    at = models.DateTimeField()
    language = models.CharField(max_length=2)
    proof = models.JSONField(default=dict)  # where and in which order it was answered

    class Meta:
        indexes = [models.Index(fields=["contact", "house", "-at"], name="consent_in_force")]
