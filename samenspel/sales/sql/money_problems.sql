-- purpose: money at a collector that asks for a person, newest first; all of it, or of one payment
-- index:   payment_for_finance, refund_for_finance; refunds and transfers by payment and order; a handful of rows
-- budget:  1 ms
with payment as (
    select
        p.*,
        o.state as order_state,
        p.received_cents - p.charged_back_cents - coalesce(
            (select sum(r.amount_cents) from payments_refund as r where r.payment_id = p.id and r.state <> 'failed'), 0
        )::int as left_cents,
        exists (
            select 1 from ledger_transfer as t
            where t.order_id = p.order_id and t.payment_id = p.id and t.kind = 'sale'
        ) as sold
    from payments_payment as p
    inner join sales_order as o on o.id = p.order_id
    where p.collector_id = %(house)s::int
        and (%(payment)s::uuid is null or p.id = %(payment)s::uuid)
        and (
            p.state in ('mismatch', 'unplaced', 'charged_back')
            or p.id in (
                select r.payment_id from payments_refund as r
                where r.collector_id = %(house)s::int and (r.problem <> '' or r.reason = 'outside')
            )
        )
),

refund as (
    select r.*
    from payments_refund as r
    where r.collector_id = %(house)s::int and (r.problem <> '' or r.reason = 'outside')
),

problem as (
    select 'mismatch' as kind, payment.id as payment_id, payment.left_cents as amount_cents, '' as note, payment.paid_at as at
    from payment
    where payment.state = 'mismatch'
    union all
    select 'charged_back', payment.id, payment.charged_back_cents, '', payment.paid_at
    from payment
    where payment.state = 'charged_back' and payment.sold and payment.order_state = 'confirmed'
    union all
    select 'refunded_outside', payment.id, refund.amount_cents, '', refund.created_at
    from refund
    inner join payment on payment.id = refund.payment_id
    where refund.reason = 'outside' and payment.sold and payment.order_state = 'confirmed'
    union all
    select 'refund_stuck', payment.id, refund.amount_cents, refund.problem, refund.created_at
    from refund
    inner join payment on payment.id = refund.payment_id
    where refund.problem <> '' and refund.state in ('requested', 'pending')
    union all
    select 'refund_failed', payment.id, payment.left_cents, latest.problem, latest.created_at
    from payment
    cross join lateral (
        select refund.problem, refund.created_at from refund
        where refund.payment_id = payment.id and refund.state = 'failed'
        order by refund.id desc
        limit 1
    ) as latest
    where payment.left_cents > 0 and (not payment.sold or payment.order_state = 'cancelled')
)

select
    problem.kind,
    payment.id as payment_id,
    payment.order_id,
    payment.order_state,
    payment.provider,
    payment.reference,
    payment.amount_cents as asked_cents,
    coalesce(payment.received_cents, 0) as received_cents,
    coalesce(nullif(payment.received_currency, ''), payment.currency) as currency,
    problem.amount_cents,
    case
        when problem.kind = 'mismatch' and payment.received_currency = payment.currency then payment.left_cents - coalesce(
            (select sum(line.price_cents) from sales_line as line where line.order_id = payment.order_id), 0
        )::int
    end as difference_cents,
    problem.note,
    problem.at
from problem
inner join payment on payment.id = problem.payment_id
order by problem.at desc, payment.id
limit 100
