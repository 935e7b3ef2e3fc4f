"""Who sees what of the programme: everybody what is published, a house also what it still prepares."""

from django.db import migrations

from samenspel.kernel.row_security import open_to_all, protect


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        open_to_all("programme_season", "programme_production", grants="select, insert, update"),
        protect(
            "programme_performance",
            see="(published_at <= now() or house_id = any (scope_houses()))",
            write="house_id = any (scope_houses())",
            grants="select, insert, update",
        ),
    ]
