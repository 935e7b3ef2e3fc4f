"""A package is public once it is on sale; its draft is seen by the houses that are in it, and by its organiser."""

from django.db import migrations

from samenspel.kernel.row_security import protect

OF_PACKAGE = "exists (select 1 from packages_package as p where p.id = package_id)"
PARTY = "(organiser_id = any (scope_houses()) or houses && scope_houses())"


class Migration(migrations.Migration):
    dependencies = [("packages", "0001_initial")]

    operations = [
        protect(
            "packages_package",
            see=f"(state <> 'draft' or {PARTY})",
            write=PARTY,
            grants="select, insert, update",
        ),
        protect("packages_item", see=OF_PACKAGE),
        protect("packages_bound", see=OF_PACKAGE),
        protect(
            "packages_acceptance",
            see="(house_id = any (scope_houses()) or exists (select 1 from packages_package as p"
            " where p.id = package_id and p.organiser_id = any (scope_houses())))",
            grants="select, insert, delete",
        ),
    ]
