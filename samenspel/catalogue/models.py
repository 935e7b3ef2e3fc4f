"""What can be bought: ticket types, price lists, offers, VAT rules, and the rules of prices."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from samenspel.houses.models import House, VatRegime
from samenspel.programme.models import Genre, Performance, Production, Season


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


class Condition(models.Model):
    """One term that a ticket type asks for: everywhere, in one price list, or in one rank of it. All of them must hold.

    `terms` is the JSON of `rules/terms.py`; its reference is docs/reference/prices.md.
    """

    ticket_type = models.ForeignKey(TicketType, models.CASCADE, related_name="conditions", db_index=False)
    price_list = models.ForeignKey(
        PriceList, models.CASCADE, null=True, blank=True, related_name="conditions"
    )
    rank = models.SmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=20)
    terms = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket_type", "price_list", "rank", "kind"],
                nulls_distinct=False,
                name="condition_once",
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(price_list__isnull=False), name="rank_of_a_price_list"
            ),
        ]


class SocialTariff(models.Model):
    """A ticket type whose price follows another's: the visitor pays a part, organiser and municipality carry the rest."""

    ticket_type = models.OneToOneField(
        TicketType, models.CASCADE, primary_key=True, related_name="social_tariff"
    )
    regular_type = models.ForeignKey(TicketType, models.PROTECT, related_name="+")
    visitor_bp = models.IntegerField()
    organiser_bp = models.IntegerField()
    municipality_bp = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(visitor_bp=10000 - F("organiser_bp") - F("municipality_bp")),
                name="social_tariff_is_carried_whole",
            ),
        ]


class HouseRule(models.Model):
    """What reductions, fees and sale phases share. A rule is ended, not deleted: what was sold by it can be explained."""

    house = models.ForeignKey(House, models.CASCADE, related_name="+", db_index=False)
    code = models.SlugField(max_length=60)
    name = models.JSONField()  # language -> text
    position = models.PositiveSmallIntegerField(default=1)
    terms = models.JSONField(default=list)
    active = models.BooleanField(default=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["house", "code"], name="%(class)s_once_in_house"),
        ]


class Reduction(HouseRule):
    """Given by itself. `formula` is {"kind": n_for_m, family, share or amount, ...}; no ticket types is any."""

    formula = models.JSONField()
    ticket_types = models.JSONField(default=list)  # ids


class Fee(HouseRule):
    class Per(models.TextChoices):
        ORDER = "order"
        TICKET = "ticket"

    per = models.CharField(max_length=6, choices=Per.choices)
    amount_cents = models.IntegerField()

    class Meta(HouseRule.Meta):
        constraints = [
            *HouseRule.Meta.constraints,
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="fee_not_negative"),
        ]


class SalePhase(HouseRule):
    """Who may buy when and where. The nearest level that has active phases counts: performance, production, season, house."""

    performance = models.ForeignKey(Performance, models.CASCADE, null=True, blank=True, related_name="phases")
    production = models.ForeignKey(Production, models.CASCADE, null=True, blank=True, related_name="+")
    season = models.ForeignKey(Season, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta(HouseRule.Meta):
        constraints = [
            *HouseRule.Meta.constraints,
            models.CheckConstraint(
                condition=Q(performance__isnull=True, production__isnull=True)
                | Q(performance__isnull=True, season__isnull=True)
                | Q(production__isnull=True, season__isnull=True),
                name="salephase_of_one_thing",
            ),
        ]


class PromoCode(models.Model):
    """A code that opens prices and reductions of its campaign, in at most `most_orders` orders.

    Kept readable, in capitals: staff prints and repeats it; only its house may list it.
    """

    house = models.ForeignKey(House, models.CASCADE, related_name="promo_codes", db_index=False)
    campaign = models.SlugField(max_length=60)
    code = models.CharField(max_length=40)
    most_orders = models.PositiveIntegerField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "house"], name="promo_code_once_in_house"),
            models.CheckConstraint(condition=Q(code=Upper("code")), name="promo_code_in_capitals"),
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
