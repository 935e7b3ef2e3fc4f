"""Who sees what a person is entitled to: that person, the house it counts in, and every house the person dealt with."""

from django.db import migrations

from samenspel.kernel.row_security import protect

DEALT_WITH = """exists (select 1 from contacts_houserelation r where r.contact_id = contacts_entitlement.contact_id
                        and r.house_id = any (scope_houses()))"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0003_entitlements"), ("kernel", "0002_wall")]

    operations = [
        protect(
            "contacts_entitlement",
            see=f"(contact_id = scope_contact() or house_id = any (scope_houses())"
            f" or (house_id is null and {DEALT_WITH}))",
            # Nobody entitles himself.
            write=f"(house_id = any (scope_houses()) or (house_id is null and {DEALT_WITH}))",
        ),
    ]
