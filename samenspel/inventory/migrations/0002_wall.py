"""Who sees what of inventory: grants and row-level security."""

from django.db import migrations

from samenspel.kernel.row_security import open_to_all


class Migration(migrations.Migration):
    dependencies = [("inventory", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        # Public: what is free is everybody's to know; a claim names an order by an id that opens nothing.
        migrations.RunSQL("alter table inventory_claim set (fillfactor = 80)", migrations.RunSQL.noop),
        open_to_all("inventory_claim", "inventory_block", "inventory_allotment", "inventory_allotmentplace"),
    ]
