"""The second wall's functions, the refusal of statements, and the event log's order."""

from django.db import migrations

from samenspel.kernel.row_security import protect

FUNCTIONS = """
create function scope_houses() returns int[] language sql stable parallel safe
    return coalesce(nullif(current_setting('samenspel.houses', true), ''), '{}')::int[];
create function scope_orders() returns uuid[] language sql stable parallel safe
    return coalesce(nullif(current_setting('samenspel.orders', true), ''), '{}')::uuid[];
create function scope_contact() returns bigint language sql stable parallel safe
    return nullif(current_setting('samenspel.contact', true), '')::bigint;
create function scope_user() returns bigint language sql stable parallel safe
    return nullif(current_setting('samenspel.user', true), '')::bigint;
create function scope_system() returns boolean language sql stable parallel safe
    return coalesce(current_setting('samenspel.system', true), '') = 'on';

-- A statement that must not go through calls this: the whole statement is undone, the application reads the reason.
create function kernel_refuse(reason text, detail text default '') returns boolean language plpgsql as $$
begin
    raise exception using errcode = 'SP001', message = reason, detail = coalesce(detail, '');
end $$;

create function kernel_append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'SP002';
end $$;
"""
NO_FUNCTIONS = """
drop function kernel_append_only(); drop function kernel_refuse(text, text);
drop function scope_houses(); drop function scope_orders(); drop function scope_contact();
drop function scope_user(); drop function scope_system();
"""
LOG = """
alter table kernel_event add column xid xid8 not null default pg_current_xact_id();
create unique index kernel_event_position on kernel_event (xid, id);
create index kernel_event_of_house on kernel_event (house_id, xid, id);
create index kernel_event_subject on kernel_event (subject);
create trigger append_only before update or delete on kernel_event
    for each row execute function kernel_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(LOG, "alter table kernel_event drop column xid"),
        protect("kernel_event", see="house_id = any (scope_houses())", grants="select, insert"),
        protect("kernel_eventcursor", see="false"),
    ]
