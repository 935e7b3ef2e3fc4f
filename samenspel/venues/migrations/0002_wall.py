"""Who sees what of venues, and the invariant `hall_is_not_double_booked`."""

from django.db import migrations

from samenspel.kernel.row_security import open_to_all, protect

NOT_DOUBLE_BOOKED = """
alter table venues_hallbooking add constraint hall_is_not_double_booked
    exclude using gist (int8range(hall_id, hall_id, '[]') with &&, period with &&) where (state = 'confirmed');
alter table venues_hallbooking add constraint booking_has_two_ends
    check (not isempty(period) and lower(period) is not null and upper(period) is not null);
"""


class Migration(migrations.Migration):
    dependencies = [("venues", "0001_initial"), ("kernel", "0002_wall")]

    operations = [
        migrations.RunSQL(
            NOT_DOUBLE_BOOKED,
            "alter table venues_hallbooking drop constraint hall_is_not_double_booked, drop constraint booking_has_two_ends",
        ),
        open_to_all("venues_venue", "venues_hall", "venues_seatplan", "venues_place"),
        protect("venues_hallbooking", see="house_id = any (scope_houses())"),
    ]
