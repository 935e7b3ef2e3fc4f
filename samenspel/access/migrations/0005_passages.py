"""People counted at the door without a ticket. Written once: an undo is a row of its own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from samenspel.kernel.row_security import protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_scan_look"),
        ("houses", "0001_initial"),
        ("kernel", "0002_wall"),
        ("inventory", "0003_walked_in"),
        ("programme", "0007_walk_ins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(unique=True)),
                (
                    "kind",
                    models.CharField(choices=[("in", "In"), ("out", "Out"), ("undo", "Undo")], max_length=4),
                ),
                ("places", models.SmallIntegerField(default=0)),
                ("at", models.DateTimeField()),
                (
                    "counted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("house", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="houses.house")),
                (
                    "performance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="programme.performance"
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="access.passage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "undo"), ("undoes__isnull", False)),
                            ("undoes__isnull", True),
                            _connector="OR",
                        ),
                        name="only_an_undo_undoes",
                    )
                ],
            },
        ),
        protect("access_passage", see="house_id = any (scope_houses())", grants="select, insert"),
    ]
