"""Orders, their lines and tickets."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from samenspel.agreements.models import Version
from samenspel.catalogue.models import TicketType, VatRule
from samenspel.catalogue.rules.terms import Channel
from samenspel.contacts.models import Contact
from samenspel.houses.models import House, Region
from samenspel.packages.models import Package
from samenspel.programme.models import Performance
from samenspel.venues.models import Hall

CHANNELS = [(channel.value, channel.value) for channel in Channel]


class Order(models.Model):
    """One cart over houses, paid once, confirmed once. Its amounts are its lines': nobody sees more of it than their own."""

    class State(models.TextChoices):
        CART = "cart"
        AWAITING_PAYMENT = "awaiting_payment"
        CONFIRMED = "confirmed"
        EXPIRED = "expired"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, db_constraint=False, db_index=False)
    seller = models.ForeignKey(House, models.PROTECT, db_constraint=False, db_index=False, related_name="+")
    collector = models.ForeignKey(
        House, models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    state = models.CharField(max_length=16, choices=State.choices)
    language = models.CharField(max_length=2)
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="orders")
    channel = models.CharField(max_length=4, choices=CHANNELS, default="shop", db_default="shop")
    codes = ArrayField(models.BigIntegerField(), default=list, db_default=[])  # promo codes that were typed
    wrong_codes = models.PositiveSmallIntegerField(default=0, db_default=0)
    # Giving places back left a line that a rule forbids: no payment buys it before the check-out judged it.
    is_refused = models.BooleanField(default=False, db_default=False)
    buyer_name = models.CharField(max_length=200, blank=True)
    buyer_email = models.CharField(max_length=254, blank=True)
    consents = models.JSONField(
        default=list, db_default=[]
    )  # answers of the check-out, in force once confirmed
    given_by = models.BigIntegerField(null=True)  # the login that gave guest tickets, and what it said of it
    given_note = models.CharField(max_length=200, blank=True, db_default="")
    conditions = ArrayField(models.IntegerField(), default=list, db_default=[])  # versions the buyer accepted
    created_at = models.DateTimeField()
    hold_until = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False), name="confirmed_has_moment"
            )
        ]
        indexes = [
            GinIndex(fields=["codes"], condition=~Q(codes=[]), name="order_with_code"),
            models.Index(
                fields=["hold_until"], condition=Q(state__in=["cart", "awaiting_payment"]), name="order_open"
            ),
        ]


