"""A performance and its hall booking are one truth: the performance stays inside the time and the hall that it booked.

Whoever moves or cancels the booking alone is refused (`held_by_performance`); both change in one transaction, the performance
let go of its booking first, or with the constraints deferred.
"""

from django.db import migrations

COVER = """
create function programme_booking_covers() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
declare
    asked_as text := coalesce(current_setting('samenspel.system', true), '');
begin
    -- Booking and performance may be of two houses, each hidden from the other.
    perform set_config('samenspel.system', 'on', true);
    perform kernel_refuse('held_by_performance', performance.id::text)
    from programme_performance as performance
    inner join venues_hallbooking as booking on booking.id = performance.booking_id
    where case tg_table_name when 'programme_performance' then performance.id = new.id else booking.id = new.id end
        and not (
            booking.hall_id = performance.hall_id
            and booking.house_id = performance.house_id
            and booking.period @> tstzrange(performance.starts_at, performance.ends_at)
            and booking.state in ('option', 'confirmed')
            and (booking.state = 'confirmed' or performance.state in ('option', 'cancelled'))
        );
    perform set_config('samenspel.system', asked_as, true);
    return null;
end $$;

create constraint trigger booking_covers_performance
    after update of hall_id, house_id, period, state on venues_hallbooking
    deferrable for each row execute function programme_booking_covers();
create constraint trigger booking_covers_performance
    after insert or update of booking_id, hall_id, house_id, starts_at, ends_at, state on programme_performance
    deferrable for each row when (new.booking_id is not null) execute function programme_booking_covers();
"""
UNCOVER = """
drop trigger booking_covers_performance on programme_performance;
drop trigger booking_covers_performance on venues_hallbooking;
drop function programme_booking_covers();
"""


class Migration(migrations.Migration):
    dependencies = [("programme", "0002_wall"), ("venues", "0004_hall_planner")]

    operations = [migrations.RunSQL(COVER, UNCOVER)]
