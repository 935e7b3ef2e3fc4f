-- purpose: who is touched when a performance is moved or cancelled: orders and tickets sold, what they paid, places in carts
-- index:   line_of_performance; primary key of claim
-- budget:  5 ms for a hall of 2,500
select
    count(distinct l.order_id)::int as orders,
    count(*)::int as tickets,
    coalesce(sum(l.price_cents), 0)::int as price_cents,
    (count(distinct l.order_id) filter (where o.buyer_email = ''))::int as without_address,
    (
        select count(*)
        from inventory_claim as c
        where c.performance_id = %(performance)s::bigint and c.state = 1 and c.until > %(at)s::timestamptz
    )::int as held
from sales_line as l
inner join sales_order as o on o.id = l.order_id
where l.performance_id = %(performance)s::bigint
    and l.presenter_id = %(house)s::int
    and l.sold_at is not null
    and l.cancelled_at is null
