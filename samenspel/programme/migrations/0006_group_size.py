"""How many places one order has of a timeslot, at least and at most."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("programme", "0005_exchange_of_slots")]

    operations = [
        migrations.AddField(
            "performance", "group_min", models.PositiveSmallIntegerField(blank=True, null=True)
        ),
        migrations.AddField(
            "performance", "group_max", models.PositiveSmallIntegerField(blank=True, null=True)
        ),
        migrations.AddConstraint(
            "performance",
            models.CheckConstraint(
                condition=Q(group_min__isnull=True)
                | Q(group_max__isnull=True)
                | Q(group_max__gte=F("group_min")),
                name="group_max_from_group_min",
            ),
        ),
    ]
