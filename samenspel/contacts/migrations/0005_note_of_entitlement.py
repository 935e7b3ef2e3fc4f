"""A house notes who showed what: a few words with an entitlement, for its own staff."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0004_wall_of_entitlements")]

    operations = [
        migrations.AddField(
            model_name="entitlement",
            name="note",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
    ]
