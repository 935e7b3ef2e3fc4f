"""Drafts of seat plans and how published versions were drawn, seen by their own house; two attributes of places for staff."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from samenspel.kernel.row_security import protect


class Migration(migrations.Migration):
    dependencies = [
        ("houses", "0002_wall"),
        ("venues", "0002_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("place", "aisle", models.BooleanField(db_default=False, default=False)),
        migrations.AddField("place", "removable", models.BooleanField(db_default=False, default=False)),
        migrations.CreateModel(
            name="PlanDrawing",
            fields=[
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="drawn",
                        serialize=False,
                        to="venues.seatplan",
                    ),
                ),
                ("drawing", models.JSONField()),
                ("published_at", models.DateTimeField()),
                (
                    "house",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="houses.house"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("drawing", models.JSONField()),
                ("saved_at", models.DateTimeField()),
                (
                    "hall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="venues.hall"
                    ),
                ),
                (
                    "house",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_drafts",
                        to="houses.house",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("hall", "name"), name="plan_draft_once")]
            },
        ),
        protect("venues_plandraft", see="house_id = any (scope_houses())"),
        protect("venues_plandrawing", see="house_id = any (scope_houses())"),
    ]
