"""Who sees what of catalogue: grants and row-level security."""

from django.db import migrations

from samenspel.kernel.row_security import open_to_all


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        # Rows that sold lines point to are never deleted: the application role cannot.
        open_to_all(
            "catalogue_tickettype",
            "catalogue_pricelist",
            "catalogue_vatrule",
            grants="select, insert, update",
        ),
        open_to_all("catalogue_price", "catalogue_offer"),
    ]
