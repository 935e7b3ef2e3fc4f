-- purpose: the halls that are tied to these by exclusion, over any number of steps, themselves included
-- index:   primary key of venues_hallconflict, index on other_id
-- budget:  0.1 ms
with recursive tied (hall_id) as (
    select unnest(%(halls)s::bigint[])
    union
    select case when conflict.hall_id = tied.hall_id then conflict.other_id else conflict.hall_id end
    from tied
    inner join venues_hallconflict as conflict on tied.hall_id in (conflict.hall_id, conflict.other_id)
)

select hall_id
from tied
order by hall_id
