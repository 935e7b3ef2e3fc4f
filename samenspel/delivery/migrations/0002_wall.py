"""Who sees what of delivery: grants and row-level security."""

from django.db import migrations

from samenspel.kernel.row_security import protect


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        protect("delivery_signingkey", see="false", grants="select, insert"),
        # A mail about several houses belongs to the buyer, so no house reads it.
        protect("delivery_mail", see="order_id = any (scope_orders())"),
    ]
