"""Tickets that were let in before a ticket said so itself."""

from django.db import migrations

# The wall binds the owner too: the product itself asks, for this transaction only.
MARK = """
select set_config('samenspel.system', 'on', true);
update sales_ticket as ticket set admitted_at = scan.at
from access_scan as scan
where scan.ticket_id = ticket.id and scan.outcome = 'admitted' and ticket.admitted_at is null;
select set_config('samenspel.system', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_wall"), ("sales", "0004_ticket_admitted_at")]

    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
