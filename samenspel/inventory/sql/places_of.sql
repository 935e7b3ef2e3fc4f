-- purpose: why each place of one performance that is not free is so, for the hall as staff see it
-- index:   primary keys of claim and allotment place
-- budget:  0.3 ms for 500 claims
select
    c.place_no,
    case c.state when 1 then 'held' when 2 then 'sold' when 4 then 'walked_in' else 'blocked' end as why,
    c.block_id,
    null::bigint as allotment_id
from inventory_claim as c
where c.performance_id = %(performance)s::bigint and (c.state <> 1 or c.until > %(at)s::timestamptz)
union all
select
    ap.place_no,
    'allotted' as why,
    null::bigint as block_id,
    ap.allotment_id
from inventory_allotmentplace as ap
inner join inventory_allotment as a on a.id = ap.allotment_id
where ap.performance_id = %(performance)s::bigint
    and a.release_at > %(at)s::timestamptz
order by place_no, why desc
