-- purpose: what happened to an order, as far as the scope sees it: facts of its houses, money at its collector
-- index:   kernel_event_subject; payment and refund by order
-- budget:  0.3 ms
select
    'fact' as source,
    e.kind as what,
    e.at,
    coalesce((e.payload ->> 'lines')::int, 0) as lines,
    0 as amount_cents,
    '' as method,
    '' as reference
from kernel_event as e
where e.subject = (%(order)s::uuid)::text and e.house_id = %(house)s::int
union all
select
    'payment',
    p.state,
    coalesce(p.paid_at, p.created_at),
    0,
    coalesce(p.received_cents, p.amount_cents),
    coalesce(nullif(p.method, ''), p.provider),
    p.reference
from payments_payment as p
where p.order_id = %(order)s::uuid
union all
select
    'refund',
    r.state,
    coalesce(r.done_at, r.created_at),
    0,
    r.amount_cents,
    '',
    r.reference
from payments_refund as r
where r.order_id = %(order)s::uuid
order by at
