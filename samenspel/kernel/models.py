"""The event log and its readers' places. See `kernel/events.py`."""

from django.db import models


class Event(models.Model):
    """Append-only: the application role may insert and select, nothing else. The column `xid` is the database's own."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    house_id = models.IntegerField(null=True)
    subject = models.TextField()
    payload = models.JSONField()
    at = models.DateTimeField()


class EventCursor(models.Model):
    reader = models.TextField(primary_key=True)
    xid = models.BigIntegerField()
    position = models.BigIntegerField(db_column="id")
