"""For which roles a house asks two steps at sign-in; null as long as it did not choose."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    # Both: the two were written at the same time, and join here.
    dependencies = [("houses", "0006_key_acts_for")]

    operations = [
        migrations.AddField(
            model_name="house",
            name="second_factor_roles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=16), null=True, size=None
            ),
        ),
    ]
