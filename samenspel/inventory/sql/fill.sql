-- purpose: how full performances are, by reason; an ended hold counts as free, a released allotment as no allotment
-- index:   primary keys of claim and allotment place (performance, place)
-- budget:  0.1 ms a performance of 500 claims
select
    p.id as performance_id,
    plan.capacity,
    coalesce(claims.sold, 0)::int as sold,
    coalesce(claims.held, 0)::int as held,
    coalesce(claims.blocked, 0)::int as blocked,
    coalesce(allotments.places, 0)::int as allotted
from programme_performance as p
inner join venues_seatplan as plan on plan.id = p.plan_id
left join lateral (
    select
        count(*) filter (where c.state = 2) as sold,
        count(*) filter (where c.state = 1 and c.until > %(at)s::timestamptz) as held,
        count(*) filter (where c.state = 3) as blocked
    from inventory_claim as c
    where c.performance_id = p.id
) as claims on true
left join lateral (
    select count(*) as places
    from inventory_allotmentplace as ap
    inner join inventory_allotment as a on a.id = ap.allotment_id
    where ap.performance_id = p.id
        and a.release_at > %(at)s::timestamptz
        and not exists (
            select 1
            from inventory_claim as c
            where c.performance_id = ap.performance_id
                and c.place_no = ap.place_no
                and (c.state <> 1 or c.until > %(at)s::timestamptz)
        )
) as allotments on true
where p.id = any(%(performances)s::bigint[])
