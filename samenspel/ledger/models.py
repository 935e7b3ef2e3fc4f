"""The ledger: accounts of a house and transfers between two accounts of the same book.

A transfer debits one account and credits another by the same amount, so every book balances by construction. What a house
owes another stands in both books: `payable:<house>` here, `receivable:<house>` there.
"""

from django.db import models
from django.db.models import F, Q

from samenspel.houses.models import House


class Account(models.Model):
    """`code` names it within its house: `clearing`, `cash`, `bank`, `unallocated`, `cash_difference`, `commission`,
    `commission_cost`, `payable:<house>`, `receivable:<house>`, `revenue:<rate_bp>`, `vat:<rate_bp>`, `fees:<rate_bp>`,
    `deferred:<package>`.
    """

    class Kind(models.TextChoices):
        CLEARING = "clearing"
        CASH = "cash"
        BANK = "bank"
        PAYABLE = "payable"
        RECEIVABLE = "receivable"
        REVENUE = "revenue"
        VAT = "vat"
        FEES = "fees"  # the part of what was sold that is fees, without its VAT
        UNALLOCATED = "unallocated"  # money that is no sale: it waits for a decision, or for its way back
        COMMISSION = "commission"  # earned by selling what another house presents
        COMMISSION_COST = "commission_cost"  # what another house earned by selling ours
        DEFERRED = "deferred"  # paid for performances of a package that were not played yet
        CASH_DIFFERENCE = "cash_difference"  # received more or less than was sold, and accepted so

    pk = models.CompositePrimaryKey("house", "code")
    house = models.ForeignKey(House, models.PROTECT, related_name="accounts", db_index=False)
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    counterparty = models.ForeignKey(House, models.PROTECT, null=True, related_name="+", db_index=False)
    rate_bp = models.IntegerField(null=True)


class Transfer(models.Model):
    """Append-only: never updated, never deleted (a trigger refuses both). `key` makes it happen once."""

    house = models.ForeignKey(House, models.PROTECT, db_constraint=False, db_index=False)
    debit = models.CharField(max_length=40)
    credit = models.CharField(max_length=40)
    amount_cents = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="EUR")
    kind = models.CharField(max_length=20)
    order_id = models.UUIDField(null=True)
    line_id = models.BigIntegerField(null=True)
    payment_id = models.UUIDField(null=True)
    key = models.CharField(max_length=60, unique=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="transfer_moves_money"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_between_two_accounts"),
        ]
        indexes = [
            models.Index(fields=["house", "id"], name="transfer_book"),
            models.Index(fields=["order_id"], name="transfer_of_order"),
        ]
