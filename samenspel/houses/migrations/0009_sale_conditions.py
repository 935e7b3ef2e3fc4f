"""Conditions of sale in versions: a draft is its house's own, a published version anybody's to read and nobody's to change."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from samenspel.kernel.row_security import protect

KEEP = """
    create function houses_keep_conditions() returns trigger language plpgsql as $$
    begin
        if old.published_at is not null then
            raise exception 'published conditions of sale do not change' using errcode = 'check_violation';
        end if;
        return case tg_op when 'DELETE' then old else new end;
    end $$;
    create trigger keep_conditions before update or delete on houses_saleconditions
        for each row execute function houses_keep_conditions();
"""


class Migration(migrations.Migration):
    dependencies = [("houses", "0008_payment_and_mail")]

    operations = [
        migrations.CreateModel(
            name="SaleConditions",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(null=True)),
                ("text", models.JSONField(default=dict)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "house",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="houses.house",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["house", "number"], name="conditions_numbered_once"),
                    models.UniqueConstraint(
                        fields=["house"],
                        condition=Q(published_at__isnull=True),
                        name="conditions_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=Q(number__isnull=True, published_at__isnull=True)
                        | Q(number__isnull=False, published_at__isnull=False),
                        name="conditions_numbered_when_published",
                    ),
                ]
            },
        ),
        protect(
            "houses_saleconditions",
            see="(published_at is not null or house_id = any (scope_houses()))",
            write="house_id = any (scope_houses())",
        ),
        migrations.RunSQL(KEEP, "drop function houses_keep_conditions() cascade;"),
    ]
