"""A place of somebody who walked in without a ticket: nobody's name, no end."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("inventory", "0002_wall")]

    operations = [
        migrations.AlterField(
            "claim",
            "state",
            models.SmallIntegerField(choices=[(1, "Held"), (2, "Sold"), (3, "Blocked"), (4, "Walked In")]),
        ),
        migrations.RemoveConstraint("claim", "claim_says_why"),
        migrations.AddConstraint(
            "claim",
            models.CheckConstraint(
                condition=Q(state=1, holder__isnull=False, until__isnull=False, block__isnull=True)
                | Q(state=2, holder__isnull=False, until__isnull=True, block__isnull=True)
                | Q(state=3, holder__isnull=True, until__isnull=True, block__isnull=False)
                | Q(state=4, holder__isnull=True, until__isnull=True, block__isnull=True),
                name="claim_says_why",
            ),
        ),
    ]
