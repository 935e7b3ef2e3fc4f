"""Whether who comes in without a ticket takes a place."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programme", "0006_group_size")]

    operations = [
        migrations.AddField(
            "performance", "walk_ins_take_places", models.BooleanField(db_default=False, default=False)
        ),
    ]
