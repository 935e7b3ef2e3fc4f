"""An agreement is seen by its two houses. Who sells for whom, once in force, is public as the programme is: the sale reads it."""

from django.db import migrations

from samenspel.kernel.row_security import open_to_all, protect

PARTY = "exists (select 1 from agreements_agreement as a where a.id = agreement_id)"
OF_VERSION = "exists (select 1 from agreements_version as v where v.id = version_id)"

ONE_IN_FORCE = """
    alter table agreements_grant add constraint one_version_in_force
        exclude using gist (int8range(agreement_id, agreement_id, '[]') with &&, valid with &&);
    alter table agreements_grant add constraint grant_has_days
        check (not isempty(valid) and lower(valid) is not null);
"""

# What a version says is never changed; only that it was closed may be written, once.
KEEP = """
    create function agreements_keep() returns trigger language plpgsql as $$
    begin
        if tg_op = 'UPDATE' and tg_table_name = 'agreements_version' and old.closed_at is null
            and to_jsonb(new) - 'closed_at' - 'closed_by_id' = to_jsonb(old) - 'closed_at' - 'closed_by_id' then
            return new;
        end if;
        raise exception 'what was proposed or signed does not change' using errcode = 'check_violation';
    end $$;
    create trigger keep before update or delete on agreements_version for each row execute function agreements_keep();
    create trigger keep before update or delete on agreements_rate for each row execute function agreements_keep();
    create trigger keep before update on agreements_acceptance for each row execute function agreements_keep();
"""

# The most particular agreement counts: on this performance, on its production, on all; of two alike the newer.
GRANTS = """
    create function agreements_grants(
        p programme_performance, seller int, ticket_type bigint, list_cents int, at timestamptz
    ) returns setof agreements_grant language sql stable as $$
        select g.*
        from agreements_grant as g
        where g.presenter_id = p.house_id
            and g.seller_id = seller
            and g.valid @> (at at time zone 'Europe/Brussels')::date
            and (
                (g.performances = '{}' and g.productions = '{}')
                or p.id = any (g.performances)
                or p.production_id = any (g.productions)
            )
            and (g.ticket_types = '{}' or ticket_type = any (g.ticket_types))
            and list_cents >= g.floor_cents
        order by p.id = any (g.performances) desc, p.production_id = any (g.productions) desc, g.id desc
        limit 1
    $$;
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [
        protect(
            "agreements_agreement",
            see="(proposer_id = any (scope_houses()) or partner_id = any (scope_houses()))",
            grants="select, insert, update",
        ),
        protect("agreements_version", see=PARTY, grants="select, insert, update"),
        protect("agreements_rate", see=OF_VERSION, grants="select, insert"),
        protect(
            "agreements_acceptance",
            see=OF_VERSION,
            write="house_id = any (scope_houses())",
            grants="select, insert",
        ),
        open_to_all("agreements_grant"),
        migrations.RunSQL(ONE_IN_FORCE, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP, "drop function agreements_keep() cascade;"),
        migrations.RunSQL(GRANTS, "drop function agreements_grants;"),
    ]
