"""Pictures to trace halls over, seen by their own house."""

import django.db.models.deletion
from django.db import migrations, models

from samenspel.kernel.row_security import protect


class Migration(migrations.Migration):
    dependencies = [
        ("houses", "0002_wall"),
        ("venues", "0005_booking_ends"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("put_at", models.DateTimeField()),
                (
                    "house",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="houses.house"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("house", "key"), name="plan_picture_once")],
            },
        ),
        protect("venues_planpicture", see="house_id = any (scope_houses())"),
    ]
