"""Who gave guest tickets and what was said of it; the list of a house reads its lines with a reason."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("sales", "0010_fees_of_a_line")]

    operations = [
        migrations.AddField("order", "given_by", models.BigIntegerField(null=True)),
        migrations.AddField(
            "order", "given_note", models.CharField(blank=True, db_default="", max_length=200)
        ),
        migrations.AddIndex(
            "line",
            models.Index(fields=["presenter", "id"], condition=~Q(reason=""), name="line_with_reason"),
        ),
    ]
