-- purpose: payments that finance must look at: another amount than asked, or paid when the places were gone and not refunded
-- index:   by collector and state; a handful of rows
-- budget:  5 ms
select
    p.id,
    p.order_id,
    p.state,
    p.amount_cents,
    coalesce(p.received_cents, p.amount_cents) as received_cents,
    coalesce(nullif(p.received_currency, ''), p.currency) as currency,
    p.reference,
    coalesce(p.paid_at, p.created_at) as at
from payments_payment as p
where p.collector_id = %(house)s::int
    and p.state in ('mismatch', 'unplaced', 'charged_back')
    and coalesce(p.paid_at, p.created_at) >= %(since)s::timestamptz
    and not exists (select 1 from payments_refund as r where r.payment_id = p.id and r.state = 'done')
order by at desc
limit 50
