"""Which ways to pay a house does not take, and whose name and address stand on its mails."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("houses", "0007_second_factor")]

    operations = [
        migrations.AddField(
            model_name="house",
            name="methods_off",
            field=ArrayField(base_field=models.CharField(max_length=32), null=True, size=None),
        ),
        migrations.AddField(
            model_name="house",
            name="reply_to",
            field=models.EmailField(blank=True, db_default="", max_length=254),
        ),
        migrations.AddField(
            model_name="house",
            name="sender_name",
            field=models.CharField(blank=True, db_default="", max_length=80),
        ),
    ]
