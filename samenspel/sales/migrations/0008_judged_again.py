"""What a cart was refused: codes that were none, and lines that a rule forbids since places were given back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0007_follow_ups")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="is_refused",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="order",
            name="wrong_codes",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
    ]
