"""Until when visitors choose another timeslot themselves. The performances that there are get the usual two hours."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programme", "0004_programme_by_hand")]

    operations = [
        migrations.AddField(
            "performance",
            "exchange_min",
            models.PositiveSmallIntegerField(blank=True, db_default=120, default=120, null=True),
        ),
    ]
