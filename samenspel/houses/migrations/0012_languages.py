"""Which languages a house speaks, the first one first."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("houses", "0010_service_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="house",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=2), null=True, size=None
            ),
        ),
        migrations.AddConstraint(
            model_name="house",
            constraint=models.CheckConstraint(
                condition=models.Q(("languages__isnull", True), ("languages__len__gt", 0), _connector="OR"),
                name="house_speaks",
            ),
        ),
    ]
