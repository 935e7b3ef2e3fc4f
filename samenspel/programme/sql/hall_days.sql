-- purpose: how full each hall of a house is, day by day in Brussels: one row for each hall and day with a booking
-- index:   venues_hallbooking (house_id, starts_at), a booking lasts a year at most
-- budget:  20 ms for a season of five halls
select
    booking.hall_id,
    day.day::date as day,
    count(*) filter (where booking.state = 'confirmed')::int as confirmed,
    count(*) filter (where booking.state = 'option')::int as options,
    array_agg(distinct booking.kind order by booking.kind) as kinds
from venues_hallbooking as booking
cross join lateral generate_series(
    date_trunc('day', booking.starts_at at time zone 'Europe/Brussels'),
    date_trunc('day', (booking.ends_at - interval '1 microsecond') at time zone 'Europe/Brussels'),
    interval '1 day'
) as day (day)
where booking.house_id = %(house)s
    and booking.state in ('option', 'confirmed')
    and booking.starts_at < (%(last)s::date + 2)::timestamptz
    and booking.starts_at > (%(first)s::date - 368)::timestamptz
    and day.day >= %(first)s::date
    and day.day <= %(last)s::date
group by booking.hall_id, day.day
order by day.day, booking.hall_id
