"""A ticket says since when it is in: an order of which somebody came in is not refunded any more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0003_consents_and_lines_now")]

    operations = [migrations.AddField("ticket", "admitted_at", models.DateTimeField(null=True))]
