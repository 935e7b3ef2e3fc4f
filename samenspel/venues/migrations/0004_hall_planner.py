"""The hall planner: ranked options, change-over, halls that exclude each other, undo, calendar feeds.

`hall_is_not_double_booked` moves from bookings to what they occupy.
"""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from samenspel.kernel.row_security import open_to_all, protect

OCCUPY = """
alter table venues_hallbooking drop constraint hall_is_not_double_booked;

-- One key for a hall and one for each pair that excludes each other: equality of both ends needs no extension (decision 10).
alter table venues_occupiedhall add constraint hall_is_not_double_booked
    exclude using gist (int8range(hall_id, other_id, '[]') with =, period with &&);

-- Writes anew what these bookings, and all confirmed ones of these halls, occupy. Their own rows go first: nothing is refused
-- half-way for its own old time. It sees every house's bookings while it works, and says nothing of them.
create function venues_occupy(bookings bigint[], halls bigint[]) returns void language plpgsql
    security definer set search_path = public, pg_temp as $$
declare
    asked_as text := coalesce(current_setting('samenspel.system', true), '');
    changed bigint[];
begin
    perform set_config('samenspel.system', 'on', true);
    changed := bookings || array(
        select id from venues_hallbooking where hall_id = any (halls) and state = 'confirmed'
    );
    delete from venues_occupiedhall where booking_id = any (changed);
    insert into venues_occupiedhall (booking_id, house_id, hall_id, other_id, period)
    select booking.id, booking.house_id, pair.hall_id, pair.other_id, tstzrange(
            lower(booking.period) - make_interval(mins => hall.change_over_before_min),
            upper(booking.period) + make_interval(mins => hall.change_over_after_min)
        )
    from venues_hallbooking as booking
    inner join venues_hall as hall on hall.id = booking.hall_id
    cross join lateral (
        select hall.id as hall_id, hall.id as other_id
        union all
        select conflict.hall_id, conflict.other_id
        from venues_hallconflict as conflict
        where hall.id in (conflict.hall_id, conflict.other_id)
    ) as pair
    where booking.id = any (changed) and booking.state = 'confirmed';
    perform set_config('samenspel.system', asked_as, true);
end $$;

-- The hall and those it excludes are locked in the order of their ids: two bookings that meet wait, they never deadlock, and
-- a change of the hall itself waits too.
create function venues_booking_changed() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'DELETE' then
        delete from venues_occupiedhall where booking_id = old.id;
        return old;
    end if;
    perform 1 from venues_hall where id in (
        select new.hall_id
        union select hall_id from venues_hallconflict where other_id = new.hall_id
        union select other_id from venues_hallconflict where hall_id = new.hall_id
    ) order by id for no key update;
    perform venues_occupy(array[new.id], '{}');
    return new;
end $$;

create function venues_hall_changed() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    perform venues_occupy('{}', array[new.id]);
    return new;
end $$;

create function venues_conflict_changed() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
declare
    pair venues_hallconflict := coalesce(new, old);
begin
    perform 1 from venues_hall where id in (pair.hall_id, pair.other_id) order by id for no key update;
    perform venues_occupy('{}', array[pair.hall_id, pair.other_id]);
    return pair;
end $$;

create trigger occupies after insert or update of hall_id, house_id, period, state on venues_hallbooking
    for each row execute function venues_booking_changed();
create trigger gives_back before delete on venues_hallbooking
    for each row execute function venues_booking_changed();
create trigger occupies after update of change_over_before_min, change_over_after_min on venues_hall
    for each row execute function venues_hall_changed();
create trigger occupies after insert or delete on venues_hallconflict
    for each row execute function venues_conflict_changed();

-- Nobody calls it but the triggers above, as the owner.
revoke all on function venues_occupy(bigint[], bigint[]) from public, samenspel_app;
"""
NO_OCCUPY = """
drop trigger occupies on venues_hallconflict;
drop trigger occupies on venues_hall;
drop trigger gives_back on venues_hallbooking;
drop trigger occupies on venues_hallbooking;
drop function venues_conflict_changed();
drop function venues_hall_changed();
drop function venues_booking_changed();
drop function venues_occupy(bigint[], bigint[]);
alter table venues_hallbooking add constraint hall_is_not_double_booked
    exclude using gist (int8range(hall_id, hall_id, '[]') with &&, period with &&) where (state = 'confirmed');
"""
# Bookings that are there already: an option is first in line, a confirmed one occupies its hall.
FILL = """
select set_config('samenspel.system', 'on', true);
update venues_hallbooking set rank = 1 where state = 'option';
update venues_hallbooking set state = state where state = 'confirmed';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("houses", "0002_wall"),
        ("venues", "0003_plan_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BookingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("act", models.UUIDField(db_index=True)),
                ("verb", models.CharField(max_length=16)),
                ("before", models.JSONField(null=True)),
                ("revision", models.PositiveIntegerField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("created_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="HallConflict",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "hall", "other", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "hall",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="venues.hall",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="venues.hall"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OccupiedHall",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "booking",
                        "hall",
                        "other",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="occupies",
                        to="venues.hallbooking",
                    ),
                ),
                (
                    "house",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="houses.house",
                    ),
                ),
                (
                    "hall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="venues.hall"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="venues.hall",
                    ),
                ),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
            ],
        ),
        migrations.AddField(
            model_name="hall",
            name="change_over_after_min",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="hall",
            name="change_over_before_min",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="hallbooking",
            name="contact",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="hallbooking",
            name="equipment_notes",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="hallbooking",
            name="expires_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="hallbooking",
            name="rank",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="hallbooking",
            name="revision",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="hallbooking",
            name="series",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="hallbooking",
            name="staff_notes",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="hallbooking",
            name="title",
            field=models.CharField(blank=True, db_default="", max_length=160),
        ),
        migrations.AddField(
            model_name="venue",
            name="lat",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="venue",
            name="lon",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="venue",
            name="shares_evenings",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name="hallbooking",
            name="kind",
            field=models.CharField(
                choices=[
                    ("performance", "Performance"),
                    ("rehearsal", "Rehearsal"),
                    ("set_up", "Set Up"),
                    ("take_down", "Take Down"),
                    ("rental", "Rental"),
                    ("maintenance", "Maintenance"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="hallbooking",
            name="state",
            field=models.CharField(
                choices=[
                    ("option", "Option"),
                    ("confirmed", "Confirmed"),
                    ("cancelled", "Cancelled"),
                    ("expired", "Expired"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="hallbooking",
            index=models.Index(
                condition=models.Q(("state", "option")), fields=["expires_at"], name="option_expiry"
            ),
        ),
        migrations.AddConstraint(
            model_name="hall",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("change_over_after_min__lte", 1440), ("change_over_before_min__lte", 1440)
                ),
                name="change_over_at_most_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="hallbooking",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "option"), ("rank__isnull", True), _connector="OR"),
                name="only_options_have_a_rank",
            ),
        ),
        migrations.AddConstraint(
            model_name="venue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lat__isnull", True), ("lon__isnull", True)),
                    models.Q(("lat__gte", -90), ("lat__lte", 90), ("lon__gte", -180), ("lon__lte", 180)),
                    _connector="OR",
                ),
                name="venue_stands_on_earth",
            ),
        ),
        migrations.AddField(
            model_name="bookingchange",
            name="booking",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="venues.hallbooking"
            ),
        ),
        migrations.AddField(
            model_name="bookingchange",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="bookingchange",
            name="house",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="houses.house"
            ),
        ),
        migrations.AddField(
            model_name="calendarfeed",
            name="hall",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="venues.hall",
            ),
        ),
        migrations.AddField(
            model_name="calendarfeed",
            name="house",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="calendar_feeds", to="houses.house"
            ),
        ),
        migrations.AddConstraint(
            model_name="hallconflict",
            constraint=models.CheckConstraint(
                condition=models.Q(("hall__lt", models.F("other"))), name="conflict_written_once"
            ),
        ),
        migrations.RunSQL(OCCUPY, NO_OCCUPY),
        open_to_all("venues_hallconflict", grants="select, insert, delete"),
        protect("venues_occupiedhall", see="house_id = any (scope_houses())", grants="select"),
        protect("venues_bookingchange", see="house_id = any (scope_houses())"),
        protect("venues_calendarfeed", see="house_id = any (scope_houses())"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
