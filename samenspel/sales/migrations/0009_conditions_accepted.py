"""Which versions of the conditions of sale the buyer of an order accepted."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0008_judged_again"), ("houses", "0009_sale_conditions")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="conditions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), db_default=[], default=list, size=None
            ),
        ),
    ]
