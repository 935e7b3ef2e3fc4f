-- purpose: how many other houses near a venue consider one day for a genre without having published it; counts venues that share
--          this, and says nothing else
-- scope:   system, because what is counted is private; only the number leaves
-- index:   programme_performance (starts_at)
-- budget:  2 ms
select count(distinct performance.house_id)::int as houses
from programme_performance as performance
inner join programme_production as production on production.id = performance.production_id
inner join venues_hall as hall on hall.id = performance.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id and venue.shares_evenings
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
    and (performance.published_at is null or performance.published_at > %(at)s::timestamptz)
    and performance.state <> 'cancelled'
    and not performance.is_timeslot
    and performance.house_id <> %(house)s
    and production.genre = %(genre)s
    and (far.km <= %(within_km)s or (far.km is null and lower(venue.town) = lower(here.town)))
