"""Who sees what of the rules of prices: they are as public as the prices; promo codes are their house's alone."""

from django.db import migrations

from samenspel.kernel.row_security import open_to_all, protect


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_price_rules"), ("kernel", "0002_wall")]

    operations = [
        open_to_all("catalogue_condition", "catalogue_socialtariff"),
        # Ended, never deleted.
        open_to_all(
            "catalogue_reduction", "catalogue_fee", "catalogue_salephase", grants="select, insert, update"
        ),
        protect(
            "catalogue_promocode", see="house_id = any (scope_houses())", grants="select, insert, update"
        ),
    ]
