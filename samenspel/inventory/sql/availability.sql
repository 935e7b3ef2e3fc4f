-- purpose: the places of a performance that cannot be had now through one seller (or the one of a region's shop), and which of them this order holds
-- index:   primary keys of claim and allotment place (performance, place)
-- budget:  0.07 ms for 500 taken places
select
    p.id as performance_id,
    p.plan_id,
    p.allow_orphans,
    coalesce(
        (
            select array_agg(taken.place_no order by taken.place_no)
            from (
                select c.place_no
                from inventory_claim as c
                where c.performance_id = p.id
                    and (c.state <> 1 or (c.until > %(at)s::timestamptz and c.holder is distinct from %(order)s::uuid))
                union
                select ap.place_no
                from inventory_allotmentplace as ap
                inner join inventory_allotment as a on a.id = ap.allotment_id
                where ap.performance_id = p.id
                    and a.release_at > %(at)s::timestamptz
                    and (
                        a.entitlement <> ''
                        or a.seller_id is null
                        or a.seller_id is distinct from coalesce(
                            %(seller)s::int, (select r.seller_id from houses_region as r where r.id = %(region)s::int)
                        )
                    )
            ) as taken
        ),
        '{}'
    ) as taken,
    coalesce(
        (
            select array_agg(c.place_no order by c.place_no)
            from inventory_claim as c
            where c.performance_id = p.id and c.state = 1 and c.until > %(at)s::timestamptz and c.holder = %(order)s::uuid
        ),
        '{}'
    ) as mine
from programme_performance as p
where p.id = any(%(performances)s::bigint[])
