-- purpose: one payment for finance of its collector, with what became of it
-- index:   primary keys; refunds by payment, transfers by order and payment
-- budget:  0.2 ms
select
    p.id,
    p.order_id,
    o.state as order_state,
    p.provider,
    p.method,
    p.reference,
    p.state,
    p.amount_cents as asked_cents,
    p.received_cents,
    coalesce(nullif(p.received_currency, ''), p.currency) as currency,
    p.accepted_difference_cents,
    p.charged_back_cents,
    coalesce(
        (select sum(r.amount_cents) from payments_refund as r where r.payment_id = p.id and r.state = 'done'), 0
    )::int as refunded_cents,
    exists (
        select 1 from ledger_transfer as t
        where t.order_id = p.order_id and t.payment_id = p.id and t.kind = 'sale'
    ) as sold,
    coalesce(p.paid_at, p.created_at) as at
from payments_payment as p
inner join sales_order as o on o.id = p.order_id
where p.id = %(payment)s::uuid and p.collector_id = %(house)s::int
