-- purpose: the halls of a house as its planner shows them: change-over, and the halls of the house that each excludes
-- index:   venues_venue (house_id), venues_hall (venue_id), the key of venues_hallconflict and its index on `other`
-- budget:  0.5 ms
select
    hall.id,
    hall.name,
    venue.id as venue_id,
    venue.name as venue_name,
    venue.shares_evenings,
    hall.change_over_before_min::int as before_min,
    hall.change_over_after_min::int as after_min,
    coalesce(
        (
            select array_agg(pair.other_id order by pair.other_id)
            from (
                select conflict.other_id from venues_hallconflict as conflict where conflict.hall_id = hall.id
                union all
                select conflict.hall_id from venues_hallconflict as conflict where conflict.other_id = hall.id
            ) as pair
        ),
        '{}'::bigint[]
    ) as excludes
from venues_hall as hall
inner join venues_venue as venue on venue.id = hall.venue_id
where venue.house_id = %(house)s::int
order by venue.name, hall.name, hall.id
