"""A house with a fee has its sales judged. An exchange asks only what touches the price of the ticket itself.

The fees that a line keeps as [fee, per, cents] are read with their names.
"""

from django.db import migrations

PRICE_RULES = """
alter function catalogue_rules(programme_performance, bigint) rename to catalogue_price_rules;
create function catalogue_rules(p programme_performance, ticket_type bigint) returns setof bigint language sql stable as $$
    select * from catalogue_price_rules(p, ticket_type)
    union all
    select f.id from catalogue_fee as f where f.house_id = p.house_id and f.active
$$;
"""
NAMED = """
create function catalogue_named_fees(fees jsonb) returns jsonb language sql stable as $$
    select coalesce(
        jsonb_agg(jsonb_build_array(f.id, kept -> 1, kept -> 2, f.name) order by f.position, f.id), '[]'::jsonb
    )
    from jsonb_array_elements(fees) as kept
    inner join catalogue_fee as f on f.id = (kept -> 0)::bigint
$$;
"""
BACKWARD = """
drop function catalogue_named_fees(jsonb);
drop function catalogue_rules(programme_performance, bigint);
alter function catalogue_price_rules(programme_performance, bigint) rename to catalogue_rules;
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_changes_are_told")]

    operations = [migrations.RunSQL(PRICE_RULES + NAMED, BACKWARD)]
