"""The login that acts, for the log of changes: it opens nothing, it is only told."""

from django.db import migrations

FORWARD = """
create function scope_actor() returns bigint language sql stable parallel safe
    return nullif(current_setting('samenspel.actor', true), '')::bigint;
"""


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_wall")]

    operations = [migrations.RunSQL(FORWARD, "drop function scope_actor()")]
