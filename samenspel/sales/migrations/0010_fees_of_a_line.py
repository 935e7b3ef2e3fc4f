"""What a ticket costs contains its fees; the line says how much of it that is, and which."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("sales", "0009_conditions_accepted"), ("catalogue", "0007_fees_count")]

    operations = [
        migrations.AddField("line", "fee_cents", models.IntegerField(default=0, db_default=0)),
        migrations.AddField("line", "fees", models.JSONField(default=list, db_default=[])),
        migrations.AddConstraint(
            "line",
            models.CheckConstraint(
                condition=Q(fee_cents__gte=0, fee_cents__lte=F("price_cents")), name="line_contains_its_fees"
            ),
        ),
    ]
