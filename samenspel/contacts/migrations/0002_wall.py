"""Who sees what of contacts: grants and row-level security."""

from django.db import migrations

from samenspel.kernel.row_security import open_to_all, protect


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        protect(
            "contacts_houserelation",
            see="(house_id = any ((select scope_houses())::int[]) or contact_id = (select scope_contact()))",
            write="house_id = any ((select scope_houses())::int[])",
        ),
        protect(
            "contacts_contact",
            # The address just typed ties an order to its person; nothing but the id is ever read through it.
            see="""(id = (select scope_contact()) or email = (select scope_email())
                or exists (select 1 from contacts_houserelation r where r.contact_id = contacts_contact.id
                           and r.house_id = any ((select scope_houses())::int[])))""",
        ),
        protect(
            "contacts_consent",
            see="(contact_id = (select scope_contact()) or house_id = any ((select scope_houses())::int[]))",
            write="exists (select 1 from contacts_contact c where c.id = contact_id)",
            grants="select, insert",
        ),
        open_to_all("contacts_consenttext", grants="select, insert"),
    ]
