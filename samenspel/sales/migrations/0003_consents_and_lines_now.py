"""Answers on consent wait with the order; a fresh look at its lines; and only who presents or sells sees tickets."""

from django.db import migrations, models

# Volatile on purpose: called after a statement waited for the order's lock, it sees what was committed meanwhile.
# It also sees what that statement itself did so far, so it asks for all lines, sold or not.
OPEN_LINES = """
create function sales_lines_now(order_id uuid) returns bigint[] language sql volatile as $$
    select array[count(*), coalesce(sum(line.price_cents), 0)] from sales_line as line
    where line.order_id = $1
$$;
"""
TICKETS = """
drop policy scope_sees on sales_ticket;
create policy scope_sees on sales_ticket
    using (
        scope_system()
        or order_id = any (scope_orders())
        or presenter_id = any (scope_houses())
        or exists (select 1 from sales_line l where l.id = line_id and l.seller_id = any (scope_houses()))
        or exists (select 1 from sales_order o where o.id = sales_ticket.order_id and o.contact_id = scope_contact())
    )
    with check (scope_system());
"""


class Migration(migrations.Migration):
    dependencies = [("sales", "0002_wall")]

    operations = [
        migrations.AddField("order", "consents", models.JSONField(default=list, db_default=[])),
        migrations.RunSQL(OPEN_LINES, "drop function sales_lines_now(uuid)"),
        migrations.RunSQL(TICKETS, migrations.RunSQL.noop),
    ]
