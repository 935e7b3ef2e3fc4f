"""Who sees what of a sale: a house its own sold lines, and an order only through such a line; a visitor by the secret link."""

# ruff: noqa: S608 - the only values in these texts are the two constants below
from django.db import migrations

from samenspel.kernel.row_security import protect

HOUSES = "any (scope_houses())"
ORDERS = "any (scope_orders())"


class Migration(migrations.Migration):
    dependencies = [("sales", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        migrations.RunSQL(
            "alter table sales_order set (fillfactor = 85); alter table sales_line set (fillfactor = 90);",
            migrations.RunSQL.noop,
        ),
        protect(
            "sales_line",
            see=f"""(order_id = {ORDERS} or (sold_at is not null
                and (presenter_id = {HOUSES} or seller_id = {HOUSES} or collector_id = {HOUSES})))""",
            write=f"order_id = {ORDERS}",
        ),
        protect(
            "sales_order",
            see=f"""(id = {ORDERS} or contact_id = scope_contact()
                or exists (select 1 from sales_line l where l.order_id = sales_order.id))""",
            write=f"id = {ORDERS}",
            grants="select, insert, update",
        ),
        protect(
            "sales_ticket",
            see=f"""(order_id = {ORDERS} or exists (select 1 from sales_line l where l.id = line_id))""",
            write="false",
            grants="select, insert, update",
        ),
    ]
