-- purpose: what cancelling an order did, for who asks it again; no row when it was not cancelled
-- index:   primary keys; place_once_in_order; refunds and payments by order
-- budget:  0.1 ms
select
    coalesce(
        (
            select sum(r.amount_cents)
            from payments_refund as r
            where r.order_id = o.id and r.reason = 'cancelled'
        ),
        0
    )::int as refund_cents,
    (select count(*) from sales_line as l where l.order_id = o.id and l.cancelled_at = o.cancelled_at)::int as lines
from sales_order as o
where o.id = %(order)s::uuid and o.state = 'cancelled'
