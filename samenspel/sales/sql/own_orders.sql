-- purpose: what is in these orders, newest first
-- index:   primary keys; place_once_in_order
-- budget:  0.5 ms for ten orders
select
    o.id as order_id,
    o.region_id,
    o.state,
    o.confirmed_at,
    count(line.id)::int as lines,
    coalesce(sum(line.price_cents), 0)::int as total_cents,
    min(p.starts_at) as first_starts_at,
    max(p.ends_at) as last_ends_at,
    array_agg(distinct production.title) as titles,
    array_agg(distinct house.name) as houses
from sales_order as o
inner join sales_line as line on line.order_id = o.id and line.sold_at is not null
inner join programme_performance as p on p.id = line.performance_id
inner join programme_production as production on production.id = p.production_id
inner join houses_house as house on house.id = line.presenter_id
where o.id = any(%(orders)s::uuid[])
group by o.id
order by o.confirmed_at desc
