-- purpose: the blocks and allotments of one performance, with how many places each has
-- index:   block and allotment by performance; a handful of rows
-- budget:  0.5 ms
select
    'block' as kind,
    b.id,
    b.reason,
    b.note as name,
    (select count(*) from inventory_claim as c where c.performance_id = b.performance_id and c.block_id = b.id)::int as places,
    null::text as owner,
    null::text as seller,
    '' as entitlement,
    null::timestamptz as release_at
from inventory_block as b
where b.performance_id = %(performance)s::bigint
union all
select
    'allotment' as kind,
    a.id,
    '' as reason,
    a.name,
    (select count(*) from inventory_allotmentplace as ap where ap.allotment_id = a.id)::int as places,
    owner.name as owner,
    seller.name as seller,
    a.entitlement,
    a.release_at
from inventory_allotment as a
inner join houses_house as owner on owner.id = a.owner_id
left join houses_house as seller on seller.id = a.seller_id
where a.performance_id = %(performance)s::bigint
order by kind desc, name, id
