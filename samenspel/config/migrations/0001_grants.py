"""What the application role may do with the tables that libraries made: everything but change their shape."""

from django.db import migrations

GRANTS = """
do $$
declare name text;
begin
    for name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind = 'r'
                    and (c.relname like 'procrastinate\\_%' or c.relname like 'account\\_%' or c.relname like 'mfa\\_%'
                         or c.relname in ('django_session', 'django_content_type', 'auth_permission'))
    loop
        execute format('grant select, insert, update, delete on %I to samenspel_app', name);
    end loop;
    for name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind = 'S' and c.relname like 'procrastinate\\_%'
    loop
        execute format('grant usage on sequence %I to samenspel_app', name);
    end loop;
    grant select on django_migrations to samenspel_app;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("procrastinate", "0041_post_retry_failed_job"),
        ("sessions", "0001_initial"),
        ("account", "0001_initial"),
        ("mfa", "0001_initial"),
        ("access", "0002_wall"),
    ]

    operations = [migrations.RunSQL(GRANTS, migrations.RunSQL.noop)]
