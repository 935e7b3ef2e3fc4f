-- purpose: count one person in or out at a door, or undo such a count, once by its key; where walk-ins take places, take or give one
-- refuses: unknown      what is to be undone is no count of this performance, or an undoing itself
--          full         nobody can come in: every place is taken
--          raced        somebody bought the place at this very moment: ask again
-- locks:   the caller has the performance's row, so counts wait for each other; a claim decides between a count and a sale
-- index:   unique key; primary key of claim
-- budget:  0.5 ms for a slot of 25 places
with asked as (
    select
        p.id,
        p.house_id,
        p.plan_id,
        p.walk_ins_take_places as takes_places,
        exists (select 1 from access_passage as known where known.key = %(key)s::uuid) as is_known,
        (
            select count(*) from inventory_claim as c where c.performance_id = p.id and c.state = 4
        ) as walked_in
    from programme_performance as p
    where p.id = %(performance)s::bigint and p.house_id = %(house)s::int
),

undone as (
    select passage.id, passage.places, again.id is not null as is_undone
    from access_passage as passage
    left join access_passage as again on again.undoes_id = passage.id
    where passage.key = %(undoes)s::uuid
        and passage.performance_id = %(performance)s::bigint
        and passage.kind <> 'undo'
),

-- 1: a place must be had, -1: one is given back when somebody has one. Nothing when this was counted before.
wanted as (
    select
        asked.*,
        case
            when is_known or exists (select 1 from undone where is_undone) then 0
            when %(kind)s::text = 'undo' then -coalesce((select undone.places from undone), 0)
            when not takes_places then 0
            when %(kind)s::text = 'in' then 1
            else -1
        end as places
    from asked
),

-- From the back, where nobody who buys is seated first; places for wheelchairs are left to who needs them.
free as (
    select place.no
    from wanted
    inner join venues_place as place on place.plan_id = wanted.plan_id
    where wanted.places = 1
        and place.kind not in ('wheelchair', 'companion')
        and not exists (
            select 1
            from inventory_claim as c
            where c.performance_id = wanted.id
                and c.place_no = place.no
                and (c.state <> 1 or c.until > %(at)s::timestamptz)
        )
        and not exists (
            select 1
            from inventory_allotmentplace as ap
            inner join inventory_allotment as a on a.id = ap.allotment_id
            where ap.performance_id = wanted.id and ap.place_no = place.no and a.release_at > %(at)s::timestamptz
        )
    order by place.no desc
    limit 1
),

taken as (
    insert into inventory_claim as claim (performance_id, place_no, state)
    select %(performance)s::bigint, free.no, 4 from free
    on conflict (performance_id, place_no) do update set state = 4, holder = null, until = null
        where claim.state = 1 and claim.until <= %(at)s::timestamptz
    returning 1
),

given as (
    delete from inventory_claim as claim
    using wanted
    where wanted.places = -1
        and claim.performance_id = wanted.id
        and claim.place_no = (
            select min(c.place_no) from inventory_claim as c where c.performance_id = wanted.id and c.state = 4
        )
    returning 1
),

counted as (
    insert into access_passage (house_id, performance_id, key, kind, undoes_id, places, counted_by_id, at)
    select
        wanted.house_id, wanted.id, %(key)s::uuid, %(kind)s::text, (select undone.id from undone),
        (select count(*) from taken) - (select count(*) from given), %(user)s::bigint, %(at)s::timestamptz
    from wanted
    where not wanted.is_known and not exists (select 1 from undone where is_undone)
    returning 1
)

select (select count(*) from counted)::int as counted
from wanted
where case
    when is_known then true
    when %(kind)s::text = 'undo' and not exists (select 1 from undone) then kernel_refuse('unknown')
    when places = 1 and not exists (select 1 from free) then kernel_refuse('full')
    when places = 1 and not exists (select 1 from taken) then kernel_refuse('raced')
    else true
end
