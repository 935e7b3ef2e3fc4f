"""A line keeps the version it was sold under, and what its seller earned by it."""

import django.db.models.deletion
from django.db import migrations, models

# Of the price without fees; the most particular rate counts, as agreements/rules/terms.py rate_of and commission.
COMMISSION = """
    create function agreements_commission(line sales_line) returns int language sql stable as $$
        select
            least(
                ticket.cents, (2 * ticket.cents::bigint * rate.percentage_bp + 10000) / 20000 + rate.fixed_cents
            )::int
        from agreements_rate as rate
        cross join (select line.price_cents - line.fee_cents as cents) as ticket
        inner join programme_performance as p on p.id = line.performance_id
        inner join venues_place as place on place.plan_id = p.plan_id and place.no = line.place_no
        where rate.version_id = line.agreement_id
            and (rate.ticket_type_id is null or rate.ticket_type_id = line.ticket_type_id)
            and (rate.rank is null or rate.rank = place.rank)
        order by rate.ticket_type_id is not null desc, rate.rank is not null desc
        limit 1
    $$;
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_wall"), ("sales", "0011_guest_tickets")]

    operations = [
        migrations.AddField(
            "line",
            "agreement",
            models.ForeignKey(
                null=True,
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="agreements.version",
            ),
        ),
        migrations.AddField("line", "commission_cents", models.IntegerField(default=0, db_default=0)),
        migrations.RunSQL(COMMISSION, "drop function agreements_commission;"),
    ]
