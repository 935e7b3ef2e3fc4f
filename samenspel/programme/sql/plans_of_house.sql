-- purpose: where a house can plan a performance: the newest published version of each seat plan of its halls
-- index:   plan_version_once
-- budget:  0.5 ms
select distinct on (venue.name, hall.name, plan.name, hall.id)
    hall.id as hall_id,
    plan.id as plan_id,
    venue.name as venue,
    hall.name as hall,
    plan.name as plan,
    plan.version::int as version,
    plan.capacity::int as capacity
from venues_seatplan as plan
inner join venues_hall as hall on hall.id = plan.hall_id
inner join venues_venue as venue on venue.id = hall.venue_id
where venue.house_id = %(house)s::int and plan.state = 'published'
order by venue.name, hall.name, plan.name, hall.id, plan.version desc
