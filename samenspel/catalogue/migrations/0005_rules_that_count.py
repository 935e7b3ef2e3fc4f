"""Said once for the statements of a sale: which rules count for a ticket type at a performance."""

from django.db import migrations

RULES = """
create function catalogue_rules(p programme_performance, ticket_type bigint) returns setof bigint language sql stable as $$
    select c.id from catalogue_condition as c where c.ticket_type_id = ticket_type
    union all
    select r.id from catalogue_reduction as r where r.house_id = p.house_id and r.active
    union all
    select ph.id
    from catalogue_salephase as ph
    where ph.house_id = p.house_id
        and ph.active
        and coalesce(ph.performance_id, p.id) = p.id
        and coalesce(ph.production_id, p.production_id) = p.production_id
        and (ph.season_id is null or ph.season_id = p.season_id)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_wall_of_rules"), ("programme", "0004_programme_by_hand")]

    operations = [
        migrations.RunSQL(RULES, "drop function catalogue_rules(programme_performance, bigint)"),
    ]
