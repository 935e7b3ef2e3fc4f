-- purpose: what the order of a payment holds, one row a performance: places and prices, nobody's name
-- index:   place_once_in_order (order, performance, place)
-- budget:  0.2 ms
select
    production.title,
    performance.starts_at,
    house.name as house,
    count(*)::int as places,
    coalesce(sum(line.price_cents) filter (where line.cancelled_at is null), 0)::int as amount_cents,
    bool_and(line.cancelled_at is not null) as is_cancelled
from payments_payment as p
inner join sales_line as line on line.order_id = p.order_id
inner join programme_performance as performance on performance.id = line.performance_id
inner join programme_production as production on production.id = performance.production_id
inner join houses_house as house on house.id = line.presenter_id
where p.id = %(payment)s::uuid and p.collector_id = %(house)s::int
group by performance.id, production.id, house.id
order by performance.starts_at, performance.id
