"""What can be bought: ticket types, price lists, offers, VAT rules."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from samenspel.houses.models import House, VatRegime
from samenspel.programme.models import Genre, Performance


class TicketType(models.Model):
    """Tarief: basis, -26, 65+, inwoner, vrijkaart... `note` says what to show at the door, if anything."""

    house = models.ForeignKey(House, models.CASCADE, related_name="ticket_types")
    code = models.SlugField(max_length=30)
    name = models.JSONField()  # language -> text
    note = models.JSONField(default=dict)  # language -> text
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["house", "code"], name="ticket_type_once_in_house")]


class PriceList(models.Model):
    house = models.ForeignKey(House, models.CASCADE, related_name="price_lists")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["house", "code"], name="price_list_once_in_house")]


class Price(models.Model):
    """Rank × ticket type, VAT included."""

    price_list = models.ForeignKey(PriceList, models.CASCADE, related_name="prices")
    rank = models.SmallIntegerField()
    ticket_type = models.ForeignKey(TicketType, models.PROTECT)
    amount_cents = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["price_list", "rank", "ticket_type"], name="price_once"),
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="price_not_negative"),
        ]


class Offer(models.Model):
    """At which prices a performance is sold."""

    performance = models.OneToOneField(Performance, models.CASCADE, primary_key=True, related_name="offer")
    price_list = models.ForeignKey(PriceList, models.PROTECT)


class VatRule(models.Model):
    """The rate of a ticket by the house's regime and the genre, on the day of SALE. `genre` "" is any genre.

    Rates of Belgium, 2026: access to culture 6 % (KB 20, table A, XXVIII); exempt by art. 44 §2, 9° of the VAT code.
    """

    id = models.AutoField(primary_key=True)
    code = models.SlugField(max_length=40)
    regime = models.CharField(max_length=12, choices=VatRegime.choices)
    genre = models.CharField(max_length=12, choices=Genre.choices, blank=True)
    valid = DateRangeField()
    rate_bp = models.IntegerField()
    legal_text = models.JSONField(default=dict)  # language -> text on ticket and invoice

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rate_bp__gte=0, rate_bp__lt=10000), name="vat_rate_sane")
        ]
