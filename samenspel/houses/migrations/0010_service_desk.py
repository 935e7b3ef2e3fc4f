"""Visits of the service desk and what was looked at, behind the wall of the house. Nothing of it is ever rewritten."""

from datetime import timedelta

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from samenspel.kernel.row_security import protect


class Migration(migrations.Migration):
    dependencies = [
        ("houses", "0011_logo"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=300)),
                ("entered_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "house",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="houses.house",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(ends_at__lte=F("entered_at") + timedelta(minutes=60)),
                        name="visit_lasts_an_hour",
                    ),
                    models.CheckConstraint(
                        condition=Q(reason__regex=r"\S.{8,}\S"), name="visit_has_a_reason"
                    ),
                ],
                "indexes": [models.Index(fields=["house", "-entered_at"], name="visit_of_house")],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("path", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                (
                    "house",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="houses.house",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="houses.visit",
                    ),
                ),
            ],
        ),
        protect(
            "houses_visit",
            see="(user_id = scope_user() or house_id = any (scope_houses()))",
            write="house_id = any (scope_houses())",
            grants="select, insert, update (left_at)",
        ),
        protect(
            "houses_look",
            see="house_id = any (scope_houses())",
            write="exists (select from houses_visit as own where own.id = visit_id and own.user_id = scope_user())",
            grants="select, insert",
        ),
    ]
