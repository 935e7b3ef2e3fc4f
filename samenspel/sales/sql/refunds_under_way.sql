-- purpose: money of a collector on its way back that waits for nobody, newest first
-- index:   refund_unsettled; a handful of rows
-- budget:  1 ms
select
    'under_way' as kind,
    p.id as payment_id,
    p.order_id,
    o.state as order_state,
    p.provider,
    p.reference,
    p.amount_cents as asked_cents,
    coalesce(p.received_cents, 0) as received_cents,
    coalesce(nullif(p.received_currency, ''), p.currency) as currency,
    r.amount_cents,
    null::int as difference_cents,
    '' as note,
    r.created_at as at
from payments_refund as r
inner join payments_payment as p on p.id = r.payment_id
inner join sales_order as o on o.id = p.order_id
where r.collector_id = %(house)s::int and r.state in ('requested', 'pending') and r.problem = ''
order by r.created_at desc, r.id
limit 100
