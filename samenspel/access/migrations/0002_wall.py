"""Who sees what of access: grants and row-level security."""

from django.db import migrations

from samenspel.kernel.row_security import protect


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        protect("access_scan", see="house_id = any (scope_houses())", grants="select, insert"),
    ]
