"""Who sees which book, and that a transfer is never changed."""

from django.db import migrations

from samenspel.kernel.row_security import protect

APPEND_ONLY = """
create trigger append_only before update or delete on ledger_transfer
    for each row execute function kernel_append_only();
create index transfer_debit on ledger_transfer (house_id, debit, id) include (amount_cents);
create index transfer_credit on ledger_transfer (house_id, credit, id) include (amount_cents);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        migrations.RunSQL(APPEND_ONLY, "drop trigger append_only on ledger_transfer"),
        protect("ledger_account", see="house_id = any (scope_houses())", grants="select, insert"),
        protect("ledger_transfer", see="house_id = any (scope_houses())", grants="select, insert"),
    ]
