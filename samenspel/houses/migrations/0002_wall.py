"""Who sees what of houses: grants and row-level security."""

from django.db import migrations

from samenspel.kernel.row_security import open_to_all, protect


class Migration(migrations.Migration):
    dependencies = [("houses", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        open_to_all("houses_house", "houses_region", grants="select, insert, update"),
        open_to_all("houses_membership"),
        protect(
            "houses_staffrole",
            see="(user_id = scope_user() or house_id = any (scope_houses()))",
            write="house_id = any (scope_houses())",
        ),
        protect("houses_apikey", see="house_id = any (scope_houses())"),
    ]
