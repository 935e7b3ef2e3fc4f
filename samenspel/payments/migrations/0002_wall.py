"""Who sees what of payments: grants and row-level security."""

from django.db import migrations

from samenspel.kernel.row_security import protect


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        protect(
            "payments_payment",
            see="(collector_id = any (scope_houses()) or order_id = any (scope_orders()))",
            grants="select, insert, update",
        ),
        protect(
            "payments_refund",
            see="(collector_id = any (scope_houses()) or order_id = any (scope_orders()))",
            grants="select, insert, update",
        ),
    ]
