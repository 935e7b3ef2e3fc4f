-- purpose: every account the houses of some regions need to sell for each other; known ones stay
-- locks:   none but the new rows
-- index:   primary key (house, code)
-- budget:  5 ms for a region of 20 houses
with party as (
    select membership.region_id, membership.house_id
    from houses_membership as membership
    where membership.region_id = any (%(regions)s::int[])
    union
    select region.id, unnest(array[region.seller_id, region.collector_id])
    from houses_region as region
    where region.id = any (%(regions)s::int[])
),

collecting as (
    select region.id as region_id, unnest(array[region.seller_id, region.collector_id]) as house_id
    from houses_region as region
    where region.id = any (%(regions)s::int[])
),

pair as (
    select distinct collecting.house_id as collector_id, party.house_id as presenter_id
    from collecting
    inner join party on party.region_id = collecting.region_id
    where collecting.house_id <> party.house_id
),

wanted (house_id, code, kind, counterparty_id, rate_bp) as (
    select distinct party.house_id, money.kind, money.kind, null::int, null::int
    from party
    cross join unnest(array['clearing', 'cash', 'bank', 'unallocated']) as money (kind)
    union all
    select distinct party.house_id, rated.kind || ':' || rate.bp, rated.kind, null::int, rate.bp
    from party
    cross join unnest(array['revenue', 'vat', 'fees']) as rated (kind)
    cross join unnest(%(rates_bp)s::int[]) as rate (bp)
    union all
    select collector_id, 'payable:' || presenter_id, 'payable', presenter_id, null::int from pair
    union all
    select presenter_id, 'receivable:' || collector_id, 'receivable', collector_id, null::int from pair
),

opened as (
    insert into ledger_account (house_id, code, kind, counterparty_id, rate_bp)
    select house_id, code, kind, counterparty_id, rate_bp from wanted
    order by house_id, code
    on conflict do nothing
    returning 1
)

select count(*)::int as opened from opened
