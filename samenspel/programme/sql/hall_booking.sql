-- purpose: one live booking of a house with the performance that takes place in it; no row when it is cancelled or expired
-- index:   the key of venues_hallbooking; programme_performance (booking_id)
-- budget:  0.5 ms
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
where booking.id = %(booking)s::bigint
    and booking.house_id = %(house)s
    and booking.state in ('option', 'confirmed')
