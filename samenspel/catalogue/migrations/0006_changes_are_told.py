"""Every change of a price by a person is a fact with before and after, whichever command made it. See decision 19."""

from django.db import migrations

TABLES = {
    "catalogue_tickettype": "ticket_type",
    "catalogue_pricelist": "price_list",
    "catalogue_price": "price",
    "catalogue_condition": "condition",
    "catalogue_socialtariff": "social_tariff",
    "catalogue_reduction": "reduction",
    "catalogue_fee": "fee",
    "catalogue_salephase": "sale_phase",
    "catalogue_promocode": "promo_code",
}
FUNCTION = """
create function catalogue_tell_change() returns trigger language plpgsql as $$
declare
    was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    one jsonb := coalesce(now, was);
    house int := coalesce(
        (one ->> 'house_id')::int,
        (select house_id from catalogue_pricelist where id = (one ->> 'price_list_id')::int),
        (select house_id from catalogue_tickettype where id = (one ->> 'ticket_type_id')::int)
    );
    changed text[];
begin
    -- A load from files opens no house: it is no person, and its files are its history.
    if scope_system() or house is null or not house = any (scope_houses()) then
        return null;
    end if;
    select array_agg(key) into changed
    from jsonb_object_keys(coalesce(was, '{}') || coalesce(now, '{}')) as key
    where was -> key is distinct from now -> key;
    if changed is null then
        return null;
    end if;
    insert into kernel_event (kind, house_id, subject, payload, at)
    values (
        'catalogue.' || tg_argv[0] || case tg_op
            when 'INSERT' then '.added' when 'UPDATE' then '.changed' else '.removed' end,
        house,
        coalesce(one ->> 'id', one ->> 'ticket_type_id'),
        jsonb_build_object(
            'by', scope_actor(),
            'before', (select jsonb_object_agg(key, was -> key) from unnest(changed) as key where was ? key),
            'after', (select jsonb_object_agg(key, now -> key) from unnest(changed) as key where now ? key)
        ),
        current_timestamp
    );
    return null;
end $$;
"""
TRIGGERS = " ".join(
    f"create trigger tell_change after insert or update or delete on {table}"
    f" for each row execute function catalogue_tell_change('{name}');"
    for table, name in TABLES.items()
)
BACKWARD = (
    " ".join(f"drop trigger tell_change on {table};" for table in TABLES)
    + " drop function catalogue_tell_change();"
)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_rules_that_count"), ("kernel", "0003_actor")]

    operations = [migrations.RunSQL(FUNCTION + TRIGGERS, BACKWARD)]
