-- purpose: the bookings of a house, or of one hall of it, that touch [from, until), with the performance that takes place in each;
--          cancelled and expired ones are left out
-- index:   venues_hallbooking (house_id, starts_at), a booking lasts a year at most; programme_performance (booking_id)
-- budget:  5 ms for a month of five halls in ten seasons
select
    booking.id,
    booking.hall_id,
    hall.name as hall_name,
    venue.name as venue_name,
    booking.starts_at,
    booking.ends_at,
    booking.state,
    booking.kind,
    booking.rank,
    booking.expires_at,
    booking.title,
    booking.note,
    booking.staff_notes,
    booking.equipment_notes,
    booking.contact,
    booking.series,
    booking.revision,
    evening.id as performance_id,
    coalesce(evening.title, '') as performance_title
from venues_hallbooking as booking
inner join venues_hall as hall on hall.id = booking.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id
left join lateral (
    select performance.id, production.title
    from programme_performance as performance
    inner join programme_production as production on production.id = performance.production_id
    where performance.booking_id = booking.id
    order by performance.starts_at, performance.id
    limit 1
) as evening on true
where booking.house_id = %(house)s
    and (%(hall)s::bigint is null or booking.hall_id = %(hall)s::bigint)
    and booking.state in ('option', 'confirmed')
    and booking.starts_at < %(until)s::timestamptz
    and booking.starts_at > %(from)s::timestamptz - interval '367 days'
    and booking.ends_at > %(from)s::timestamptz
order by booking.starts_at, hall.name, booking.rank nulls first, booking.id