class PackageLine(models.Model):
    """One copy of a package in an order: its ticket lines carry its price, divided by its revenue rule.

    `list_cents` is what those tickets would have cost apart. The organiser sees it once it is sold.
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="package_lines")
    package = models.ForeignKey(Package, models.PROTECT, db_index=False, related_name="+")
    organiser = models.ForeignKey(
        House, models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    price_cents = models.IntegerField()
    list_cents = models.IntegerField()
    tickets = models.PositiveSmallIntegerField()
    sold_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(price_cents__gte=0, list_cents__gte=0, tickets__gte=1),
                name="package_line_has_tickets",
            ),
        ]
        indexes = [models.Index(fields=["package", "id"], name="package_line_of_package")]


class Line(models.Model):
    """One place of one performance in an order, with its price, its VAT and its three parties frozen.

    Houses see it once it is sold. Parties, ticket type and VAT rule carry no foreign key check: the statement that writes them
    reads them from the very rows, which the application role cannot delete (docs/decisions/0012-*.md).
    """

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines", db_index=False)
    performance = models.ForeignKey(Performance, models.PROTECT, db_index=False)
    place_no = models.IntegerField()
    ticket_type = models.ForeignKey(TicketType, models.PROTECT, db_constraint=False, db_index=False)
    presenter = models.ForeignKey(
        House, models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    seller = models.ForeignKey(House, models.PROTECT, db_constraint=False, db_index=False, related_name="+")
    collector = models.ForeignKey(
        House, models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    # The version under which another house sells it, and what that house earned once it is sold.
    agreement = models.ForeignKey(Version, models.PROTECT, null=True, db_constraint=False, db_index=False)
    commission_cents = models.IntegerField(default=0, db_default=0)
    # The copy of a package it is part of. Its money waits with the organiser until it was earned: the performance was played.
    package_line = models.ForeignKey(
        PackageLine, models.CASCADE, null=True, db_constraint=False, db_index=False, related_name="lines"
    )
    earned_at = models.DateTimeField(null=True)
    price_cents = models.IntegerField()  # what is asked for it, its fees and VAT included
    fee_cents = models.IntegerField(default=0, db_default=0)  # how much of the price is fees
    fees = models.JSONField(default=list, db_default=[])  # which: [fee, order or ticket, cents]
    reason = models.CharField(
        max_length=60, blank=True, db_default=""
    )  # why it is given free, when that is asked
    vat_rule = models.ForeignKey(VatRule, models.PROTECT, db_constraint=False, db_index=False)
    vat_rate_bp = models.IntegerField()
    vat_cents = models.IntegerField()
    sold_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "performance", "place_no"], name="place_once_in_order"),
            models.CheckConstraint(
                condition=Q(price_cents__gte=0, vat_cents__gte=0), name="line_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(fee_cents__gte=0, fee_cents__lte=F("price_cents")), name="line_contains_its_fees"
            ),
        ]
        indexes = [
            models.Index(fields=["presenter", "id"], name="line_of_presenter"),
            models.Index(fields=["performance", "id"], name="line_of_performance"),
            models.Index(fields=["presenter", "id"], condition=~Q(reason=""), name="line_with_reason"),
            models.Index(
                fields=["performance"],
                condition=Q(
                    package_line__isnull=False,
                    sold_at__isnull=False,
                    earned_at__isnull=True,
                    cancelled_at__isnull=True,
                ),
                name="line_to_earn",
            ),
        ]


class Filling(models.Model):
    """A request that put places into a cart, by its own id: sent again it takes no more. `asked` is a digest of what it asked."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey(Order, models.CASCADE, db_index=False)
    asked = models.BinaryField(max_length=32)


class Ticket(models.Model):
    """A code that opens a door. `generation` rises when it is issued again: the older code is dead at once."""

    class State(models.TextChoices):
        VALID = "valid"
        VOID = "void"

    line = models.OneToOneField(Line, models.PROTECT, related_name="ticket")
    order = models.ForeignKey(
        Order, models.PROTECT, db_constraint=False, db_index=False, related_name="tickets"
    )
    performance = models.ForeignKey(Performance, models.PROTECT, db_constraint=False, db_index=False)
    presenter = models.ForeignKey(
        House, models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    place_no = models.IntegerField()
    generation = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=6, choices=State.choices)
    issued_at = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True)  # written by the door: who is in takes no money back

    class Meta:
        indexes = [
            models.Index(fields=["order"], name="ticket_of_order"),
            models.Index(fields=["performance"], name="ticket_of_performance"),
        ]


class FollowUp(models.Model):
    """A performance was moved or cancelled: who is told and what each gets. `starts_before` and `hall_before` are where it was.

    After a move buyers may give their tickets back until `refund_until`. Finished when everybody is handled and no payment that
    began before can still come in.
    """

    class Kind(models.TextChoices):
        MOVED = "moved"
        CANCELLED = "cancelled"

    performance = models.ForeignKey(Performance, models.PROTECT, related_name="follow_ups")
    house = models.ForeignKey(House, models.PROTECT, db_index=False, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    reason = models.JSONField(default=dict)  # language -> text
    starts_before = models.DateTimeField()
    hall_before = models.ForeignKey(Hall, models.PROTECT, db_index=False, related_name="+")
    refund_until = models.DateTimeField(null=True)
    started_by = models.ForeignKey(
        "identity.User", models.SET_NULL, null=True, db_index=False, related_name="+"
    )
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["at"], condition=Q(finished_at__isnull=True), name="follow_up_open"),
        ]


class FollowUpStep(models.Model):
    """One order of a follow-up, handled once: told, and refunded when it was cancelled. `house` is the one that moved it."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="steps", db_index=False)
    order = models.ForeignKey(Order, models.PROTECT, db_constraint=False, db_index=False, related_name="+")
    house = models.ForeignKey(House, models.PROTECT, db_index=False, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    refund_cents = models.IntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follow_up", "order"], name="order_once_in_follow_up")]
