"""What migrations say to put a table behind the second wall."""

from django.db import migrations


def protect(
    table: str, *, see: str, write: str | None = None, grants: str = "select, insert, update, delete"
) -> migrations.RunSQL:
    """Force row-level security on `table`: rows are seen when `see` holds or the product itself asks; `write` is for new rows.

    `see` may use scope_houses(), scope_orders(), scope_contact(), scope_user().
    """
    check = write or see
    forward = f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy scope_sees on {table}
            using (scope_system() or {see})
            with check (scope_system() or {check});
        {grant(table, grants)}
    """
    return migrations.RunSQL(
        forward, f"alter table {table} disable row level security; drop policy scope_sees on {table};"
    )


def grant(table: str, privileges: str) -> str:
    """SQL that gives the application role exactly these privileges on a table."""
    return f"revoke all on {table} from samenspel_app; grant {privileges} on {table} to samenspel_app;"


def open_to_all(*tables: str, grants: str = "select, insert, update, delete") -> migrations.RunSQL:
    """Public tables: no row security, the application role may do `grants`."""
    return migrations.RunSQL(" ".join(grant(table, grants) for table in tables), migrations.RunSQL.noop)
