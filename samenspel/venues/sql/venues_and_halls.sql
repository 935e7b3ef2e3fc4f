-- purpose: the venues of a house with their halls, what is published for each, and what is being drawn
-- index:   venue_slug_once_in_house, hall_slug_once_in_venue, plan_version_once, plan_draft_once
-- budget:  5 ms
select
    venue.id as venue_id,
    venue.name as venue,
    venue.street,
    venue.postcode,
    venue.town,
    hall.id as hall_id,
    coalesce(hall.name, '') as hall,
    (
        select count(distinct plan.name)
        from venues_seatplan as plan
        where plan.hall_id = hall.id and plan.state = 'published'
    ) as plans,
    (
        select coalesce(max(plan.capacity), 0)
        from venues_seatplan as plan
        where plan.hall_id = hall.id and plan.state = 'published'
    ) as capacity,
    (select count(*) from venues_plandraft as draft where draft.hall_id = hall.id) as drafts
from venues_venue as venue
left join venues_hall as hall on hall.venue_id = venue.id
where venue.house_id = %(house)s::int and %(venue)s::bigint in (0, venue.id)
order by venue.name, venue.id, hall.name, hall.id
