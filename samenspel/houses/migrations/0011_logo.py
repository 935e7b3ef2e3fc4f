"""The logo of a house, in a table of its own: the directory is read without its bytes."""

import django.db.models.deletion
from django.db import migrations, models

from samenspel.kernel.row_security import open_to_all


class Migration(migrations.Migration):
    dependencies = [
        ("houses", "0009_sale_conditions"),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseLogo",
            fields=[
                (
                    "house",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="logo",
                        serialize=False,
                        to="houses.house",
                    ),
                ),
                ("key", models.CharField(max_length=24)),
                ("alt", models.JSONField(default=dict)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("content", models.BinaryField()),
            ],
        ),
        open_to_all("houses_houselogo"),
    ]
