"""A house that was just made has its guided start in the menu, until its admin puts it away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("houses", "0004_new_house")]

    operations = [
        migrations.AddField(
            model_name="house",
            name="setting_up",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
