"""For which roles a house asks two steps at sign-in; null as long as it did not choose."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("houses", "0005_guided_start")]

    operations = [
        migrations.AddField(
            model_name="house",
            name="second_factor_roles",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=16), null=True, size=None
            ),
        ),
    ]
