-- purpose: published performances of one genre by other houses on one day, near a venue. Asked by nobody: the second wall itself
--          leaves out what is not published
-- note:    distance by the haversine over a sphere of 6371 km; a venue without coordinates counts when it is in the same town
-- index:   programme_performance (starts_at)
-- budget:  2 ms
select
    performance.id as performance_id,
    production.title,
    house.name as house_name,
    venue.name as venue_name,
    venue.town,
    performance.starts_at,
    far.km
from programme_performance as performance
inner join programme_production as production on production.id = performance.production_id
inner join houses_house as house on house.id = performance.house_id
inner join venues_hall as hall on hall.id = performance.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id
inner join venues_hall as ours on ours.id = %(hall)s
inner join venues_venue as here on here.id = ours.venue_id
cross join lateral (
    -- `least` keeps the rounding of antipodes inside asin, and would take null for far away.
    select case when venue.lat is not null and here.lat is not null then 2 * 6371 * asin(least(1, sqrt(
        power(sind((venue.lat - here.lat) / 2), 2)
        + cosd(here.lat) * cosd(venue.lat) * power(sind((venue.lon - here.lon) / 2), 2)
    ))) end as km
) as far
where performance.starts_at >= %(from)s::timestamptz
    and performance.starts_at < %(until)s::timestamptz
    and performance.published_at <= %(at)s::timestamptz
    and performance.state <> 'cancelled'
    and not performance.is_timeslot
    and performance.house_id <> %(house)s
    and production.genre = %(genre)s
    and (far.km <= %(within_km)s or (far.km is null and lower(venue.town) = lower(here.town)))
order by far.km nulls last, performance.starts_at, performance.id
