"""What leaves the house: mails, and the keys that sign tickets."""

from django.db import models

from samenspel.houses.models import Region


class SigningKey(models.Model):
    """An Ed25519 key of a region. The private half is encrypted with the installation's secret."""

    id = models.AutoField(primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="signing_keys")
    private_key = models.BinaryField()
    public_key = models.BinaryField(max_length=32)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()


class Mail(models.Model):
    """One message to one person. `key` makes it leave once; subject, text and html are empty until it leaves."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=30)
    region = models.ForeignKey(Region, models.PROTECT)
    order_id = models.UUIDField(null=True)
    recipient = models.EmailField(max_length=254)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    attach_tickets = models.BooleanField(default=False)
    context = models.JSONField(default=dict)  # amounts in cents that the order's lines do not tell
    state = models.CharField(max_length=6, choices=State.choices)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
