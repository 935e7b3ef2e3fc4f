from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_cash_difference")]

    operations = [
        migrations.AlterField(
            model_name="account",
            name="kind",
            field=models.CharField(
                choices=[
                    ("clearing", "Clearing"),
                    ("cash", "Cash"),
                    ("bank", "Bank"),
                    ("payable", "Payable"),
                    ("receivable", "Receivable"),
                    ("revenue", "Revenue"),
                    ("vat", "Vat"),
                    ("fees", "Fees"),
                    ("unallocated", "Unallocated"),
                    ("cash_difference", "Cash Difference"),
                ],
                max_length=16,
            ),
        ),
    ]
