"""Payments and refunds as the outside world knows them. Which order they belong to is a plain id: orders live above."""

from django.db import models
from django.db.models import Q

from samenspel.houses.models import House


class Payment(models.Model):
    """One attempt to collect an amount. `provider`: test, mollie, seller (taken at the seller's own desk), free."""

    class State(models.TextChoices):
        CREATED = "created"  # not yet known to the provider
        OPEN = "open"
        PAID = "paid"
        FAILED = "failed"
        CANCELLED = "cancelled"
        EXPIRED = "expired"
        MISMATCH = "mismatch"  # paid with another amount or currency: finance accepts it or sends it back
        UNPLACED = (
            "unplaced"  # paid, but it bought nothing (too late, twice, another amount): on its way back
        )
        CHARGED_BACK = "charged_back"

    id = models.UUIDField(primary_key=True)
    order_id = models.UUIDField(db_index=True)
    collector = models.ForeignKey(House, models.PROTECT, db_constraint=False, db_index=False)
    provider = models.CharField(max_length=12)
    method = models.CharField(max_length=20, blank=True)
    reference = models.CharField(max_length=64, blank=True)
    checkout_url = models.URLField(max_length=500, blank=True)
    amount_cents = models.IntegerField()
    currency = models.CharField(max_length=3, default="EUR")
    received_cents = models.IntegerField(null=True)
    received_currency = models.CharField(max_length=3, blank=True)
    # What was here less what was sold, when finance let a mismatch pay its order; null where nobody had to.
    accepted_difference_cents = models.IntegerField(null=True)
    charged_back_cents = models.IntegerField(default=0, db_default=0)
    state = models.CharField(max_length=12, choices=State.choices)
    created_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "reference"], condition=~Q(reference=""), name="payment_reference_once"
            ),
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="payment_not_negative"),
        ]
        indexes = [
            models.Index(
                fields=["created_at"], condition=Q(state__in=["created", "open"]), name="payment_unsettled"
            ),
            models.Index(
                fields=["collector"],
                condition=Q(state__in=["mismatch", "unplaced", "charged_back"]),
                name="payment_for_finance",
            ),
        ]


class Refund(models.Model):
    """Money on its way back. `id` is also the idempotency key at the provider, so that asking twice pays once."""

    class State(models.TextChoices):
        REQUESTED = "requested"
        PENDING = "pending"
        DONE = "done"
        FAILED = "failed"

    class Reason(models.TextChoices):
        CANCELLED = "cancelled"
        TOO_LATE = "too_late"
        CART_CHANGED = "cart_changed"  # paid as asked, but the cart had become another one
        MISMATCH = "mismatch"  # finance sends back what was paid with another amount or currency
        DUPLICATE = "duplicate"  # the order was already paid by another payment
        AGAIN = "again"  # finance sends back what an earlier refund did not
        OUTSIDE = "outside"  # made by hand at the provider; noticed here

    id = models.UUIDField(primary_key=True)
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds")
    order_id = models.UUIDField(db_index=True)
    collector = models.ForeignKey(House, models.PROTECT, db_constraint=False, db_index=False)
    amount_cents = models.IntegerField()
    reason = models.CharField(max_length=12, choices=Reason.choices)
    reference = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    attempts = models.PositiveSmallIntegerField(default=0)  # 0: it never left
    problem = models.CharField(max_length=500, blank=True, db_default="")  # why it waits or failed
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount_cents__gt=0), name="refund_moves_money")]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=["requested", "pending"]),
                name="refund_unsettled",
            ),
            models.Index(
                fields=["collector"],
                condition=~Q(problem="") | Q(reason="outside"),
                name="refund_for_finance",
            ),
        ]
