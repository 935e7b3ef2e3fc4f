"""A house that was just made has no legal data yet: its enterprise number and account are empty until its admin writes them."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("houses", "0003_invitations")]

    operations = [
        migrations.RemoveConstraint(model_name="house", name="house_kbo_ten_digits"),
        migrations.AlterField(
            model_name="house", name="enterprise_number", field=models.CharField(blank=True, max_length=10)
        ),
        migrations.AlterField(
            model_name="house", name="iban", field=models.CharField(blank=True, max_length=34)
        ),
        migrations.AddConstraint(
            model_name="house",
            constraint=models.CheckConstraint(
                condition=Q(enterprise_number__regex=r"^([01]\d{9})?$"), name="house_kbo_ten_digits"
            ),
        ),
        migrations.AddConstraint(
            model_name="house",
            constraint=models.UniqueConstraint(
                fields=["enterprise_number"], condition=~Q(enterprise_number=""), name="house_kbo_once"
            ),
        ),
    ]
