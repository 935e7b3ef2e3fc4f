"""Who sees what of contacts: grants and row-level security."""

from django.db import migrations

from samenspel.kernel.row_security import open_to_all, protect


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        protect(
            "contacts_houserelation",
            see="(house_id = any (scope_houses()) or contact_id = scope_contact())",
            write="house_id = any (scope_houses())",
        ),
        protect(
            "contacts_contact",
            see="""(id = scope_contact()
                or exists (select 1 from contacts_houserelation r where r.contact_id = contacts_contact.id
                           and r.house_id = any (scope_houses())))""",
        ),
        protect(
            "contacts_consent",
            see="(contact_id = scope_contact() or house_id = any (scope_houses()))",
            write="contact_id = scope_contact()",
            grants="select, insert",
        ),
        open_to_all("contacts_consenttext", grants="select, insert"),
    ]
