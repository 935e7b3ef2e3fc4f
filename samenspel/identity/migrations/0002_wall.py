"""Who sees what of identity: grants and row-level security."""

from django.db import migrations

from samenspel.kernel.row_security import open_to_all


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        open_to_all("identity_user"),
    ]
