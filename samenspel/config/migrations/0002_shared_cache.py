"""The table of Django's shared cache: the limits on signing in, the same for every process and host."""

from django.db import migrations

from samenspel.kernel.row_security import grant

# As `createcachetable` makes it. Unlogged: after a crash of the server, counting begins again.
TABLE = f"""
create unlogged table wiring_shared_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamptz not null
);
create index wiring_shared_cache_expires on wiring_shared_cache (expires);
{grant("wiring_shared_cache", "select, insert, update, delete")}
"""


class Migration(migrations.Migration):
    dependencies = [("wiring", "0001_grants"), ("kernel", "0002_wall")]

    operations = [migrations.RunSQL(TABLE, "drop table wiring_shared_cache")]
