"""Requests that filled a cart, so that one whose answer was lost can be sent again."""

import django.db.models.deletion
from django.db import migrations, models

from samenspel.kernel.row_security import protect


class Migration(migrations.Migration):
    dependencies = [("sales", "0004_ticket_admitted_at"), ("kernel", "0002_wall")]

    operations = [
        migrations.CreateModel(
            name="Filling",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("asked", models.BinaryField(max_length=32)),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="sales.order"
                    ),
                ),
            ],
        ),
        protect("sales_filling", see="order_id = any (scope_orders())", grants="select, insert"),
    ]
