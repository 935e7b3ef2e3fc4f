"""An admission keeps the id that the door gave it: asked again after a lost answer, it answers the same."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0003_tickets_that_are_in")]

    operations = [migrations.AddField("scan", "look", models.UUIDField(null=True))]
